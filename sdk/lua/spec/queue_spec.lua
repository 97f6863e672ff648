local check, test = require("check"), require("test")
local simulation = require("simulation")
local telemetry = require("telemetry")

local function offline(overrides)
  local server = simulation.server()
  server.always = "drop"
  return simulation.device(server, overrides)
end

local function books(device)
  local stats = device.telemetry.stats()
  return stats.tracked, stats.sent + stats.queued + simulation.sum(stats.dropped)
    + simulation.sum(stats.rejected)
end

test("the oldest usage events are dropped first, and are counted", function()
  local device = offline({ max_events = 100 })
  for i = 1, 150 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
  end
  local stats = device.telemetry.stats()
  check.equal(stats.queued, 100)
  check.equal(stats.dropped.queue_full, 51) -- app_start has its place too
  device.server.always = nil
  device.drain()
  check.equal(device.server.count("app_start"), 1)
  check.equal(device.server.count("feature_used"), 99)
  check.equal(device.server.events[2].data.feature_name, "f52")
end)

test("a usage event does not displace what matters more", function()
  local device = offline({ max_events = 20, performance_seconds = 86400 })
  for _ = 1, 19 do
    device.telemetry.track("perf_frame", { avg_ms = 16, p95_ms = 20 })
  end
  local kept, reason = device.telemetry.track("feature_used", { feature_name = "export" })
  check.equal(kept, nil)
  check.equal(reason, "queue_full")
  check.equal(device.telemetry.stats().queued, 20)
  check.truthy(device.telemetry.track("app_start", {}), "an automatic event displaces one")
  check.equal(device.telemetry.stats().queued, 20)
end)

test("crashes are dropped last", function()
  local device = offline({ max_events = 20 })
  for i = 1, 30 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
  end
  for i = 1, 25 do
    device.telemetry.crash({ message = "crash " .. i })
  end
  local stats = device.telemetry.stats()
  check.equal(stats.queued_crashes, 20)
  check.equal(stats.queued, 20)
  check.equal(select(2, device.telemetry.track("app_start")), "queue_full")
  device.server.always = nil
  device.drain()
  check.equal(device.server.stored_crashes, 20)
  local tracked, accounted = books(device)
  check.equal(tracked, accounted)
end)

test("the queue is bounded in bytes", function()
  local device = offline({ max_bytes = 8192, max_events = 1000 })
  for i = 1, 200 do
    device.telemetry.track("feature_used", { feature_name = string.rep("x", 150) .. i })
  end
  local stats = device.telemetry.stats()
  check.truthy(stats.queued_bytes <= 8192)
  check.truthy(stats.dropped.queue_bytes > 100)
  local tracked, accounted = books(device)
  check.equal(tracked, accounted)
end)

test("a crash report that is larger than the queue is dropped and counted", function()
  local device = offline({ max_bytes = 8192, max_stack_bytes = 16384 })
  local kept, reason = device.telemetry.crash({ message = "big", stack = string.rep("x\n", 8000) })
  check.equal(kept, nil)
  check.equal(reason, "queue_bytes")
  check.truthy(device.telemetry.track("app_start"), "it displaced nothing")
end)

