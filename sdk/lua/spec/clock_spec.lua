local check, test = require("check"), require("test")
local instants = require("telemetry.instants")
local json = require("telemetry.json")
local simulation = require("simulation")
local uuid = require("telemetry.uuid")

local DAY = 86400

local function http_date(seconds)
  return os.date("!%a, %d %b %Y %H:%M:%S GMT", seconds)
end

--- A server with the right time, which refuses what the real one refuses. The device's clock differs
-- by `error_seconds()`.
local function strict_server(device_error)
  local server = simulation.server()
  local plain = server.handle
  function server.handle(request, done)
    local now = server.device.now - device_error()
    server.headers = { Date = http_date(now) }
    local body = json.decode(request.body)
    local id_ms = body.batch_id and uuid.time(body.batch_id)
    if id_ms and (id_ms > now * 1000 + 600000 or id_ms < now * 1000 - 14 * DAY * 1000) then
      server.refused = (server.refused or 0) + 1
      return done({ status = 400, headers = server.headers,
        body = '{"error":{"code":"INVALID_FIELD","field":"batchId","message":"no"}}' })
    end
    local earliest = instants.format((now - (body.crash and 30 or 7) * DAY) * 1000)
    local latest = instants.format((now + 600) * 1000)
    if body.crash and (body.timestamp < earliest or body.timestamp > latest) then
      server.refused = (server.refused or 0) + 1
      local code = body.timestamp < earliest and "TOO_OLD" or "IN_FUTURE"
      return done({ status = 400, headers = server.headers,
        body = json.encode({ error = { code = code, message = "no" } }) })
    end
    local rejected, good = {}, {}
    for i, event in ipairs(body.events or {}) do
      if event.timestamp < earliest or event.timestamp > latest then
        rejected[#rejected + 1] = { index = i - 1, code = event.timestamp < earliest and "TOO_OLD"
          or "IN_FUTURE" }
      else
        good[#good + 1] = event
      end
    end
    if #rejected > 0 and not server.batches[body.batch_id] then
      server.batches[body.batch_id] = #good
      for _, event in ipairs(good) do
        server.events[#server.events + 1] = event
      end
      return done({ status = 200, headers = server.headers,
        body = json.encode({ received = #good, is_duplicate = false, rejected = rejected }) })
    end
    return plain(request, done)
  end
  return server
end

local function device_with(error_seconds, start)
  local device
  local server = strict_server(function() return error_seconds end)
  server.device = { now = (start or simulation.START) + error_seconds }
  device = simulation.device(server, { clock = function() return server.device.now end })
  device.server = server
  setmetatable(device, {
    __index = function(_, key) return key == "now" and server.device.now or nil end,
    __newindex = function(_, key, value) server.device[key] = value end,
  })
  device.now = nil
  rawset(device, "now", nil)
  server.device.now = (start or simulation.START) + error_seconds
  return device, server
end

--- Seconds between an event's time and the true time at which it happened.
local function error_of(timestamp, true_seconds)
  for offset = -40, 40 do
    if instants.format((true_seconds + offset) * 1000) == timestamp:gsub("%.%d+", "") then
      return math.abs(offset)
    end
  end
  return math.huge
end

--- How wrong a clock is, and whether the server refuses what it stamps.
local WRONG = {
  ["stuck in 1970"] = { -simulation.START + 100, true },
  ["ten years ahead"] = { 3650 * DAY, true },
  ["an hour ahead"] = { 3600, true },
  ["40 days behind"] = { -40 * DAY, true },
  ["8 days behind"] = { -8 * DAY, false },
  ["an hour behind"] = { -3600, false },
}

local function check_times(server, first_event, happened)
  for i = first_event, #server.events do
    local event = server.events[i]
    check.truthy(error_of(event.timestamp, happened) <= 31, event.timestamp)
  end
  for _, crash in pairs(server.crashes) do
    check.truthy(error_of(crash.timestamp, happened) <= 31, crash.timestamp)
  end
end

for name, wrong in pairs(WRONG) do
  test("nothing is lost with a clock that is " .. name, function()
    local device, server = device_with(wrong[1])
    local is_refused = wrong[2]
    if not is_refused then
      device.drain(1) -- the first response shows that the clock is wrong
    end
    local known, happened = server.count(), server.device.now - wrong[1]
    device.telemetry.screen("home")
    device.telemetry.crash("boom")
    device.drain(1)
    check.equal(server.count("app_start"), 1)
    check.equal(server.count("screen_view"), 1)
    check.equal(server.stored_crashes, 1)
    check_times(server, is_refused and 1 or known + 1, happened)
    local stats = device.telemetry.stats()
    check.equal(stats.queued, 0)
    check.equal(stats.internal_errors, 0, stats.last_internal_error)
    check.equal(simulation.sum(stats.dropped) + simulation.sum(stats.rejected), 0)
  end)
end

test("events from before the clock was set arrive with the right time", function()
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server)
  device.now = 50 -- the clock starts in 1970
  device.start()
  device.telemetry.screen("home")
  device.now = 60
  device.telemetry.update()
  device.now = simulation.START -- and is set
  device.telemetry.screen("next")
  server.always = nil
  device.store.content = "" -- what the first start of this spec left
  device.drain(1)
  local by_name = {}
  for _, event in ipairs(server.events) do
    by_name[event.data.screen_name or event.type] = event.timestamp
  end
  check.truthy(error_of(by_name.home, simulation.START - 10) <= 2, by_name.home)
  check.truthy(error_of(by_name.next, simulation.START) <= 2, by_name.next)
end)

test("a clock that is set back does not stop the sending", function()
  local server = simulation.server()
  local device = simulation.device(server)
  server.always = "drop"
  device.telemetry.flush()
  device.run(30)
  device.now = device.now - 30 * DAY
  server.always = nil
  device.telemetry.screen("home")
  device.run(400)
  check.equal(server.count("app_start"), 1)
  check.equal(server.count("screen_view"), 1)
  check.equal(device.telemetry.stats().internal_errors, 0)
end)

test("a clock that jumps wildly loses nothing", function()
  local server = simulation.server()
  local device = simulation.device(server)
  local jumps = { 5, -100, 10, 100000000, -100000000, 0, 1e12, -1e12, 86400 * 365, 1, -5 }
  for round = 1, 3 do
    for _, jump in ipairs(jumps) do
      device.now = device.now + jump
      device.telemetry.screen("s" .. round)
      device.telemetry.update()
    end
  end
  device.now = simulation.START + 100000
  device.run(1000)
  device.telemetry.flush()
  device.run(400)
  local stats = device.telemetry.stats()
  check.equal(stats.internal_errors, 0, stats.last_internal_error)
  check.equal(stats.queued, 0)
  check.equal(stats.sent + simulation.sum(stats.dropped), stats.tracked)
end)

test("a clock that fails counts as no time passing", function()
  local results = { function() error("no clock") end, function() return nil end,
    function() return "now" end, function() return 0 / 0 end, function() return math.huge end,
    function() return -math.huge end, function() return -1e300 end }
  for i, clock in ipairs(results) do
    local device = simulation.device(simulation.server(), { clock = clock })
    check.equal(device.telemetry.screen("home"), true, "clock " .. i)
    device.telemetry.flush()
    device.updates(5)
    check.equal(device.telemetry.stats().internal_errors, 0, device.telemetry.stats().last_internal_error)
  end
end)

test("events that are older than a week are dropped and reported", function()
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server)
  device.telemetry.screen("old")
  device.run(2)
  device.now = device.now + 8 * DAY
  device.telemetry.screen("new")
  device.telemetry.update()
  device.kill()
  server.always = nil
  device.drain()
  device.telemetry.screen("next")
  device.drain()
  check.equal(server.count("screen_view"), 2)
  check.equal(server.reported["expired screen_view"], 1)
  check.equal(server.reported["expired app_start"], 1)
end)

test("crashes are kept for thirty days", function()
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server)
  device.telemetry.crash("early")
  device.now = device.now + 20 * DAY
  device.telemetry.crash("later")
  device.now = device.now + 20 * DAY
  device.kill()
  server.always = nil
  device.drain()
  check.equal(server.stored_crashes, 1)
  check.equal(device.telemetry.stats().dropped.expired, 2) -- the first crash and app_start
end)
