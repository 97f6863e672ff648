--- Crash reports: the part of an instance that records them.

local errors = require("telemetry.errors")
local text = require("telemetry.text")
local uuid = require("telemetry.uuid")
local wire = require("telemetry.wire")

local MAX_MESSAGE_CHARACTERS = 8192
local MAX_SURVIVED_IN_MINUTE = 60

local Client = {}

--- Record an `app_crash` or `lua_error` event as the crash report that it stands for.
function Client:track_crash(event_type, data)
  data = type(data) == "table" and data or {}
  return self:report_crash({
    type = rawget(data, "crash_type") or event_type,
    message = rawget(data, "message"),
    stack = rawget(data, "stack"),
    is_fatal = event_type == "app_crash",
  })
end

function Client:crash_context()
  local memory = self.performance:memory()
  return {
    screen = self.screen_name,
    memory_mb = memory and memory.used_mb,
    uptime_seconds = (self.clock.steady_ms - self.started_ms) / 1000,
  }
end

--- Whether one more survived error may be reported: an error in every frame would fill the queue.
function Client:admits_survived()
  local survived, now = self.survived, self.clock.steady_ms
  if now - survived.since >= 60000 then
    survived.since, survived.count = now, 0
  end
  survived.count = survived.count + 1
  return survived.count <= MAX_SURVIVED_IN_MINUTE
end

--- Record a crash report: a message, or a table with `message`, `type`, `stack`, `is_fatal` and
-- `fingerprint`. It is written to the store at once.
function Client:report_crash(report)
  local refusal = self:refusal()
  if refusal or not self.device.consent.crash_reports then
    return nil, refusal or "crash reports need consent"
  end
  local given = type(report) == "table" and report or { message = report }
  local is_fatal = rawget(given, "is_fatal") ~= false
  local kind = is_fatal and "app_crash" or "lua_error"
  self.tracked = self.tracked + 1
  local now = self.clock:update()
  if not is_fatal and not self:admits_survived() then
    self.queue:record_drop("queue_full", kind, 1)
    return nil, "too many errors in a minute"
  end
  local message = rawget(given, "message")
  local stack = rawget(given, "stack")
  local id = uuid.make(now, self.random)
  local members = wire.crash_members(self.device, self.session, id, {
    type = text.optional(rawget(given, "type"), 200) or kind,
    message = message == nil and "" or text.clean(errors.message(message), MAX_MESSAGE_CHARACTERS),
    stack = type(stack) == "string" and text.clean_stack(stack, self.options.max_stack_bytes) or "",
    is_fatal = is_fatal,
    fingerprint = text.optional(rawget(given, "fingerprint"), 200),
    context = self:crash_context(),
  })
  local reason = self.queue:add_crash({
    id = id,
    ms = math.max(now, 0),
    kind = kind,
    members = members,
    lineage = self.clock.lineage,
    correction_ms = self.clock.correction_ms,
  })
  if is_fatal then
    self.queue:close() -- the events before it are its breadcrumbs
  end
  self:write()
  if reason then
    return nil, reason
  end
  return true
end

return Client
