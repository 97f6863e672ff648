--- SHA-256 (FIPS 180-4) in Lua alone.

local native = require("telemetry.bits")

local byte, char, format, rep = string.byte, string.char, string.format, string.rep
local floor = math.floor
local WORD = 4294967296 -- 2^32

local M = {}

local INITIAL = {
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
}

local ROUND = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

--- Add one block of 64 bytes, which begins at `start`, to the state.
local function add_block(state, message, start, words, bits)
  local band, bxor, rrotate, rshift = bits.band, bits.bxor, bits.rrotate, bits.rshift
  for i = 1, 16 do
    local a, b, c, d = byte(message, start + 4 * i - 4, start + 4 * i - 1)
    words[i] = ((a * 256 + b) * 256 + c) * 256 + d
  end
  for i = 17, 64 do
    local x, y = words[i - 15], words[i - 2]
    local s0 = bxor(bxor(rrotate(x, 7), rrotate(x, 18)), rshift(x, 3))
    local s1 = bxor(bxor(rrotate(y, 17), rrotate(y, 19)), rshift(y, 10))
    words[i] = (words[i - 16] + s0 + words[i - 7] + s1) % WORD
  end
  local a, b, c, d, e, f, g, h =
    state[1], state[2], state[3], state[4], state[5], state[6], state[7], state[8]
  for i = 1, 64 do
    local s1 = bxor(bxor(rrotate(e, 6), rrotate(e, 11)), rrotate(e, 25))
    local choice = bxor(g, band(e, bxor(f, g)))
    local t1 = h + s1 + choice + ROUND[i] + words[i]
    local s0 = bxor(bxor(rrotate(a, 2), rrotate(a, 13)), rrotate(a, 22))
    local majority = bxor(band(a, bxor(b, c)), band(b, c))
    h, g, f, e = g, f, e, (d + t1) % WORD
    d, c, b, a = c, b, a, (t1 + s0 + majority) % WORD
  end
  state[1], state[2] = (state[1] + a) % WORD, (state[2] + b) % WORD
  state[3], state[4] = (state[3] + c) % WORD, (state[4] + d) % WORD
  state[5], state[6] = (state[5] + e) % WORD, (state[6] + f) % WORD
  state[7], state[8] = (state[7] + g) % WORD, (state[8] + h) % WORD
end

--- The length in bits as 8 bytes, the most significant first.
local function length_bytes(bytes)
  local low, high = (bytes * 8) % WORD, floor(bytes / 536870912)
  local parts = {}
  for i, word in ipairs({ high, low }) do
    parts[i] = char(
      floor(word / 16777216) % 256, floor(word / 65536) % 256, floor(word / 256) % 256, word % 256)
  end
  return parts[1] .. parts[2]
end

--- Compute the hash as 8 numbers of 32 bits. `bits` replaces the operations in tests.
function M.words(message, bits)
  local length = #message
  local padded = message .. "\128" .. rep("\0", (55 - length) % 64) .. length_bytes(length)
  local state, words = {}, {}
  for i = 1, 8 do
    state[i] = INITIAL[i]
  end
  for start = 1, #padded, 64 do
    add_block(state, padded, start, words, bits or native)
  end
  return state
end

--- Compute the hash as 64 lowercase hexadecimal digits.
function M.hex(message, bits)
  local digits = {}
  for i, word in ipairs(M.words(message, bits)) do
    digits[i] = format("%08x", word)
  end
  return table.concat(digits)
end

return M
