--- Text that the server can store: valid UTF-8 without NUL, and of bounded length.

local byte, find, sub = string.byte, string.find, string.sub

local REPLACEMENT = "\239\191\189" -- U+FFFD
local CUT = "\226\128\166" -- an ellipsis
local CUT_LINE = "\n\226\128\166 cut \226\128\166\n"

local M = {}

--- Return the length of the valid UTF-8 character at `at`; nil for anything else.
local function character_length(text, at)
  local a, b, c, d = byte(text, at, at + 3)
  local function continues(x)
    return x and x >= 0x80 and x <= 0xbf
  end
  if a < 0x80 then
    return a ~= 0 and 1 or nil
  elseif a >= 0xc2 and a <= 0xdf then
    return continues(b) and 2 or nil
  elseif a >= 0xe0 and a <= 0xef then
    local is_valid = continues(b) and continues(c)
      and not (a == 0xe0 and b < 0xa0) -- longer than needed
      and not (a == 0xed and b > 0x9f) -- a surrogate
    return is_valid and 3 or nil
  elseif a >= 0xf0 and a <= 0xf4 then
    local is_valid = continues(b) and continues(c) and continues(d)
      and not (a == 0xf0 and b < 0x90)
      and not (a == 0xf4 and b > 0x8f) -- after U+10FFFF
    return is_valid and 4 or nil
  end
  return nil
end

--- Replace each byte that is not valid UTF-8, and each NUL, with U+FFFD.
local function repair(text)
  local parts, from, at = {}, 1, find(text, "[\128-\255%z]")
  while at do
    local length = character_length(text, at)
    if length then
      at = at + length
    else
      parts[#parts + 1] = sub(text, from, at - 1)
      parts[#parts + 1] = REPLACEMENT
      at = at + 1
      from = at
    end
    at = find(text, "[\128-\255%z]", at)
  end
  parts[#parts + 1] = sub(text, from)
  return table.concat(parts)
end

--- Return the byte position behind the first `count` characters of valid UTF-8.
local function position_behind(text, count)
  local at = 1
  for _ = 1, count do
    local lead = byte(text, at)
    if not lead then
      return at
    end
    at = at + (lead < 0x80 and 1 or lead < 0xe0 and 2 or lead < 0xf0 and 3 or 4)
  end
  return at
end

--- Make a text valid, with at most `max_characters`; an ellipsis replaces the end of a longer one.
function M.clean(text, max_characters)
  if #text <= max_characters and not find(text, "[\128-\255%z]") then
    return text
  end
  local valid = repair(sub(text, 1, 4 * max_characters + 4))
  if #valid <= max_characters then
    return valid
  end
  if position_behind(valid, max_characters) > #valid then
    return valid
  end
  return sub(valid, 1, position_behind(valid, max_characters - 1) - 1) .. CUT
end

--- Return a text that is not empty, cleaned; nil for anything else.
function M.optional(value, max_characters)
  return type(value) == "string" and value ~= "" and M.clean(value, max_characters) or nil
end

--- Make a stack trace valid, with about `max_bytes`; a line replaces the middle of a longer one.
function M.clean_stack(text, max_bytes)
  if #text <= max_bytes then
    return repair(text)
  end
  local tail = math.floor(max_bytes / 3)
  return repair(sub(text, 1, max_bytes - tail) .. CUT_LINE .. sub(text, -tail))
end

return M
