--- 32-bit operations on numbers from 0 to 2^32 - 1, on every version of Lua.
--
-- Lua 5.3 has operators, LuaJIT and Lua 5.2 have libraries, and Lua 5.1 has neither.

local WORD = 4294967296 -- 2^32

local M = {}

--- Operators are a syntax error before Lua 5.3, so they are compiled from a string.
local OPERATORS = [[
  local M = {}
  function M.band(a, b) return a & b end
  function M.bxor(a, b) return a ~ b end
  function M.rshift(a, n) return (a & 0xffffffff) >> n end
  function M.rrotate(a, n)
    a = a & 0xffffffff
    return ((a >> n) | (a << (32 - n))) & 0xffffffff
  end
  return M
]]

function M.from_operators()
  local compile = loadstring or load
  local chunk = compile and compile(OPERATORS)
  return chunk and chunk() or nil
end

--- From `bit32` (Lua 5.2) or `bit` (LuaJIT), whose results can be negative.
function M.from_library(name, rotate_right)
  local found, library = pcall(require, name)
  if not found or type(library) ~= "table" then
    return nil
  end
  local band, bxor = library.band, library.bxor
  local rshift, rotate = library.rshift, library[rotate_right]
  return {
    band = function(a, b) return band(a, b) % WORD end,
    bxor = function(a, b) return bxor(a, b) % WORD end,
    rshift = function(a, n) return rshift(a, n) % WORD end,
    rrotate = function(a, n) return rotate(a, n) % WORD end,
  }
end

local function xor_of_digits()
  local digits = {}
  for a = 0, 15 do
    digits[a] = {}
    for b = 0, 15 do
      local result, place, x, y = 0, 1, a, b
      for _ = 1, 4 do
        if x % 2 ~= y % 2 then
          result = result + place
        end
        x, y, place = math.floor(x / 2), math.floor(y / 2), place * 2
      end
      digits[a][b] = result
    end
  end
  return digits
end

--- From arithmetic only: slow, and needed for a few hashes at start.
function M.from_arithmetic()
  local digits = xor_of_digits()
  local floor = math.floor
  local own = {}

  function own.bxor(a, b)
    local result, place = 0, 1
    for _ = 1, 8 do
      local x, y = a % 16, b % 16
      result = result + digits[x][y] * place
      a, b, place = (a - x) / 16, (b - y) / 16, place * 16
    end
    return result
  end

  function own.band(a, b)
    return (a + b - own.bxor(a, b)) / 2
  end

  function own.rshift(a, n)
    return floor(a / 2 ^ n)
  end

  function own.rrotate(a, n)
    local low = a % 2 ^ n
    return (a - low) / 2 ^ n + low * 2 ^ (32 - n)
  end

  return own
end

local chosen = M.from_operators()
  or M.from_library("bit", "ror")
  or M.from_library("bit32", "rrotate")
  or M.from_arithmetic()

M.band, M.bxor, M.rshift, M.rrotate = chosen.band, chosen.bxor, chosen.rshift, chosen.rrotate

return M
