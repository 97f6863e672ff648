local check, test = require("check"), require("test")
local simulation = require("simulation")

local function full_device(overrides)
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server, overrides)
  for i = 1, 120 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
    device.telemetry.update()
  end
  device.telemetry.crash("boom")
  device.run(3)
  return device
end

test("usage events need consent, and are not counted without it", function()
  local device = simulation.device(simulation.server(), { consent = {} })
  local kept, reason = device.telemetry.screen("home")
  check.equal(kept, nil)
  check.truthy(reason:find("consent"))
  device.telemetry.track("level_done", { level = "3" })
  device.telemetry.crash("boom")
  device.drain()
  check.equal(device.server.count(), 1)
  check.equal(device.server.stored_crashes, 1)
  check.same(device.telemetry.stats().dropped, {})
end)

test("custom types of other tiers need no consent", function()
  local device = simulation.device(simulation.server(), {
    consent = {}, event_types = { level_loaded = "performance" },
  })
  check.equal(device.telemetry.track("level_loaded", { seconds = 3 }), true)
  device.drain()
  check.equal(device.server.count("level_loaded"), 1)
end)

test("withdrawn consent purges a full queue at once, and the purge is reported", function()
  local device = full_device()
  check.truthy(device.store.content:find("feature_used", 1, true))
  check.equal(device.telemetry.set_consent({ usage_analytics = false }), true)
  check.truthy(not device.store.content:find('"feature_name"', 1, true), "the store has none left")
  device.server.always = nil
  device.drain()
  check.equal(device.server.count("feature_used"), 0)
  check.equal(device.server.count("app_start"), 1)
  check.equal(device.server.stored_crashes, 1)
  check.equal(device.server.last().body.consent.usage_analytics, false)
  device.telemetry.shutdown(1)
  device.run(5)
  local purged = device.server.reported["consent_withdrawn feature_used"]
  check.equal(purged, 120)
  check.equal(device.telemetry.screen("home"), nil)
end)

test("what an unanswered request may have stored is not reported as dropped", function()
  local device = simulation.device(simulation.server())
  for _ = 1, 9 do
    device.telemetry.track("feature_used", {})
  end
  device.server.faults = { "lose" } -- stored, but the device does not know
  device.telemetry.flush()
  device.updates(2)
  device.telemetry.set_consent({ usage_analytics = false })
  device.drain()
  check.equal(device.server.requests[2].body.batch_id, device.server.requests[1].body.batch_id)
  check.equal(#device.server.requests[2].body.events, 1)
  check.same(device.telemetry.stats().dropped, {})
end)

test("what an unanswered request has not stored is reported as dropped", function()
  local device = simulation.device(simulation.server())
  for _ = 1, 9 do
    device.telemetry.track("feature_used", {})
  end
  device.server.faults = { "drop" }
  device.telemetry.flush()
  device.updates(2)
  device.telemetry.set_consent({ usage_analytics = false })
  device.kill() -- the counts survive a restart
  device.updates(20)
  device.drain()
  check.equal(device.telemetry.stats().dropped.consent_withdrawn, 9)
  device.telemetry.shutdown(1)
  device.updates(20)
  check.equal(device.server.reported["consent_withdrawn feature_used"], 9)
end)

test("consent that is withdrawn during a request ends it in good order", function()
  local device = simulation.device(simulation.server())
  local finish
  device.options.transport.send = function(request, done)
    finish = function() device.server.handle(request, done) end
  end
  for _ = 1, 9 do
    device.telemetry.track("feature_used", {})
  end
  device.telemetry.flush()
  device.updates(2)
  device.telemetry.set_consent({ usage_analytics = false })
  finish()
  device.updates(2)
  check.equal(device.server.count(), 10) -- it was on its way
  check.same(device.telemetry.stats().dropped, {})
  check.equal(device.telemetry.stats().queued, 0)
  check.equal(device.telemetry.stats().internal_errors, 0)
end)

test("crashes need consent", function()
  local device = full_device()
  device.telemetry.set_consent({ crash_reports = false })
  check.equal(device.telemetry.stats().queued_crashes, 0)
  check.equal(device.telemetry.stats().dropped.consent_withdrawn, 1)
  local kept, reason = device.telemetry.crash("again")
  check.equal(kept, nil)
  check.truthy(reason:find("consent"))
  device.telemetry.pcall(error, "a third one")
  check.equal(device.telemetry.stats().queued_crashes, 0)
end)

test("opting out stops everything, in later runs too", function()
  local device = full_device()
  local before = #device.server.requests
  check.equal(device.telemetry.opt_out(), true)
  check.truthy(not device.store.content:find('"type"', 1, true), "the store has no events")
  check.equal(device.telemetry.stats().queued, 0)
  device.server.always = nil
  check.equal(device.telemetry.track("app_start"), nil)
  check.equal(device.telemetry.crash("boom"), nil)
  device.telemetry.frame(16)
  device.run(200)
  device.telemetry.shutdown(1)
  device.kill()
  device.telemetry.track("app_start")
  device.run(200)
  device.telemetry.shutdown(1)
  check.equal(#device.server.requests, before)
  device.kill()
  check.equal(device.telemetry.opt_in(), true)
  check.equal(device.telemetry.screen("home"), true)
  device.drain()
  check.equal(device.server.count("screen_view"), 1)
  check.equal(device.server.reported["opted_out feature_used"], 120)
end)

test("the last choice holds in later runs", function()
  local device = simulation.device(simulation.server(), { consent = {} })
  device.telemetry.set_consent({ usage_analytics = true, crash_reports = false })
  device.telemetry.update()
  device.options.consent = nil
  device.kill()
  check.equal(device.telemetry.screen("home"), true)
  check.equal(device.telemetry.crash("boom"), nil)
end)

test("consent that is refused at start purges what an earlier run has left", function()
  local device = full_device()
  device.options.consent = { usage_analytics = false }
  device.kill()
  device.server.always = nil
  device.drain()
  check.equal(device.server.count("feature_used"), 0)
  check.equal(device.telemetry.stats().dropped.consent_withdrawn, 120)
end)

test("consent must be a table", function()
  local device = simulation.device(simulation.server())
  check.equal(device.telemetry.set_consent(true), nil)
  check.equal(device.telemetry.set_consent(), nil)
  check.equal(device.telemetry.set_consent({ usage_analytics = "yes" }), true)
  check.equal(device.telemetry.client.device.consent.usage_analytics, true)
end)
