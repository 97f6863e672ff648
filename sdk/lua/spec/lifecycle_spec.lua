local check, test = require("check"), require("test")
local simulation = require("simulation")
local telemetry = require("telemetry")
local settings = require("telemetry.settings")

local function new_device(overrides)
  return simulation.device(simulation.server(), overrides)
end

local CALLS = { "track", "screen", "crash", "flush", "shutdown", "set_consent", "opt_out", "opt_in",
  "request_export", "request_deletion", "update", "suspend", "started", "frame", "breadcrumb", "stats" }

local ODD = { nil, false, 5, "", "text", {}, print, io.stdout, 0 / 0, math.huge,
  string.rep("x", 10000), "\255\0", coroutine.create(function() end),
  setmetatable({}, { __index = error, __pairs = error, __tostring = error, __len = error, __call = error }) }

test("no call raises an error, whatever it is given", function()
  for number = 1, 14 do
    local device = new_device()
    for _, name in ipairs(CALLS) do
      if name ~= "shutdown" or type(ODD[number]) ~= "number" then
        device.telemetry[name](ODD[number])
        device.telemetry[name](ODD[number], ODD[number])
        device.telemetry[name]("feature_used", ODD[number])
      end
    end
    device.updates(10)
    check.equal(device.telemetry.stats().internal_errors, 0, device.telemetry.stats().last_internal_error)
  end
end)

test("a function of the SDK that fails is counted and not raised", function()
  local noticed
  local device = new_device({ on_error = function(problem) noticed = problem error("in the hook") end })
  device.telemetry.client.queue.add = function() error("a mistake") end
  local kept, reason = device.telemetry.screen("home")
  check.equal(kept, nil)
  check.equal(reason, "internal error")
  check.equal(device.telemetry.stats().internal_errors, 1)
  check.truthy(noticed:find("a mistake"))
end)

test("before init nothing happens", function()
  package.loaded.telemetry = nil
  local fresh = require("telemetry")
  package.loaded.telemetry = telemetry
  for _, name in ipairs(CALLS) do
    check.equal(fresh[name]("feature_used"), nil)
  end
  check.equal(select(2, fresh.track("feature_used")), "telemetry is not initialised")
end)

test("options that cannot be used are named", function()
  local good = new_device().options
  local bad = {
    { app_id = false }, { app_id = "" }, { ingest_key = 5 }, { ingest_key = "line\nbreak" },
    { url = "ftp://x" }, { url = "http://" }, { transport = 5 }, { store = 5 }, { store = {} },
    { batch_events = 501 }, { batch_events = 0 / 0 }, { max_bytes = "many" }, { frame_share = 2 },
    { event_types = { level_done = "sometimes" } },
  }
  for _, change in ipairs(bad) do
    local options, name = {}, next(change)
    for key, value in pairs(good) do
      options[key] = value
    end
    options[name] = change[name]
    local made, problem = settings.read(options)
    check.equal(made, nil, name)
    check.truthy(problem:find(name, 1, true), problem)
    check.equal(telemetry.new(options), nil)
    check.equal(telemetry.init(options), nil)
  end
  check.equal(telemetry.init(), nil)
  check.equal(telemetry.init("text"), nil)
end)

test("init twice keeps the session and takes over the new key", function()
  local device = new_device()
  check.equal(telemetry.init(device.options), true)
  telemetry.screen("home")
  device.options.ingest_key = "tgi_second"
  device.options.consent = { usage_analytics = true }
  check.equal(telemetry.init(device.options), true)
  telemetry.flush()
  for _ = 1, 10 do
    telemetry.update()
  end
  check.equal(device.server.count("app_start"), 1)
  check.equal(device.server.last().request.headers.Authorization, "Bearer tgi_second")
  check.equal(telemetry.init({ app_id = "com.other", ingest_key = "k", url = "http://x" }), nil)
  check.equal(telemetry.init("text"), nil)
  check.equal(telemetry.init({ url = "nonsense" }), nil)
  check.equal(telemetry.init({ ingest_key = "tgi_third" }), true)
  telemetry.flush()
  telemetry.screen("next")
  telemetry.flush()
  for _ = 1, 10 do
    telemetry.update()
  end
  check.equal(device.server.last().request.headers.Authorization, "Bearer tgi_third")
  telemetry.shutdown()
end)

