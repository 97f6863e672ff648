--- The bodies of requests, as docs/events.md describes them.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local batches = require("telemetry.batch")
local instants = require("telemetry.instants")
local json = require("telemetry.json")

local M = {}

--- Whether batches carry `client_report`. A server that does not know the field is recognised by
-- its response; this turns the field off altogether.
M.SENDS_CLIENT_REPORTS = true

M.MAX_REPORT_ENTRIES = 50
M.EVENTS_PATH = "/v1/telemetry/events"
M.CRASH_PATH = "/v1/telemetry/crash"
M.VERSION = "0.1.0"

M.DAY_MS = 86400000
M.EVENT_WINDOW_MS = 7 * M.DAY_MS
M.CRASH_WINDOW_MS = 30 * M.DAY_MS
M.CLOCK_SKEW_MS = 600000

--- The built-in event types: `u` usage, `p` performance, `a` automatic, `c` crash.
M.TIERS = {
  app_start = "a",
  app_stop = "a",
  app_crash = "c",
  lua_error = "c",
  perf_frame = "p",
  perf_memory = "p",
  perf_startup = "p",
  screen_view = "u",
  button_click = "u",
  feature_used = "u",
}

--- Why an event can be dropped.
M.REASONS = {
  queue_full = true,
  queue_bytes = true,
  consent_withdrawn = true,
  opted_out = true,
  invalid_data = true,
  rejected_batch = true,
  storage_failed = true,
  expired = true,
}

local function member(name, value)
  return value and '"' .. name .. '":' .. json.quote(value) .. "," or ""
end

local function consent_member(consent)
  return string.format('"consent":{"crash_reports":%s,"usage_analytics":%s},',
    tostring(consent.crash_reports), tostring(consent.usage_analytics))
end

--- Whether the body of a batch has a `client_report`.
function M.has_report(device, batch)
  return M.SENDS_CLIENT_REPORTS and not device.lacks_reports and batch.drops ~= nil
end

local function report_member(device, batch)
  if not M.has_report(device, batch) then
    return ""
  end
  local keys = {}
  for key in pairs(batch.drops) do
    keys[#keys + 1] = key
  end
  table.sort(keys)
  for i, key in ipairs(keys) do
    local reason, event_type = key:match("^(%S+) (%S+)$")
    keys[i] = string.format('{"reason":"%s","event_type":"%s","count":%d}',
      reason, event_type, batch.drops[key])
  end
  return '"client_report":{"dropped":[' .. table.concat(keys, ",") .. "]},"
end

--- Build the body of a batch. `device` has `app_id`, `device_id`, `consent` and `lacks_reports`,
-- true once the server has shown that it does not know `client_report`.
function M.batch_body(device, batch)
  local parts = {
    '{"app_id":', json.quote(device.app_id), ",",
    member("app_version", batch.session.app_version),
    member("mosis_version", batch.session.mosis_version),
    '"device_id":"', device.device_id, '",',
    member("session_id", batch.session.id),
    '"batch_id":"', batch.id, '",',
    consent_member(device.consent),
    batch.sampling ~= "" and '"sampling":' .. batch.sampling .. "," or "",
    report_member(device, batch),
    '"events":[',
  }
  local is_first = true
  for _, entry in batches.each(batch) do
    local milliseconds, members = batches.read(entry)
    local count = #parts
    parts[count + 1] = is_first and '{"timestamp":"' or ',{"timestamp":"'
    parts[count + 2] = instants.format(milliseconds + batch.shift_ms)
    parts[count + 3] = '",'
    parts[count + 4] = members
    parts[count + 5] = "}"
    is_first = false
  end
  parts[#parts + 1] = "]}"
  return table.concat(parts)
end

--- Build the members of a crash report that never change, without the timestamp.
-- `report` has `type`, `message`, `stack`, `is_fatal`, `fingerprint` and `context`.
function M.crash_members(device, session, crash_id, report)
  local context = json.encode(report.context) or "{}"
  return table.concat({
    '"app_id":', json.quote(device.app_id), ",",
    member("app_version", session.app_version),
    member("mosis_version", session.mosis_version),
    '"device_id":"', device.device_id, '",',
    member("session_id", session.id),
    '"crash_id":"', crash_id, '",',
    '"crash":{"type":', json.quote(report.type), ",",
    member("fingerprint", report.fingerprint),
    '"message":', json.quote(report.message),
    ',"stack_trace":', json.quote(report.stack),
    ',"is_fatal":', tostring(report.is_fatal),
    ',"context":', context, "}",
  })
end

function M.crash_body(device, crash)
  return '{"timestamp":"' .. instants.format(crash.ms) .. '",' .. consent_member(device.consent)
    .. crash.members .. "}"
end

return M
