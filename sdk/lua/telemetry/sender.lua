--- Sends crashes and batches, one request at a time, in steps that never wait.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local batches = require("telemetry.batch")
local clocks = require("telemetry.clock")
local responses = require("telemetry.responses")
local uuid = require("telemetry.uuid")
local wire = require("telemetry.wire")

local FIRST_WAIT_MS = 2000
local MAX_WAIT_MS = 300000
local NEAR_MS = 300000 -- half of the skew that the server accepts
local MAX_ID_AGE_MS = 13 * wire.DAY_MS
local MARGIN_MS = 3600000
local FAILURES_BEFORE_POSTPONED = 3

local Sender = {}
Sender.__index = Sender

local M = {}

--- Create a sender. `owner` has `queue`, `clock`, `device`, `random`, `write()`, which writes the
-- journal, and `on_answer(answer)`. `options` has `url`, `key`, `transport` and `timeout_ms`.
function M.new(owner, options)
  return setmetatable({
    owner = owner,
    options = options,
    request = nil, -- the one that is not answered yet
    failures = 0,
    next_at = 0, -- in steady time
    paused = nil, -- why nothing is sent until there is a new key
    number = 0,
    last_error = nil,
    sent = 0,
    sampled_out = 0,
    rejected = {}, -- events that the server refused one by one, by code
  }, Sender)
end

function Sender:wait_ms(retry_seconds)
  local random = self.owner.random
  if retry_seconds then
    local ms = retry_seconds * 1000
    return ms + random() * math.min(ms / 10 + 500, 30000)
  end
  local ms = math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ^ math.min(self.failures - 1, 20))
  return ms * (0.5 + random() / 2)
end

--- Start again with a new key, address or transport.
function Sender:resume(options)
  for name, value in pairs(options) do
    self.options[name] = value
  end
  self.paused, self.failures, self.next_at = nil, 0, 0
end

--- Return how far the clock has been corrected since something was recorded.
local function correction(item, clock)
  return item.lineage == clock.lineage and clock.correction_ms - item.correction_ms or 0
end

--- Return the shift that puts a time where it can have been. A time in the future or before the
-- product existed comes from a clock that was wrong: the event happened no later than now.
local function plausible_shift(newest_ms, shift_ms, clock)
  local now, shifted = clock.now_ms, newest_ms + shift_ms
  if clocks.is_plausible(now) and (shifted > now + NEAR_MS or not clocks.is_plausible(shifted)) then
    return now - newest_ms
  end
  return shift_ms
end

--- Drop events that the server would refuse as too old.
function Sender:expire(batch)
  local clock, queue = self.owner.clock, self.owner.queue
  local earliest = clock.now_ms - wire.EVENT_WINDOW_MS + MARGIN_MS - batch.shift_ms
  for index, entry in batches.each(batch) do
    if batches.read(entry) < earliest then
      queue:drop_event(batch, index, "expired")
    end
  end
end

--- Settle the times of a batch before its first attempt; returns whether any events are left.
function Sender:prepare_batch(batch)
  local clock, queue = self.owner.clock, self.owner.queue
  local newest = batches.newest_ms(batch) - batch.shift_ms
  local shift = plausible_shift(newest, batch.shift_ms + correction(batch, clock), clock)
  batch.lineage = nil
  local id_ms = uuid.time(batch.id) or 0
  local is_id_far = id_ms > clock.now_ms + NEAR_MS or id_ms < clock.now_ms - MAX_ID_AGE_MS
  if shift ~= batch.shift_ms or is_id_far then
    local at = math.min(math.max(newest + shift, 0), clock.now_ms)
    queue:shift(batch, shift, uuid.derive(batch.id, "shift " .. shift, at))
  end
  if clocks.is_plausible(clock.now_ms) then
    self:expire(batch)
  end
  return batch.count > 0
end

function Sender:prepare_crash(crash)
  local clock, queue = self.owner.clock, self.owner.queue
  local ms = crash.ms + plausible_shift(crash.ms, correction(crash, clock), clock)
  crash.lineage = nil
  if ms ~= crash.ms then
    queue:restamp_crash(crash, ms)
  end
  local is_old = crash.ms < clock.now_ms - wire.CRASH_WINDOW_MS + MARGIN_MS
  if is_old and clocks.is_plausible(clock.now_ms) then
    queue:drop_crash(crash, "expired")
    return false
  end
  return true
end

--- Choose what to send next: crashes first, then the oldest batch.
function Sender:choose()
  local owner = self.owner
  local queue, now = owner.queue, owner.clock.steady_ms
  for _, crash in ipairs(queue.crashes) do
    if not crash.hold_until or now >= crash.hold_until then
      return crash.is_attempted or self:prepare_crash(crash), crash, true
    end
  end
  local batch = queue:next_batch(now)
  if batch then
    return batch.is_attempted or self:prepare_batch(batch), batch, false
  end
end

