--- Sampling by session, by the rates of the server's answers.
--
-- The position of a session is a hash, the same on the device and on the server, so a session is
-- kept or left out as a whole. What is sent by a rate says so, and then represents the rest.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local json = require("telemetry.json")
local sha256 = require("telemetry.sha256")

local WORD = 4294967296 -- 2^32
local MIN_RATE = 0.001
local MAX_RATES = 32

local M = {}

--- Return the position of a session from 0 up to 1. Without a session the device id counts.
function M.position(session_id, device_id)
  if session_id and session_id ~= "" then
    return sha256.words(session_id)[1] / WORD
  end
  return tonumber(device_id:sub(1, 8), 16) / WORD
end

function M.is_kept(rates, event_type, position)
  local rate = rates[event_type]
  return not rate or position < rate
end

--- Read the `sampling` of an answer; entries that the server would refuse are left out.
function M.read(list)
  local rates, count = {}, 0
  for _, entry in ipairs(type(list) == "table" and list or {}) do
    local name, rate = nil, nil
    if type(entry) == "table" then
      name, rate = entry.event_type, entry.rate
    end
    local is_valid = type(name) == "string" and name:find("^%l[%l%d_]*$") and #name <= 64
      and type(rate) == "number" and rate >= MIN_RATE and rate < 1
    if is_valid and count < MAX_RATES then
      rates[name], count = rate, count + 1
    end
  end
  return rates
end

--- Encode rates as the `sampling` of a batch; an empty string when there are none.
function M.encode(rates)
  local names = {}
  for name in pairs(rates) do
    names[#names + 1] = name
  end
  if #names == 0 then
    return ""
  end
  table.sort(names)
  for i, name in ipairs(names) do
    names[i] = '{"event_type":' .. json.quote(name) .. ',"rate":' .. json.encode(rates[name]) .. "}"
  end
  return "[" .. table.concat(names, ",") .. "]"
end

return M
