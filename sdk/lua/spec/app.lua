--- An app for the end-to-end tests: records events and crashes, sends them over LuaSocket, and prints
-- its books as JSON.
--
--     lua spec/app.lua URL APP KEY QUEUE FIRST COUNT ENDING [OPTION=NUMBER …]
--
-- ENDING is `kill` (ends without a word), `exit` (shuts down) or `drain` (sends everything first).

package.path = "./?.lua;./?/init.lua;" .. package.path

local json = require("telemetry.json")
local socket = require("socket")
local telemetry = require("telemetry")

local url, app_id, key, queue, first, count, ending = (table.unpack or unpack)(arg) -- luacheck: ignore
first, count = tonumber(first), tonumber(count)

local began = socket.gettime()
local ahead = 0 -- seconds that the clock is ahead
local speed = tonumber(os.getenv("CLOCK_SPEED")) or 1

local options = {
  app_id = app_id,
  ingest_key = key,
  url = url,
  path = queue,
  device_id = "lua-device",
  app_version = "1.2.0",
  consent = { usage_analytics = true },
  clock = function() return began + (socket.gettime() - began) * speed + ahead end,
  transport = require("telemetry.luasocket").new({ ca_file = os.getenv("CA_FILE") }),
}
for at = 8, #arg do
  local name, value = arg[at]:match("^([%w_]+)=(.*)$")
  options[name] = tonumber(value)
end
assert(telemetry.init(options))

local slowest_ms = 0

local function update(seconds)
  local before = socket.gettime()
  telemetry.update()
  slowest_ms = math.max(slowest_ms, (socket.gettime() - before) * 1000)
  socket.sleep(seconds)
end

for number = first + 1, first + count do
  telemetry.screen("screen " .. number)
  if number % 20 == 0 then
    telemetry.pcall(function() error("crash " .. number, 0) end)
  end
  if number % 35 == 0 then
    telemetry.flush()
  end
  update(0.004)
end

if ending == "exit" then
  telemetry.shutdown(2)
elseif ending == "drain" then
  telemetry.shutdown()
  local stop = socket.gettime() + 60
  -- What a killed run has left waits for two minutes, in case another instance still adds to it.
  ahead = 130
  repeat
    update(0.004)
    local stats = telemetry.stats()
    local is_done = stats.queued == 0 and not stats.is_recovering
  until is_done or socket.gettime() > stop
end

local stats = telemetry.stats()
local dropped = 0
for _, drops in pairs(stats.dropped) do
  dropped = dropped + drops
end
io.write(json.encode({
  tracked = stats.tracked,
  sent = stats.sent,
  queued = stats.queued,
  dropped = dropped,
  refused = next(stats.rejected) and 1 or 0,
  paused = stats.paused or "",
  last_send_error = stats.last_send_error or "",
  internal_errors = stats.internal_errors,
  slowest_ms = slowest_ms,
}), "\n")
os.exit(0)