function Sender:start(item, is_crash)
  local owner, options = self.owner, self.options
  owner.queue:mark_attempted(item)
  owner.write()
  self.number = self.number + 1
  local request = { item = item, is_crash = is_crash, number = self.number }
  request.deadline = owner.clock.steady_ms + options.timeout_ms
  request.is_full = is_crash or not item.withdrawn
  request.has_report = not is_crash and wire.has_report(owner.device, item)
  request.clock_lineage, request.clock_correction = owner.clock.lineage, owner.clock.correction_ms
  request.indexes = {}
  if not is_crash then
    for index in batches.each(item) do
      request.indexes[#request.indexes + 1] = index
    end
  end
  self.request = request
  local body = is_crash and wire.crash_body(owner.device, item)
    or wire.batch_body(owner.device, item)
  local function done(response, problem)
    -- Kept for the next step: a transport may call this from anywhere, late or twice.
    if self.request == request and not request.response then
      request.response = type(response) == "table" and response or {}
      request.problem = type(response) ~= "table" and tostring(problem) or nil
    end
  end
  local called, problem = pcall(options.transport.send, {
    url = options.url .. (is_crash and wire.CRASH_PATH or wire.EVENTS_PATH),
    method = "POST",
    headers = {
      ["Authorization"] = "Bearer " .. options.key,
      ["Content-Type"] = "application/json",
      ["Content-Length"] = tostring(#body),
      ["User-Agent"] = "telemetry-graph-lua/" .. wire.VERSION,
    },
    body = body,
    timeout_seconds = options.timeout_ms / 1000,
  }, done)
  if not called then
    done(nil, problem)
  end
end

function Sender:cancel()
  local cancel = self.options.transport.cancel
  if cancel then
    pcall(cancel)
  end
end

local ACTIONS = {}

function ACTIONS.accept(self, request, verdict)
  local queue, item, answer = self.owner.queue, request.item, verdict.answer
  self.failures, self.next_at = 0, 0
  if request.is_crash then
    self.sent = self.sent + 1
    queue:remove_crash(item)
  else
    self:handle_refused_events(request, answer)
    self.sent = self.sent + answer.received
    self.sampled_out = self.sampled_out + (tonumber(answer.sampled_out) or 0)
    queue:settle(item, request.is_full or answer.is_duplicate == true, request.has_report)
  end
  self.owner.on_answer(answer)
end

--- Count the events that the server refused, and send those again that a wrong clock has spoilt.
function Sender:handle_refused_events(request, answer)
  local batch, clock = request.item, self.owner.clock
  local change = request.clock_lineage == clock.lineage
    and clock.correction_ms - request.clock_correction or 0
  for _, refused in ipairs(type(answer.rejected) == "table" and answer.rejected or {}) do
    local code, index = "unknown", nil
    if type(refused) == "table" then
      code = tostring(refused.code)
      index = request.indexes[(tonumber(refused.index) or -1) + 1]
    end
    local is_about_time = code == "TOO_OLD" or code == "IN_FUTURE"
    if not (is_about_time and change ~= 0 and self.owner.queue:add_again(batch, index, change)) then
      self.rejected[code] = (self.rejected[code] or 0) + 1
    end
  end
end

function ACTIONS.retry(self, request, verdict)
  self.failures = self.failures + 1
  self.next_at = self.owner.clock.steady_ms + self:wait_ms(verdict.retry_seconds)
  self:after_failure(request)
end

--- Let others go first when one keeps failing, and forget what was withdrawn while it was sent.
function Sender:after_failure(request)
  local queue, item = self.owner.queue, request.item
  item.failures = (item.failures or 0) + 1
  if request.is_crash then
    if item.withdrawn then
      queue:drop_crash(item, item.withdrawn)
    elseif item.failures % FAILURES_BEFORE_POSTPONED == 0 then
      item.hold_until = self.next_at + 1
    end
  elseif item.count == 0 then
    queue:release(item)
  elseif item.failures % FAILURES_BEFORE_POSTPONED == 0 then
    queue:postpone(item)
  end
end

function ACTIONS.pause(self, request, verdict)
  self.paused = verdict.code
  self:after_failure(request)
end

function ACTIONS.split(self, request)
  local queue, item = self.owner.queue, request.item
  if request.is_crash then
    queue:drop_crash(item, "rejected_batch")
  elseif item.count <= 1 then
    queue:reject(item, "rejected_batch")
  else
    queue:split(item)
  end
end

function ACTIONS.reject(self, request)
  local queue = self.owner.queue
  if request.is_crash then
    queue:drop_crash(request.item, request.item.withdrawn or "rejected_batch")
  else
    queue:reject(request.item, "rejected_batch")
  end
end

--- The server refused the time. Nothing was stored, so it is sent again with a better one, if the
-- response has shown that the clock is wrong.
function ACTIONS.check_clock(self, request, verdict)
  local item, clock = request.item, self.owner.clock
  if request.clock_correction == clock.correction_ms or item.withdrawn then
    local is_expired = request.is_crash and verdict.code == "TOO_OLD"
    if is_expired then
      return self.owner.queue:drop_crash(item, "expired")
    end
    return ACTIONS.reject(self, request)
  end
  item.is_attempted = false
  item.lineage, item.correction_ms = request.clock_lineage, request.clock_correction
end

--- The server does not know `client_report`. Nothing was stored, so the batch is sent without it.
function ACTIONS.omit_report(self, request, verdict)
  if not request.has_report then
    return ACTIONS.reject(self, request, verdict)
  end
  self.owner.device.lacks_reports = true
end

function Sender:finish(request)
  local response = request.response
  self.request = nil
  local server_ms = responses.server_ms(response)
  if server_ms then
    self.owner.clock:learn(server_ms)
  end
  local verdict = request.problem and { action = "retry", code = request.problem }
    or responses.interpret(response, request.is_crash)
  self.last_error = verdict.action ~= "accept" and verdict.code or nil
  ACTIONS[verdict.action](self, request, verdict)
end

--- Do a bounded part of the work.
function Sender:step()
  local owner, transport = self.owner, self.options.transport
  if transport.step then
    pcall(transport.step)
  end
  local request, now = self.request, owner.clock.steady_ms
  if request then
    if not request.response and now >= request.deadline then
      self:cancel()
      request.response, request.problem = {}, "timeout"
    end
    if request.response then
      self:finish(request)
    end
  elseif not self.paused and now >= self.next_at then
    local is_ready, item, is_crash = self:choose()
    if is_ready then
      self:start(item, is_crash)
    end
  end
end

return M
