--- What an HTTP response means for the batch or crash that was sent.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local instants = require("telemetry.instants")
local json = require("telemetry.json")

local MAX_BODY_BYTES = 262144
local MAX_RETRY_SECONDS = 86400

local M = {}

--- Find a header whatever its case; returns text or nil.
function M.header(response, name)
  local headers = response.headers
  if type(headers) ~= "table" then
    return nil
  end
  for key, value in next, headers do
    if type(key) == "string" and key:lower() == name then
      return type(value) == "table" and tostring(value[1]) or tostring(value)
    end
  end
end

--- Return the server's time in milliseconds, from `Date`.
function M.server_ms(response)
  local date = M.header(response, "date")
  return date and instants.parse_http_date(date)
end

--- Return the seconds of `Retry-After`, which is a number or a date.
local function retry_seconds(response)
  local value = M.header(response, "retry-after")
  if not value then
    return nil
  end
  local seconds = tonumber(value:match("^%s*(%d+)%s*$"))
  local at, server = instants.parse_http_date(value), M.server_ms(response)
  if not seconds and at and server then
    seconds = (at - server) / 1000
  end
  if not seconds or seconds < 0 then
    return nil
  end
  return math.min(seconds, MAX_RETRY_SECONDS)
end

--- Return the error of a body: code, `field` and message. Nil when the body is not the server's.
local function error_of(body)
  local decoded = body and json.decode(body)
  local found = type(decoded) == "table" and decoded.error
  if type(found) == "table" and type(found.code) == "string" then
    return found.code, found.field, found.message
  end
end

local function is_answer(answer, is_crash)
  if type(answer) ~= "table" then
    return false
  end
  return is_crash and type(answer.id) == "string" or type(answer.received) == "number"
end

local TIME_CODES = { TOO_OLD = true, IN_FUTURE = true }

--- Interpret a refusal that concerns what was sent.
local function refusal(code, field, message, is_crash)
  if code == "MALFORMED_BODY" and tostring(message):find("`client_report`", 1, true) then
    return { action = "omit_report", code = code }
  end
  if field == "batchId" or (is_crash and TIME_CODES[code]) then
    return { action = "check_clock", code = code }
  end
  return { action = "reject", code = code or "400" }
end

local WAIT = { [408] = true, [425] = true, [429] = true }
local REJECT = { [400] = true, [422] = true }
local PAUSE = { [401] = true, [403] = true, [404] = true, [405] = true, [410] = true, [415] = true }

--- Return what to do: a table with `action`, one of
-- `accept` (with `answer`), `retry` (with `retry_seconds`, if the server names them), `pause`,
-- `split`, `reject`, `check_clock` and `omit_report`.
--
-- A page in HTML comes from something between the device and the server, such as the sign-in page
-- of a network: it says nothing about what was sent.
function M.interpret(response, is_crash)
  local status = tonumber(response.status)
  local body = type(response.body) == "string" and response.body or nil
  if not status or (body and #body > MAX_BODY_BYTES) then
    return { action = "retry", code = "unreadable" }
  elseif status == 200 then
    local answer = body and json.decode(body)
    if is_answer(answer, is_crash) then
      return { action = "accept", answer = answer }
    end
    return { action = "retry", code = "unreadable" }
  elseif status >= 500 or WAIT[status] then
    return { action = "retry", code = tostring(status), retry_seconds = retry_seconds(response) }
  elseif status == 413 then
    return { action = "split", code = "413" }
  end
  local code, field, message = error_of(body)
  if body and body:find("%S") and not code then
    return { action = "retry", code = tostring(status) }
  elseif REJECT[status] then
    return refusal(code, field, message, is_crash)
  elseif PAUSE[status] then
    return { action = "pause", code = code or tostring(status) }
  end
  return { action = "retry", code = code or tostring(status) }
end

return M
