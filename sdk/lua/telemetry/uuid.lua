--- UUIDs of version 7 (RFC 9562, section 5.7): a time in milliseconds, then random bits.

local sha256 = require("telemetry.sha256")

local floor, format = math.floor, string.format
local MAX_MILLISECONDS = 281474976710655 -- 48 bits

local M = {}

--- Build a UUID from its parts: 12 random bits, then 14, 16, 16 and 16.
function M.compose(milliseconds, a, b, c, d, e)
  local time = floor(milliseconds)
  if time < 0 then
    time = 0
  elseif time > MAX_MILLISECONDS then
    time = MAX_MILLISECONDS
  end
  return format("%08x-%04x-7%03x-%04x-%04x%04x%04x",
    floor(time / 65536), time % 65536, a, 0x8000 + b, c, d, e)
end

--- Make a UUID. `random` returns numbers from 0 up to, not including, 1.
function M.make(milliseconds, random)
  return M.compose(milliseconds, floor(random() * 4096), floor(random() * 16384),
    floor(random() * 65536), floor(random() * 65536), floor(random() * 65536))
end

--- Return the time of a UUIDv7 in milliseconds; nil for anything else.
function M.time(id)
  local high, low = id:match("^(%x%x%x%x%x%x%x%x)%-(%x%x%x%x)%-7%x%x%x%-[89abAB]%x%x%x%-%x+$")
  if not high or #id ~= 36 then
    return nil
  end
  return tonumber(high, 16) * 65536 + tonumber(low, 16)
end

--- Make the same UUID each time from another UUID and a label; `milliseconds` replaces its time.
function M.derive(id, label, milliseconds)
  local words = sha256.words(id .. ":" .. label)
  return M.compose(milliseconds or M.time(id) or 0, words[1] % 4096, words[2] % 16384,
    words[3] % 65536, words[4] % 65536, words[5] % 65536)
end

return M
