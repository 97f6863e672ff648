--- The device's clock: when events happened, whatever the clock does.
--
-- `now_ms` is the best known time. `steady_ms` never goes back, and timers count in it.
-- When the clock is set, or the server's clock shows that it is wrong, `correction_ms` is what must
-- be added to earlier times. `lineage` changes where earlier times cannot be corrected with it, as
-- after the device was suspended.

local floor, huge = math.floor, math.huge

local BACK_MS = 2000 -- a clock that is adjusted gradually can go back a little
local GAP_MS = 600000
local MAX_GAP_MS = 86400000 -- a longer one is a clock that was set
local OFFSET_MS = 30000 -- a smaller difference to the server's clock does not matter
local PLAUSIBLE_MS = 1704067200000 -- 2024-01-01

local Clock = {}
Clock.__index = Clock

local M = {}

--- Create a clock over `read`, which returns seconds since 1970, like `os.time`.
-- `on_jump` is called when times before and after differ in what they need to be corrected by.
function M.new(read, on_jump)
  local clock = setmetatable({
    source = read,
    on_jump = on_jump,
    raw_ms = 0,
    now_ms = 0,
    steady_ms = 0,
    offset_ms = 0,
    correction_ms = 0,
    lineage = 1,
    is_learned = false,
  }, Clock)
  clock.raw_ms = clock:read_raw()
  clock.now_ms = clock.raw_ms
  return clock
end

--- Read the source; a failure counts as no time having passed.
function Clock:read_raw()
  local read, seconds = pcall(self.source)
  if not read or type(seconds) ~= "number" or seconds ~= seconds
    or seconds >= huge or seconds <= -huge then
    return self.raw_ms
  end
  return floor(seconds * 1000)
end

function M.is_plausible(ms)
  return ms >= PLAUSIBLE_MS
end

function Clock:set_offset(offset_ms)
  self.offset_ms = offset_ms
  self.now_ms = self.raw_ms + offset_ms
end

--- Handle a clock that was set, or a device that was suspended.
function Clock:jump(before_ms, raw_ms)
  local delta = raw_ms - before_ms
  local is_set = delta < 0 or (not M.is_plausible(before_ms) and M.is_plausible(raw_ms))
  self.on_jump()
  if not is_set then
    self.lineage = self.lineage + 1
    if delta <= MAX_GAP_MS then
      self.steady_ms = self.steady_ms + delta
    end
  elseif not self.is_learned then
    self.correction_ms = self.correction_ms + delta
  end
  self.is_learned = false
  self.offset_ms = 0
end

--- Read the clock; returns the best known time in milliseconds.
function Clock:update()
  local before, raw = self.raw_ms, self:read_raw()
  local delta = raw - before
  if delta < -BACK_MS or delta > GAP_MS then
    self:jump(before, raw)
  elseif delta > 0 then
    self.steady_ms = self.steady_ms + delta
  end
  self.raw_ms = raw
  self.now_ms = raw + self.offset_ms
  return self.now_ms
end

--- Learn from the server's clock, as its `Date` header shows it.
function Clock:learn(server_ms)
  local offset = server_ms + 500 - self.raw_ms -- the header has whole seconds
  local change = offset - self.offset_ms
  self.is_learned = true
  if change > OFFSET_MS or change < -OFFSET_MS then
    self.on_jump()
    self.correction_ms = self.correction_ms + change
    self:set_offset(offset)
  end
end

return M
