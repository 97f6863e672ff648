local check, test = require("check"), require("test")
local errors = require("telemetry.errors")
local simulation = require("simulation")
local telemetry = require("telemetry")

local function crashes_of(device)
  device.drain()
  local list = {}
  for _, each in ipairs(device.server.requests) do
    if each.body.crash then
      list[#list + 1] = each.body.crash
    end
  end
  return list
end

local function new_device(overrides)
  return simulation.device(simulation.server(), overrides)
end

test("a caught error is reported as survived, with stack, screen, memory and uptime", function()
  local device = new_device()
  device.telemetry.screen("profile.rml")
  device.now = device.now + 300
  local succeeded, problem = device.telemetry.pcall(function()
    local user = ({}).user
    return user.name
  end)
  check.equal(succeeded, false)
  check.truthy(problem:find("attempt to index"))
  local crash = crashes_of(device)[1]
  check.equal(crash.type, "lua_error")
  check.equal(crash.is_fatal, false)
  check.equal(crash.message, problem)
  check.truthy(crash.stack_trace:find("errors_spec.lua", 1, true), crash.stack_trace)
  check.same(crash.context, { screen = "profile.rml", memory_mb = 45, uptime_seconds = 300 })
end)

test("results and arguments pass through unchanged", function()
  local device = new_device()
  local function swap(a, b, c)
    return c, b, a, nil
  end
  check.equal(select("#", device.telemetry.pcall(swap, 1, nil, 3)), 5)
  local succeeded, a, b, c = device.telemetry.pcall(swap, 1, nil, 3)
  check.same({ succeeded, a, c }, { true, 3, 1 })
  check.equal(b, nil)
  check.equal(select("#", device.telemetry.wrap(swap)(1, nil, 3)), 4)
  check.equal(select("#", device.telemetry.pcall(function() end)), 1)
end)

test("a wrapped function reports a crash and raises the same error", function()
  local device = new_device()
  local raised = { code = 7 }
  local main = device.telemetry.wrap(function() error(raised) end)
  local succeeded, problem = pcall(main)
  check.equal(succeeded, false)
  check.equal(problem, raised)
  check.truthy(device.store.content:find(" app_crash ", 1, true), "it is in the store at once")
  local crash = crashes_of(device)[1]
  check.equal(crash.is_fatal, true)
  check.equal(crash.type, "lua_error")
end)

test("an error that passes two wrapped functions is reported once", function()
  local device = new_device()
  local inner = device.telemetry.wrap(function() error("boom") end)
  local outer = device.telemetry.wrap(function()
    device.telemetry.track("feature_used", {})
    inner()
  end)
  check.equal(pcall(outer), false)
  check.equal(pcall(outer), false)
  check.equal(#crashes_of(device), 2)
end)

test("error values of any type are reported", function()
  local device = new_device()
  local named = setmetatable({}, { __tostring = function() return "named error" end })
  local values = { "text", 42, true, {}, { message = "in a field" }, named, print, coroutine.create(function() end) }
  for _, value in ipairs(values) do
    device.telemetry.pcall(error, value)
  end
  device.telemetry.pcall(error)
  device.telemetry.pcall(error, nil)
  local messages = {}
  for i, crash in ipairs(crashes_of(device)) do
    messages[i] = crash.message
  end
  check.equal(#messages, 10)
  check.truthy(messages[1]:find("text"))
  check.truthy(messages[2]:find("42"))
  check.equal(messages[5], "in a field")
  check.equal(messages[6], "named error")
end)

test("errors inside the handling of an error do no harm", function()
  local device = new_device()
  local bad = {
    setmetatable({}, { __tostring = function() error("in __tostring") end }),
    setmetatable({}, { __tostring = function() return 5 end }),
    setmetatable({}, { __index = function() error("in __index") end }),
    setmetatable({}, { __metatable = "locked" }),
  }
  for _, value in ipairs(bad) do
    local succeeded, problem = device.telemetry.pcall(error, value)
    check.equal(succeeded, false)
    check.truthy(rawequal(problem, value))
  end
  check.equal(#crashes_of(device), 4)
  check.equal(device.telemetry.stats().internal_errors, 0)
end)

test("a stack overflow is reported", function()
  local device = new_device()
  local function recurse()
    return 1 + recurse()
  end
  local succeeded = device.telemetry.pcall(recurse)
  check.equal(succeeded, false)
  local crash = crashes_of(device)[1]
  check.truthy(crash.message:find("overflow") or crash.message:find("error in error handling"),
    crash.message)
end)

test("failing host functions do not stop a crash report", function()
  local device = new_device({ memory = function() error("no memory figure") end })
  device.telemetry.pcall(error, "boom")
  check.equal(#crashes_of(device), 1)
  local traceback = debug.traceback
  debug.traceback = nil -- luacheck: ignore
  device.telemetry.pcall(error, "without debug")
  debug.traceback = function() error("broken") end -- luacheck: ignore
  device.telemetry.pcall(error, "with a broken debug")
  debug.traceback = traceback -- luacheck: ignore
  check.equal(#crashes_of(device), 3)
end)

test("a handler for xpcall reports and passes the error on", function()
  local device = new_device()
  local _, problem = xpcall(function() error("survived", 0) end, device.telemetry.error_handler())
  check.equal(problem, "survived")
  xpcall(function() error("fatal", 0) end, device.telemetry.error_handler(true))
  local crashes = crashes_of(device)
  check.equal(crashes[1].is_fatal, false)
  check.equal(crashes[2].is_fatal, true)
  check.truthy(crashes[1].stack_trace:find("errors_spec.lua", 1, true))
end)

test("an error in a coroutine is reported with the coroutine's stack", function()
  local device = new_device()
  local thread = coroutine.create(function(a)
    local b = coroutine.yield(a + 1)
    error("in a coroutine " .. b)
  end)
  local _, answer = device.telemetry.resume(thread, 1)
  check.equal(answer, 2)
  local succeeded = device.telemetry.resume(thread, "two")
  check.equal(succeeded, false)
  local crash = crashes_of(device)[1]
  check.truthy(crash.message:find("in a coroutine two"))
  check.truthy(crash.stack_trace:find("errors_spec.lua", 1, true))
end)

test("crash events become crash reports", function()
  local device = new_device()
  device.telemetry.track("lua_error", { message = "m", stack = "main.lua:1: in main chunk" })
  device.telemetry.track("app_crash", { crash_type = "sandbox_error", message = "memory limit" })
  local crashes = crashes_of(device)
  check.equal(crashes[1].is_fatal, false)
  check.equal(crashes[1].stack_trace, "main.lua:1: in main chunk")
  check.equal(crashes[2].type, "sandbox_error")
  check.equal(crashes[2].is_fatal, true)
end)

test("an error in every frame is reported sixty times a minute", function()
  local device = new_device()
  for _ = 1, 500 do
    device.telemetry.pcall(error, "again")
  end
  local stats = device.telemetry.stats()
  check.equal(stats.queued_crashes, 60)
  check.equal(stats.dropped.queue_full, 440)
  device.telemetry.crash("a fatal one is always kept")
  check.equal(device.telemetry.stats().queued_crashes, 61)
end)

test("long messages and stacks are cut, and what is not text is replaced", function()
  local device = new_device({ max_stack_bytes = 1000 })
  device.telemetry.crash({
    message = string.rep("m", 20000), stack = string.rep("s\255\n", 2000), type = string.rep("t", 500),
    fingerprint = "group",
  })
  device.telemetry.crash({ message = 5, stack = {}, type = {}, is_fatal = "yes", fingerprint = 7 })
  device.telemetry.crash()
  device.telemetry.crash(io.stdout)
  local crashes = crashes_of(device)
  check.equal(#crashes[1].message, 8191 + 3)
  check.truthy(#crashes[1].stack_trace < 2500)
  check.equal(#crashes[1].type, 199 + 3)
  check.equal(crashes[1].fingerprint, "group")
  check.equal(crashes[2].message, "5")
  check.equal(crashes[2].type, "app_crash")
  check.equal(crashes[3].message, "")
  check.equal(#crashes, 4)
end)

test("a breadcrumb is an event of the session, and a crash sends those before it", function()
  local device = new_device()
  device.telemetry.screen("home")
  check.equal(device.telemetry.breadcrumb("loaded 3 files"), true)
  device.telemetry.crash({ message = "boom", stack = "main.lua:1: in main chunk" })
  device.updates(4)
  local crash, batch = device.server.requests[1].body, device.server.requests[2].body
  check.equal(crash.session_id, batch.session_id)
  check.equal(batch.events[3].data.feature_name, "loaded 3 files")
end)

test("without an instance the app's code runs all the same", function()
  check.equal(select(2, errors.call(function() end, function() return 5 end)), 5)
  local run = telemetry.wrap(function(a) return a * 2 end)
  check.equal(run(4), 8)
  local device = new_device()
  local fail = telemetry.wrap(function() error("boom", 0) end)
  local handler = telemetry.error_handler()
  check.equal(handler("text"), "text")
  check.equal(telemetry.init(device.options), true)
  check.equal(select(2, pcall(fail)), "boom")
  check.equal(handler("text"), "text")
  check.equal(telemetry.stats().queued_crashes, 2)
  telemetry.shutdown()
end)
