--- Adler-32 (RFC 1950): a checksum that needs additions only, so that Lua 5.1 computes it fast.

local byte, format = string.byte, string.format
local MODULUS = 65521

local M = {}

--- Compute the checksum of a text as 8 hexadecimal digits.
function M.hex(text)
  local a, b = 1, 0
  local length = #text
  local at = 1
  while at + 7 <= length do
    local c1, c2, c3, c4, c5, c6, c7, c8 = byte(text, at, at + 7)
    b = b + 8 * a + 8 * c1 + 7 * c2 + 6 * c3 + 5 * c4 + 4 * c5 + 3 * c6 + 2 * c7 + c8
    a = a + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8
    at = at + 8
    if b > 1000000000000 then
      a, b = a % MODULUS, b % MODULUS
    end
  end
  while at <= length do
    a = a + byte(text, at)
    b = b + a
    at = at + 1
  end
  return format("%04x%04x", b % MODULUS, a % MODULUS)
end

return M