test("a batch is closed after 50 events, after 60 seconds, and by flush", function()
  local device = simulation.device(simulation.server())
  for _ = 1, 49 do
    device.telemetry.track("feature_used", { feature_name = "export" })
  end
  device.updates(5)
  check.equal(#device.server.requests, 1)
  check.equal(#device.server.last().body.events, 50)
  device.telemetry.track("feature_used", { feature_name = "export" })
  device.run(58)
  check.equal(#device.server.requests, 1)
  device.run(4)
  check.equal(#device.server.requests, 2)
  device.telemetry.track("feature_used", { feature_name = "export" })
  device.telemetry.flush()
  device.updates(2)
  check.equal(#device.server.requests, 3)
end)

test("nothing grows over many calls", function()
  local device = offline()
  device.telemetry.track("feature_used", { feature_name = "export" })
  local function fill(count)
    for i = 1, count do
      device.telemetry.track("feature_used", { feature_name = "export" })
      if i % 100 == 0 then
        device.now = device.now + 1
        device.telemetry.update()
      end
    end
    collectgarbage()
    collectgarbage()
    return collectgarbage("count") - #device.store.content / 1024 -- which is memory here
  end
  fill(20000)
  local before = fill(20000)
  local after = fill(40000)
  check.truthy(after < before + 150, "memory grew by " .. (after - before) .. " KB")
  check.truthy(#device.store.content < 600000, "the store has " .. #device.store.content .. " bytes")
end)

test("a full queue survives a restart, within its bounds", function()
  local device = offline({ max_events = 200 })
  for i = 1, 400 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
    device.telemetry.update()
  end
  device.run(10)
  device.kill()
  device.updates(30)
  local stats = device.telemetry.stats()
  check.equal(stats.queued, 200)
  device.server.always = nil
  device.drain()
  check.equal(device.server.count("app_start"), 2)
  check.equal(device.server.count("feature_used"), 198)
end)

test("drops are reported with the next batch, once", function()
  local device = offline({ max_events = 100 })
  for i = 1, 150 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
    device.telemetry.update()
  end
  device.run(5)
  device.kill()
  device.updates(30)
  device.server.always = nil
  device.server.faults = { "lose", "drop", "lose" }
  device.drain()
  check.equal(device.server.reported_total() + device.server.count(), 152)
  check.equal(device.server.reported["queue_full feature_used"], 52)
end)

test("more kinds of drops than a report holds are spread over batches", function()
  local device = offline()
  for i = 1, 120 do
    device.telemetry.track("custom_" .. i, { field = function() end })
  end
  check.equal(device.telemetry.stats().dropped.invalid_data, 120)
  device.server.always = nil
  for _ = 1, 5 do
    device.telemetry.track("feature_used", {})
    device.drain()
  end
  check.equal(device.server.reported_total(), 120)
  for _, each in ipairs(device.server.requests) do
    local report = each.body.client_report
    check.truthy(not report or #report.dropped <= 50)
  end
end)

test("a server that does not know reports gets none, and they are kept for later", function()
  local device = offline({ max_events = 10 })
  for _ = 1, 20 do
    device.telemetry.track("feature_used", {})
  end
  device.server.always = function(_, body)
    if body.client_report then
      return { status = 400, headers = {}, body = '{"error":{"code":"MALFORMED_BODY",'
        .. '"message":"The body does not fit: Object contains unknown field `client_report`"}}' }
    end
  end
  device.drain()
  device.telemetry.track("feature_used", {})
  device.drain()
  check.equal(device.server.count(), 11)
  check.equal(#device.server.requests, 3)
  device.server.always = nil
  device.kill()
  device.updates(10)
  device.drain()
  check.equal(device.server.reported_total(), 11)
  check.equal(device.server.count(), 12)
end)

test("reports can be turned off", function()
  local wire = require("telemetry.wire")
  wire.SENDS_CLIENT_REPORTS = false
  local device = offline({ max_events = 10 })
  for _ = 1, 20 do
    device.telemetry.track("feature_used", {})
  end
  device.server.always = nil
  device.drain()
  wire.SENDS_CLIENT_REPORTS = true
  for _, each in ipairs(device.server.requests) do
    check.equal(each.body.client_report, nil)
  end
end)

test("instances without a store hand their queue to the next one", function()
  local server = simulation.server()
  server.always = "drop"
  local options = simulation.device(server, { store = false }).options
  check.equal(telemetry.init(options), true)
  telemetry.track("feature_used", { feature_name = "export" })
  telemetry.shutdown()
  check.equal(telemetry.init(options), true)
  check.equal(telemetry.stats().queued, 5) -- two starts, the feature, memory and the stop
  telemetry.opt_out()
  telemetry.shutdown()
end)
