local check, test = require("check"), require("test")
local json = require("telemetry.json")
local simulation = require("simulation")

local function refusal(status, code, extra, headers)
  local body = { code = code, message = "no" }
  for name, value in pairs(extra or {}) do
    body[name] = value
  end
  return { status = status, headers = headers or {}, body = json.encode({ error = body }) }
end

local function tracked_device(server, overrides)
  local device = simulation.device(server or simulation.server(), overrides)
  for i = 1, 9 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
  end
  return device
end

local function check_books(device, what)
  local stats = device.telemetry.stats()
  check.equal(stats.internal_errors, 0, stats.last_internal_error)
  check.equal(stats.sent + stats.queued + simulation.sum(stats.dropped)
    + simulation.sum(stats.rejected) + stats.sampled_out_by_server, stats.tracked, what)
end

test("a retry has the same batch id and the same events, and is stored once", function()
  local device = tracked_device()
  device.server.faults = { "lose", "drop", "lose", "lose" }
  device.drain()
  local requests = device.server.requests
  check.equal(#requests, 5)
  for _, each in ipairs(requests) do
    check.equal(each.request.body, requests[1].request.body)
  end
  check.equal(device.server.count(), 10)
  check_books(device)
end)

test("a retry after a restart has the same batch id and events", function()
  local device = tracked_device()
  device.server.faults = { "lose" }
  device.telemetry.flush()
  device.updates(3)
  check.equal(device.server.count(), 10)
  device.kill()
  device.drain()
  check.equal(device.server.requests[1].request.body, device.server.requests[2].request.body)
  check.equal(device.server.count(), 11)
  check.equal(device.server.count("feature_used"), 9)
end)

test("waits grow exponentially with jitter, up to five minutes", function()
  local device = tracked_device()
  device.server.always = "drop"
  device.telemetry.flush()
  local times, seen = {}, 0
  for _ = 1, 4000 do
    device.now = device.now + 1
    device.telemetry.update()
    if #device.server.requests > seen then
      seen = #device.server.requests
      times[seen] = device.now
    end
  end
  check.truthy(seen > 10 and seen < 40, seen .. " attempts in 4000 seconds")
  for i = 2, seen do
    check.truthy(times[i] - times[i - 1] <= 303)
  end
  check.truthy(times[8] - times[7] > 50)
end)

test("jitter differs between devices", function()
  local waits = {}
  for i = 1, 2 do
    local device = tracked_device(nil, { device_id = "device-" .. i })
    device.server.always = { status = 503, headers = {}, body = "" }
    device.telemetry.flush()
    device.updates(3)
    waits[i] = device.telemetry.client.sender.next_at
  end
  check.truthy(waits[1] ~= waits[2])
end)

for _, status in ipairs({ 429, 503 }) do
  test("Retry-After of a " .. status .. " is honoured", function()
    local device = tracked_device()
    device.server.faults = { refusal(status, "RATE_LIMITED", nil, { ["Retry-After"] = "120" }) }
    device.telemetry.flush()
    device.run(118)
    check.equal(#device.server.requests, 1)
    device.run(25)
    check.equal(#device.server.requests, 2)
    check.equal(device.server.count(), 10)
    check_books(device)
  end)
end

test("Retry-After may be a date, and nonsense in it does no harm", function()
  local device = tracked_device()
  local date = "Mon, 21 Sep 2026 14:13:20 GMT"
  device.server.faults = {
    { status = 503, headers = { date = date, ["retry-after"] = "Mon, 21 Sep 2026 14:14:20 GMT" } },
    { status = 503, headers = { ["RETRY-AFTER"] = "soon" }, body = "" },
    { status = 503, headers = { ["retry-after"] = "-7" }, body = "" },
    { status = 503, headers = { ["retry-after"] = "99999999999999999999" }, body = "" },
  }
  device.telemetry.flush()
  device.run(55)
  check.equal(#device.server.requests, 1)
  device.drain(48)
  check.equal(device.server.count("feature_used"), 9)
end)

for _, status in ipairs({ 401, 403 }) do
  test("nothing is sent after a " .. status .. " until there is a new key", function()
    local telemetry = require("telemetry")
    local device = simulation.device(simulation.server())
    device.server.always = refusal(status, "UNAUTHENTICATED")
    check.equal(telemetry.init(device.options), true)
    telemetry.track("feature_used", { feature_name = "export" })
    telemetry.flush()
    for _ = 1, 5000 do
      device.now = device.now + 1
      telemetry.update()
    end
    check.equal(#device.server.requests, 1)
    check.equal(telemetry.stats().paused, "UNAUTHENTICATED")
    check.equal(telemetry.flush(), true)
    check.equal(#device.server.requests, 1)
    device.server.always = nil
    device.options.ingest_key = "tgi_new"
    check.equal(telemetry.init(device.options), true)
    for _ = 1, 200 do
      device.now = device.now + 1
      telemetry.update()
    end
    check.equal(telemetry.stats().queued, 0)
    check.equal(device.server.last().request.headers.Authorization, "Bearer tgi_new")
    check.equal(device.server.count("app_start"), 1)
    telemetry.shutdown()
  end)
end

test("a batch that is too large is halved until it fits", function()
  local device = tracked_device()
  device.server.always = function(_, body)
    if #body.events > 2 then
      return refusal(413, "BODY_TOO_LARGE")
    end
  end
  device.drain()
  check.equal(device.server.count(), 10)
  check_books(device)
  for i = 1, 9 do
    check.equal(device.server.events[i + 1].data.feature_name, "f" .. i)
  end
end)

test("halves have the same ids after a restart", function()
  local device = tracked_device()
  device.server.always = function(_, body)
    return #body.events > 5 and refusal(413, "BODY_TOO_LARGE") or "lose"
  end
  device.telemetry.flush()
  device.run(10)
  check.equal(device.server.count(), 5)
  device.kill()
  device.server.always = nil
  device.drain()
  check.equal(device.server.count("feature_used"), 9)
end)

test("an event that is too large by itself is dropped and counted", function()
  local device = tracked_device()
  device.server.always = refusal(413, "BODY_TOO_LARGE")
  device.drain()
  check.equal(device.telemetry.stats().dropped.rejected_batch, 10)
  check.equal(device.telemetry.stats().queued, 0)
end)

test("a refused batch is dropped, counted and reported", function()
  local device = tracked_device()
  device.server.faults = { refusal(400, "MALFORMED_BODY") }
  device.drain()
  check.equal(device.telemetry.stats().dropped.rejected_batch, 10)
  device.telemetry.track("feature_used", {})
  device.drain()
  check.equal(device.server.reported["rejected_batch feature_used"], 9)
  check.equal(device.server.reported["rejected_batch app_start"], 1)
  check_books(device)
end)

test("a crash that the server refuses is dropped and counted", function()
  local device = simulation.device(simulation.server())
  device.server.always = function(request)
    if request.url:find("/crash", 1, true) then
      return refusal(400, "INVALID_FIELD")
    end
  end
  device.telemetry.crash("boom")
  device.drain()
  check.equal(device.telemetry.stats().dropped.rejected_batch, 1)
  check_books(device)
end)

local PAGE = "<!DOCTYPE html><html><body>Sign in to the network</body></html>"
local UNREADABLE = {
  { status = 200, headers = {}, body = PAGE },
  { status = 200, headers = {}, body = '{"received":' },
  { status = 200, headers = {}, body = "" },
  { status = 200, headers = {} },
  { status = 200, headers = {}, body = "[]" },
  { status = 200, headers = {}, body = "null" },
  { status = 200, headers = {}, body = '{"ok":true}' },
  { status = 204, headers = {}, body = "" },
  { status = 302, headers = { location = "http://login" }, body = "" },
  { status = 400, headers = {}, body = PAGE },
  { status = 401, headers = {}, body = PAGE },
  { status = 403, headers = {}, body = PAGE },
  { status = 404, headers = {}, body = PAGE },
  { status = 511, headers = {}, body = PAGE },
  { status = 200, headers = {}, body = string.rep("x", 1000000) },
  { status = "odd", headers = "odd", body = 5 },
  {},
}

test("what does not come from the server loses nothing", function()
  for i, response in ipairs(UNREADABLE) do
    local device = tracked_device()
    device.server.faults = { response, response }
    device.drain()
    check.equal(device.server.count(), 10, "response " .. i)
    check_books(device, "response " .. i)
  end
end)

test("a status without a body is understood", function()
  local device = tracked_device()
  device.server.faults = { { status = 400 } }
  device.drain()
  check.equal(device.telemetry.stats().dropped.rejected_batch, 10)
  device = tracked_device()
  device.server.faults = { { status = 401 } }
  device.telemetry.flush()
  device.updates(5)
  check.equal(device.telemetry.stats().paused, "401")
end)

test("a server that never answers costs one request at a time", function()
  local device = tracked_device()
  device.server.always = "hang"
  device.telemetry.flush()
  device.run(29)
  check.equal(#device.server.requests, 1)
  device.run(60)
  check.equal(#device.server.requests, 3)
  check.equal(device.telemetry.stats().queued, 10)
  device.server.always = nil
  device.drain()
  check.equal(device.server.count(), 10)
end)

test("an answer that arrives late or twice changes nothing", function()
  local device = tracked_device()
  local late
  device.options.transport.send = function(_, done)
    late = done
  end
  device.telemetry.flush()
  device.run(40)
  local old = late
  device.options.transport.send = device.server.handle
  device.drain()
  check.equal(device.server.count(), 10)
  old({ status = 401 })
  old({ status = 200, body = '{"received":7}' })
  device.run(10)
  check.equal(device.telemetry.stats().paused, nil)
  check_books(device)
end)

test("a transport that raises is a failed attempt", function()
  local device = tracked_device()
  device.options.transport.send = function()
    error("no network")
  end
  device.telemetry.flush()
  device.run(3)
  check.truthy(device.telemetry.stats().last_send_error:find("no network"))
  device.options.transport.send = device.server.handle
  device.drain()
  check.equal(device.server.count(), 10)
  check_books(device)
end)

test("a batch that keeps failing does not block the others", function()
  local device = tracked_device()
  local poison
  device.server.always = function(_, body)
    if body.batch_id then
      poison = poison or body.batch_id
      if body.batch_id == poison then
        return { status = 500, headers = {}, body = "" }
      end
    end
  end
  device.telemetry.flush()
  device.telemetry.track("app_start", {})
  device.telemetry.flush()
  device.run(600)
  check.equal(device.server.count(), 1)
  device.server.always = nil
  device.drain()
  check.equal(device.server.count(), 11)
end)

test("crashes are sent first", function()
  local device = tracked_device()
  device.server.always = "drop"
  device.telemetry.flush()
  device.updates(3)
  device.telemetry.crash("boom")
  device.server.always = nil
  device.drain()
  check.truthy(device.server.requests[#device.server.requests - 1].request.url:find("/crash$"))
end)

test("events that the server refuses one by one are counted by code", function()
  local device = tracked_device()
  device.server.faults = { { status = 200, headers = {}, body = json.encode({
    received = 8, is_duplicate = false, sampled_out = 0, rejected = {
      { index = 1, code = "INVALID_DATA", message = "no" },
      { index = 2, code = "UNKNOWN_EVENT_TYPE", message = "no" },
    } }) } }
  device.drain()
  check.same(device.telemetry.stats().rejected, { INVALID_DATA = 1, UNKNOWN_EVENT_TYPE = 1 })
  check_books(device)
end)

test("requests have what the server needs", function()
  local device = tracked_device()
  device.drain()
  local request = device.server.requests[1].request
  check.equal(request.method, "POST")
  check.equal(request.url, "http://server/v1/telemetry/events")
  check.equal(request.headers["Content-Type"], "application/json")
  check.equal(request.headers["Content-Length"], tostring(#request.body))
  check.equal(request.headers.Authorization, "Bearer tgi_test")
end)
