--- JSON (RFC 8259): an encoder that accepts only what JSON can express, and a bounded decoder.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local text = require("telemetry.text")

local byte, find, format = string.byte, string.find, string.format
local gsub, sub = string.gsub, string.sub
local concat, floor = table.concat, math.floor
local next, type = next, type

local MAX_DEPTH = 16
local MAX_VALUES = 1000
local MAX_CHARACTERS = 1000000
local MAX_CACHED_NAMES = 256
local HUGE = math.huge
local EXACT = 9007199254740992 -- 2^53

local M = {}

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\", ["\n"] = "\\n", ["\r"] = "\\r", ["\t"] = "\\t" }

local function escape(character)
  return ESCAPES[character] or format("\\u%04x", byte(character))
end

--- Encode valid UTF-8.
local function quote(valid)
  if find(valid, '[%c"\\]') then
    valid = gsub(valid, '[%c"\\]', escape)
  end
  return '"' .. valid .. '"'
end

M.quote = quote

--- Encode a number; nil for NaN and infinities. Independent of the locale.
local function encode_number(number)
  if number ~= number or number == HUGE or number == -HUGE then
    return nil
  end
  if number == floor(number) and number > -EXACT and number < EXACT then
    return format("%d", number)
  end
  local shown = gsub(format("%.14g", number), ",", ".")
  return shown
end

local encode_value

--- Return the length of a table that is a sequence; nil for another table.
local function sequence_length(value)
  local count = 0
  for key in next, value do
    if type(key) ~= "number" then
      return nil
    end
    count = count + 1
  end
  for i = 1, count do
    if rawget(value, i) == nil then
      return nil
    end
  end
  return count > 0 and count or nil
end