test("after shutdown nothing is recorded, and init starts a new session", function()
  local device = new_device()
  check.equal(telemetry.init(device.options), true)
  device.now = device.now + 90
  check.equal(telemetry.shutdown(1), true)
  check.equal(telemetry.shutdown(1), true)
  check.equal(select(2, telemetry.track("feature_used")), "telemetry is shut down")
  check.equal(telemetry.crash("boom"), nil)
  check.equal(telemetry.frame(16), nil)
  check.equal(telemetry.started(), nil)
  telemetry.update()
  telemetry.flush()
  telemetry.suspend()
  local stop = device.server.events[#device.server.events]
  check.equal(stop.type, "app_stop")
  check.equal(stop.data.duration_seconds, 90)
  check.equal(telemetry.init(device.options), true)
  telemetry.shutdown(1)
  check.equal(device.server.count("app_start"), 2)
  check.equal(device.server.count("app_stop"), 2)
  local sessions = {}
  for _, event in ipairs(device.server.events) do
    sessions[event.batch.session_id] = true
  end
  local count = 0
  for _ in pairs(sessions) do
    count = count + 1
  end
  check.equal(count, 2)
end)

test("shutdown waits no longer than its argument says", function()
  local device = new_device()
  device.server.always = "hang"
  local ticks = 0
  device.options.sleep = function(seconds)
    ticks = ticks + 1
    device.now = device.now + seconds
  end
  device.start()
  check.equal(device.telemetry.shutdown(), false)
  check.equal(ticks, 0)
  device.start()
  local before = device.now
  check.equal(device.telemetry.shutdown(2), false)
  check.near(device.now - before, 2, 0.2)
end)

test("shutdown ends without a clock that moves", function()
  local device = new_device()
  device.server.always = "drop"
  check.equal(device.telemetry.shutdown(5), false)
end)

test("what is left at shutdown is sent in the next run", function()
  local device = new_device()
  device.server.always = "drop"
  device.telemetry.screen("home")
  device.telemetry.shutdown()
  device.server.always = nil
  device.kill()
  device.updates(10)
  check.equal(device.server.count("app_stop"), 1)
  check.equal(device.server.count("screen_view"), 1)
end)

test("suspend writes everything and begins to send", function()
  local device = new_device()
  device.telemetry.screen("home")
  device.telemetry.frame(16)
  device.telemetry.suspend()
  check.truthy(device.store.content:find("screen_view", 1, true))
  device.updates(3)
  check.equal(device.server.count("screen_view"), 1)
  check.equal(device.server.count("perf_frame"), 1)
end)

test("the payload is that of the seed", function()
  local device = new_device()
  device.telemetry.screen("home")
  device.telemetry.flush()
  device.updates(3)
  local body = device.server.last().body
  check.equal(body.app_id, "com.developer.myapp")
  check.equal(body.app_version, "1.2.0")
  check.equal(body.mosis_version, "1.0.0")
  check.equal(#body.device_id, 64)
  check.truthy(body.session_id:find("^%x+%-%x+%-7"))
  check.equal(body.events[1].type, "app_start")
  check.same(body.events[1].data, { version = "1.2.0", mosis_version = "1.0.0" })
  check.equal(body.events[2].data.screen_name, "home")
  check.equal(body.events[2].timestamp, "2026-09-21T14:13:20Z")
end)

test("a device without an id gets one that stays", function()
  local device = new_device()
  device.options.device_id = nil
  device.start()
  local first = device.telemetry.client.device.device_id
  device.telemetry.update()
  device.kill()
  check.equal(device.telemetry.client.device.device_id, first)
  device.options.store = simulation.store()
  device.start()
  check.truthy(device.telemetry.client.device.device_id ~= first)
end)

test("export and deletion are not available yet", function()
  local device = new_device()
  check.same({ device.telemetry.request_export() }, { nil, "not available" })
  check.equal(select(2, device.telemetry.request_export()), "not available")
  check.equal(select(2, device.telemetry.request_deletion()), "not available")
end)

test("invalid data drops the event, is counted and named", function()
  local device = new_device()
  local cyclic = {}
  cyclic.self = cyclic
  for _, data in ipairs({ { a = cyclic }, { a = print }, { a = io.stdout }, { a = 0 / 0 }, "text" }) do
    local kept, reason = device.telemetry.track("feature_used", data)
    check.equal(kept, nil)
    check.equal(type(reason), "string")
  end
  for _, name in ipairs({ "", "Upper", "has space", 'quo"te', string.rep("a", 65), 5, {}, "1st" }) do
    check.equal(device.telemetry.track(name, {}), nil)
  end
  check.equal(device.telemetry.track("feature_used", { feature_name = "caf\255" }), true)
  check.equal(device.telemetry.track("feature_used", { feature_name = string.rep("x", 70000) }), true)
  check.equal(device.telemetry.stats().dropped.invalid_data, 13)
  device.drain()
  check.equal(device.server.events[2].data.feature_name, "caf\239\191\189")
end)

test("frame times are summarised on the device", function()
  local device = new_device({ performance_seconds = 60 })
  for i = 1, 1000 do
    device.telemetry.frame(i % 20 == 0 and 50 or 16)
  end
  device.telemetry.frame(-1)
  device.telemetry.frame("slow")
  device.telemetry.frame(0 / 0)
  device.run(61)
  device.drain()
  local frame, memory
  for _, event in ipairs(device.server.events) do
    frame = event.type == "perf_frame" and event.data or frame
    memory = event.type == "perf_memory" and event.data or memory
  end
  check.near(frame.avg_ms, 17.7, 0.01)
  check.truthy(frame.p95_ms == 16 or frame.p95_ms == 50)
  check.same(memory, { used_mb = 45, limit_mb = 512 })
end)

test("a share of the frames can be sampled", function()
  local device = new_device({ frame_share = 0.1 })
  for _ = 1, 10000 do
    device.telemetry.frame(16)
  end
  check.near(device.telemetry.client.performance.count, 1000, 150)
end)

test("the start is noted once", function()
  local device = new_device()
  device.now = device.now + 1.5
  check.equal(device.telemetry.started(), true)
  check.equal(device.telemetry.started(), nil)
  device.drain()
  check.equal(device.server.events[2].data.duration_ms, 1500)
end)

test("sampling rates of an answer are applied, with their weights", function()
  local device = new_device()
  device.telemetry.client.position = 0.4
  device.server.sampling = { { event_type = "screen_view", rate = 0.25 },
    { event_type = "button_click", rate = 0.5 }, { event_type = "perf_frame", rate = 7 },
    { event_type = 5, rate = 0.5 }, "nonsense", { rate = 0.5 } }
  device.telemetry.screen("first")
  device.drain()
  check.equal(device.server.last().body.sampling, nil)
  check.equal(device.telemetry.screen("second"), nil)
  check.equal(device.telemetry.track("button_click", { element_id = "save" }), true)
  device.drain()
  check.same(device.server.last().body.sampling, { { event_type = "button_click", rate = 0.5 },
    { event_type = "screen_view", rate = 0.25 } })
  check.equal(device.telemetry.stats().sampled_out, 1)
  check.same(device.telemetry.stats().dropped, {})
  device.kill() -- the rates hold from the start of the next run
  check.same(device.telemetry.client.rates, { button_click = 0.5, screen_view = 0.25 })
  device.server.sampling = {}
  device.drain()
  check.same(device.telemetry.client.rates, {})
end)

test("a change of rates begins a new batch", function()
  local device = new_device()
  device.server.sampling = { { event_type = "screen_view", rate = 0.999 } }
  device.telemetry.client.position = 0
  device.telemetry.flush()
  device.telemetry.screen("before")
  device.updates(3)
  device.telemetry.screen("after")
  device.drain()
  local bodies = device.server.requests
  check.equal(#bodies, 3)
  check.equal(bodies[2].body.sampling, nil)
  check.equal(bodies[3].body.sampling[1].rate, 0.999)
end)
