--- Frame times, memory and startup, summarised on the device.

local RESERVOIR = 128
local MEGABYTE = 1048576
local MAX_MS = 86400000

local Performance = {}
Performance.__index = Performance

local M = {}

--- Create the meters. `options` has `random`, `memory` (returns used and limit in megabytes),
-- `frame_share` (of frames that are sampled) and `interval_ms`.
function M.new(options, now)
  return setmetatable({
    options = options,
    sample = {},
    count = 0,
    sum = 0,
    next_at = now + options.interval_ms,
    is_started = false,
  }, Performance)
end

--- Add the time of a frame. A sample of fixed size represents all of them (Vitter's algorithm R).
function Performance:frame(milliseconds)
  if type(milliseconds) ~= "number" or not (milliseconds >= 0 and milliseconds <= MAX_MS) then
    return
  end
  local options = self.options
  if options.frame_share < 1 and options.random() >= options.frame_share then
    return
  end
  self.count, self.sum = self.count + 1, self.sum + milliseconds
  if self.count <= RESERVOIR then
    self.sample[self.count] = milliseconds
    return
  end
  local at = math.floor(options.random() * self.count) + 1
  if at <= RESERVOIR then
    self.sample[at] = milliseconds
  end
end

local function round(value)
  return math.floor(value * 100 + 0.5) / 100
end

--- Return average and 95th percentile, and begin again; nil without frames.
function Performance:take_frames()
  local count, sample = self.count, self.sample
  if count == 0 then
    return nil
  end
  table.sort(sample)
  local p95 = sample[math.max(1, math.ceil(#sample * 0.95))]
  local figures = { avg_ms = round(self.sum / count), p95_ms = round(p95) }
  self.sample, self.count, self.sum = {}, 0, 0
  return figures
end

--- Return the memory in use and its limit, in megabytes; nil where it cannot be measured.
function Performance:memory()
  local read, used, limit = pcall(self.options.memory)
  if not read or type(used) ~= "number" or not (used >= 0 and used <= MEGABYTE) then
    return nil
  end
  if type(limit) ~= "number" or not (limit >= 0 and limit <= MEGABYTE) then
    limit = nil
  end
  return { used_mb = round(used), limit_mb = limit and round(limit) }
end

--- Track what is due, with `track(event_type, data)`.
function Performance:step(now, track)
  if now < self.next_at then
    return
  end
  self.next_at = now + self.options.interval_ms
  self:report(track)
end

function Performance:report(track)
  local frames = self:take_frames()
  if frames then
    track("perf_frame", frames)
  end
  local memory = self:memory()
  if memory then
    track("perf_memory", memory)
  end
end

--- The memory of Lua itself, where the app does not say more.
function M.lua_memory()
  return collectgarbage("count") / 1024
end

return M