local function encode_table(value, max_characters, state, depth)
  if state.open[value] then
    return nil, "a table contains itself"
  elseif depth > MAX_DEPTH then
    return nil, "tables are nested too deeply"
  end
  state.open[value] = true
  local parts = {}
  local length = sequence_length(value)
  for key, member in next, value do
    if not length and type(key) ~= "string" then
      return nil, "a key is not a string"
    end
    if length then
      key, member = #parts + 1, value[#parts + 1]
    end
    local encoded, problem = encode_value(member, max_characters, state, depth + 1)
    if not encoded then
      return nil, problem
    end
    parts[#parts + 1] = length and encoded or M.name(key) .. ":" .. encoded
  end
  state.open[value] = nil
  local body = concat(parts, ",")
  return length and "[" .. body .. "]" or "{" .. body .. "}"
end

function encode_value(value, max_characters, state, depth)
  local kind = type(value)
  state.values = state.values + 1
  if state.values > MAX_VALUES then
    return nil, "there are too many values"
  elseif kind == "string" then
    return quote(text.clean(value, max_characters))
  elseif kind == "number" then
    local encoded = encode_number(value)
    return encoded, not encoded and "a number is not finite" or nil
  elseif kind == "boolean" then
    return value and "true" or "false"
  elseif kind == "table" then
    return encode_table(value, max_characters, state, depth)
  end
  return nil, "a " .. kind .. " cannot be sent"
end

local names, cached_names = {}, 0

--- Encode a key. Apps use few of them, so they are remembered.
function M.name(key)
  local known = names[key]
  if known then
    return known
  end
  local encoded = quote(text.clean(key, 200))
  if cached_names < MAX_CACHED_NAMES then
    names[key], cached_names = encoded, cached_names + 1
  end
  return encoded
end

--- Encode a value; nil and the reason when JSON cannot express it. Metamethods are not called.
function M.encode(value, max_characters)
  return encode_value(value, max_characters or MAX_CHARACTERS, { open = {}, values = 0 }, 1)
end

local buffer = {}

--- Encode the fields of an event: like `encode`, and fast for flat tables.
function M.encode_fields(fields, max_characters)
  if fields == nil then
    return "{}"
  elseif type(fields) ~= "table" then
    return nil, "data is not a table"
  end
  local count = 0
  for key, value in next, fields do
    local kind = type(value)
    local encoded
    if type(key) ~= "string" then
      return nil, "a key is not a string"
    elseif kind == "string" then
      encoded = quote(text.clean(value, max_characters or MAX_CHARACTERS))
    elseif kind == "number" then
      encoded = encode_number(value)
    elseif kind == "boolean" then
      encoded = value and "true" or "false"
    else
      return M.encode(fields, max_characters)
    end
    if not encoded then
      return nil, "a number is not finite"
    end
    buffer[count + 1] = count == 0 and "{" or ","
    buffer[count + 2] = names[key] or M.name(key)
    buffer[count + 3] = ":"
    buffer[count + 4] = encoded
    count = count + 4
  end
  if count == 0 then
    return "{}"
  end
  buffer[count + 1] = "}"
  return concat(buffer, "", 1, count + 1)
end

--- Decoding. Errors are raised as tables inside, and returned by `M.decode`.

local function fail(at)
  error({ at = at }, 0)
end

local UNESCAPES = {
  b = "\b", f = "\f", n = "\n", r = "\r", t = "\t", ['"'] = '"', ["\\"] = "\\", ["/"] = "/",
}

--- Encode a code point as UTF-8; a lone surrogate becomes U+FFFD.
local function to_utf8(code)
  if code < 0x80 then
    return string.char(code)
  elseif code < 0x800 then
    return string.char(0xc0 + floor(code / 64), 0x80 + code % 64)
  elseif code >= 0xd800 and code <= 0xdfff then
    return "\239\191\189"
  elseif code < 0x10000 then
    return string.char(0xe0 + floor(code / 4096), 0x80 + floor(code / 64) % 64, 0x80 + code % 64)
  end
  return string.char(0xf0 + floor(code / 262144), 0x80 + floor(code / 4096) % 64,
    0x80 + floor(code / 64) % 64, 0x80 + code % 64)
end

local function decode_unicode_escape(source, at)
  local digits = source:match("^%x%x%x%x", at) or fail(at)
  local code = tonumber(digits, 16)
  local low = code >= 0xd800 and code <= 0xdbff and source:match("^\\u([dD][c-fC-F]%x%x)", at + 4)
  if low then
    return to_utf8(0x10000 + (code - 0xd800) * 1024 + tonumber(low, 16) - 0xdc00), at + 10
  end
  return to_utf8(code), at + 4
end

local function decode_string(source, at)
  local stop = find(source, '["\\]', at) or fail(at)
  if byte(source, stop) == 34 then
    return sub(source, at, stop - 1), stop + 1
  end
  local parts = {}
  while byte(source, stop) == 92 do
    parts[#parts + 1] = sub(source, at, stop - 1)
    local escaped = sub(source, stop + 1, stop + 1)
    if escaped == "u" then
      parts[#parts + 1], at = decode_unicode_escape(source, stop + 2)
    else
      parts[#parts + 1], at = UNESCAPES[escaped] or fail(stop), stop + 2
    end
    stop = find(source, '["\\]', at) or fail(at)
  end
  parts[#parts + 1] = sub(source, at, stop - 1)
  return concat(parts), stop + 1
end

local decode_value

local function skip_space(source, at)
  return find(source, "[^ \t\r\n]", at) or fail(at)
end

local function decode_list(source, at, depth)
  local list = {}
  at = skip_space(source, at)
  if byte(source, at) == 93 then
    return list, at + 1
  end
  while true do
    local value
    value, at = decode_value(source, at, depth + 1)
    list[#list + 1] = value
    at = skip_space(source, at)
    local mark = byte(source, at)
    if mark == 93 then
      return list, at + 1
    elseif mark ~= 44 then
      fail(at)
    end
    at = at + 1
  end
end

local function decode_object(source, at, depth)
  local object = {}
  at = skip_space(source, at)
  if byte(source, at) == 125 then
    return object, at + 1
  end
  while true do
    at = skip_space(source, at)
    if byte(source, at) ~= 34 then
      fail(at)
    end
    local key, value
    key, at = decode_string(source, at + 1)
    at = skip_space(source, at)
    if byte(source, at) ~= 58 then
      fail(at)
    end
    value, at = decode_value(source, at + 1, depth + 1)
    object[key] = value
    at = skip_space(source, at)
    local mark = byte(source, at)
    if mark == 125 then
      return object, at + 1
    elseif mark ~= 44 then
      fail(at)
    end
    at = at + 1
  end
end

local WORDS = { t = { "true", true }, f = { "false", false }, n = { "null", nil } }

function decode_value(source, at, depth)
  if depth > MAX_DEPTH then
    fail(at)
  end
  at = skip_space(source, at)
  local first = sub(source, at, at)
  if first == "{" then
    return decode_object(source, at + 1, depth)
  elseif first == "[" then
    return decode_list(source, at + 1, depth)
  elseif first == '"' then
    return decode_string(source, at + 1)
  end
  local word = WORDS[first]
  if word then
    if sub(source, at, at + #word[1] - 1) ~= word[1] then
      fail(at)
    end
    return word[2], at + #word[1]
  end
  local digits = source:match("^-?%d+%.?%d*[eE]?[+-]?%d*", at) or fail(at)
  return tonumber(digits) or fail(at), at + #digits
end

--- Decode a text; nil and the reason when it is not JSON. `null` becomes nil.
function M.decode(source)
  local decoded, value, at = pcall(decode_value, source, 1, 1)
  if not decoded then
    return nil, "the text is not JSON"
  elseif find(source, "[^ \t\r\n]", at) then
    return nil, "something follows the JSON"
  end
  return value
end

return M
