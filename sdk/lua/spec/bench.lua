--- Measures the SDK for bench/sdk_lua.py, and prints the figures as JSON.
--
--     lua spec/bench.lua track CALLS
--     lua spec/bench.lua offline URL APP KEY QUEUE

package.path = "./?.lua;./?/init.lua;" .. package.path

local json = require("telemetry.json")
local socket = require("socket")
local telemetry = require("telemetry")

local BURST = 500
local DAY_SECONDS, EVENTS, CRASHES = 86400, 10000, 20

local function print_json(figures)
  io.write(json.encode(figures), "\n")
end

local function options_with(changes)
  local options = {
    app_id = "com.bench.app0",
    ingest_key = "tgi_bench",
    url = "http://127.0.0.1:1",
    device_id = "bench",
    app_version = "1.2.0",
    consent = { usage_analytics = true },
    clock = os.time,
    transport = function() end, -- offline
    path = os.tmpname(),
  }
  for name, value in pairs(changes or {}) do
    options[name] = value
  end
  return options
end

local function memory_kb()
  collectgarbage()
  collectgarbage()
  return collectgarbage("count")
end

--- Return the median time of a call in bursts, with an update after every 50th call outside of it.
local function time_track(instance, calls)
  local times = {}
  local data = { screen_name = "home" }
  for burst = 1, math.ceil(calls / BURST) do
    local spent = 0
    for _ = 1, BURST / 50 do
      local began = os.clock()
      for _ = 1, 50 do
        instance.track("screen_view", data)
      end
      spent = spent + os.clock() - began
      instance.update()
      instance.update()
    end
    times[burst] = spent / BURST
  end
  table.sort(times)
  return times[math.ceil(#times / 2)] * 1000000
end

local ANSWER = '{"received":50,"is_duplicate":false,"rejected":[],"sampled_out":0,"sampling":[]}'

local function measure_track(calls)
  local online = telemetry.new(options_with({
    transport = function(_, done) done({ status = 200, headers = {}, body = ANSWER }) end,
  }))
  local offline = telemetry.new(options_with())
  local figures = { track_us = time_track(online, calls) }
  figures.track_full_queue_us = time_track(offline, calls)
  local before = memory_kb()
  time_track(offline, calls)
  figures.growth_kb = memory_kb() - before
  os.remove(online.client.options.store.path)
  os.remove(offline.client.options.store.path)
  online, offline = nil, nil -- luacheck: ignore
  local empty = memory_kb()
  local full = telemetry.new(options_with())
  local name = string.rep("x", 75)
  for number = 1, 2000 do
    full.screen(name .. number)
    full.update()
  end
  figures.queue_kb = memory_kb() - empty
  figures.queued = full.stats().queued
  figures.queued_bytes = full.stats().queued_bytes
  os.remove(full.client.options.store.path)
  print_json(figures)
end

local function sum(counts)
  local total = 0
  for _, count in pairs(counts) do
    total = total + count
  end
  return total
end

--- Spend a day of a simulated clock offline, which ends now, with a kill in its middle; then send.
local function spend_day_offline(url, app_id, key, path)
  local now, is_online = os.time() - DAY_SECONDS, false
  local luasocket = require("telemetry.luasocket").new()
  local function start()
    return assert(telemetry.new(options_with({
      url = url,
      app_id = app_id,
      ingest_key = key,
      path = path,
      clock = function() return now end,
      transport = {
        send = function(request, done)
          if is_online then
            return luasocket.send(request, done)
          end
          done(nil, "offline")
        end,
        step = luasocket.step,
        cancel = luasocket.cancel,
      },
    })))
  end
  local instance = start()
  local tracked, dropped = 0, 0
  for number = 1, EVENTS do
    instance.screen("screen " .. number)
    if number % (EVENTS / CRASHES) == 0 then
      instance.crash("crash at event " .. number)
    end
    instance.update()
    if number == EVENTS / 2 then
      local stats = instance.stats()
      tracked, dropped = stats.tracked, sum(stats.dropped)
      instance = start() -- the first one is not shut down
    end
    now = now + DAY_SECONDS / EVENTS
  end
  is_online = true
  now = now + 301 -- the longest wait between two attempts
  instance.flush()
  local stop = os.time() + 120
  while instance.stats().queued > 0 and os.time() < stop do
    now = now + 0.002
    instance.update()
    socket.sleep(0.002)
  end
  local stats = instance.stats()
  print_json({
    tracked = tracked + stats.tracked,
    dropped = dropped + sum(stats.dropped),
    queued = stats.queued,
    refused = sum(stats.rejected),
  })
end

if arg[1] == "offline" then
  spend_day_offline(arg[2], arg[3], arg[4], arg[5])
else
  measure_track(tonumber(arg[2]))
end
