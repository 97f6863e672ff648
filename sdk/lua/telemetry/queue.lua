--- The bounded queue of batches and crash reports, in memory.
--
-- Each change is emitted as one line for the journal, which writes it to the store; `replay.lua`
-- makes the same changes again from those lines.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local batches = require("telemetry.batch")
local json = require("telemetry.json")

local Queue = {}
Queue.__index = Queue

for name, method in pairs(require("telemetry.drops")) do
  Queue[name] = method
end

local M = {}

--- Create a queue. `options` has `max_events`, `max_bytes`, `batch_events`, `max_batch_bytes`,
-- `emit(line)`, `new_id()`, `facts()` (what the events of a new batch share) and
-- `on_drop(reason, event_type, count)`.
function M.new(options)
  return setmetatable({
    options = options,
    emit = options.emit,
    list = {}, -- closed batches, oldest first
    scan = { u = 1, p = 1, a = 1 }, -- no batch before has an event of the tier that can be dropped
    open = nil,
    waiting = {}, -- batches that have drops to report, and no events yet
    crashes = {}, -- oldest first
    count = 0, -- events and crashes
    bytes = 0,
  }, Queue)
end

local function facts_line(batch)
  local session = batch.session
  return json.encode({
    session = session.id,
    app_version = session.app_version,
    mosis_version = session.mosis_version,
    sampling = batch.sampling,
    opened = batch.now_ms,
    shift = batch.shift_ms,
  })
end

--- Return the line that begins a batch.
function M.batch_line(batch)
  return "B " .. batch.id .. " " .. facts_line(batch)
end

function Queue:begin_batch()
  local facts = self.options.facts()
  local batch = batches.new(self.options.new_id(), facts)
  self.emit(M.batch_line(batch))
  self.open = batch
  return batch
end

--- Return the batch that new events join.
function Queue:open_batch()
  if not self.open then
    self.open = table.remove(self.waiting, 1)
  end
  return self.open or self:begin_batch()
end

--- Give a batch that has no events yet the facts of now.
function Queue:refresh(batch)
  local facts = self.options.facts()
  if batch.sampling ~= facts.sampling or batch.now_ms ~= facts.now_ms then
    for name, fact in pairs(facts) do
      batch[name] = fact
    end
    self.emit(M.batch_line(batch))
  end
end

--- Close the open batch, so that it is sent. Without events it stays open.
function Queue:close()
  local batch = self.open
  if not batch or batch.count == 0 then
    return nil
  end
  batch.is_closed = true
  self.open = nil
  self.emit("F " .. batch.id)
  self.list[#self.list + 1] = batch
  return batch
end

function Queue:take(batch, index)
  local entry = batches.take(batch, index)
  self.count, self.bytes = self.count - 1, self.bytes - #entry
  return entry
end

--- Add an event; returns the reason when it was dropped instead.
function Queue:add(tier, event_type, entry)
  local options, size = self.options, #entry
  if self.count >= options.max_events or self.bytes + size > options.max_bytes then
    local reason = self:fit(tier, size)
    if reason then
      self:record_drop(reason, event_type, 1)
      return reason
    end
  end
  local batch = self.open or self:open_batch()
  if batch.count == 0 then
    self:refresh(batch)
  end
  local index = batch.last + 1
  batch.last = index
  batch.entries[index] = entry
  batch.count, batch.bytes = batch.count + 1, batch.bytes + size
  batch[tier] = batch[tier] + 1
  self.count, self.bytes = self.count + 1, self.bytes + size
  self.emit("E " .. batch.id .. " " .. index .. " " .. entry)
  if batch.count >= options.batch_events or batch.bytes >= options.max_batch_bytes then
    self:close()
  end
end

--- Add a crash report: `id`, `ms`, `kind` (its event type) and `members` (JSON).
function Queue:add_crash(crash)
  local reason = self:fit("c", #crash.members)
  if reason then
    self:record_drop(reason, crash.kind, 1)
    return reason
  end
  self.crashes[#self.crashes + 1] = crash
  self.count, self.bytes = self.count + 1, self.bytes + #crash.members
  self.emit(M.crash_line(crash))
end

function M.crash_line(crash)
  return string.format("C %s %d %s %s", crash.id, crash.ms, crash.kind, crash.members)
end

--- Forget a crash: it was stored, or it is dropped.
function Queue:remove_crash(crash)
  for at, each in ipairs(self.crashes) do
    if each == crash then
      table.remove(self.crashes, at)
      self.count, self.bytes = self.count - 1, self.bytes - #crash.members
      self.emit("A " .. crash.id)
      return
    end
  end
end

--- Forget a batch and what is left in it.
function Queue:remove(batch)
  self.count, self.bytes = self.count - batch.count, self.bytes - batch.bytes
  batch.count, batch.bytes, batch.entries = 0, 0, {}
  self:unlist(batch)
  self.emit("A " .. batch.id)
end

--- Return the place of a closed batch.
function Queue:place(batch)
  for at, each in ipairs(self.list) do
    if each == batch then
      return at
    end
  end
end

function Queue:unlist(batch)
  local at = self:place(batch)
  if at then
    table.remove(self.list, at)
    for tier, place in pairs(self.scan) do
      if place > at then
        self.scan[tier] = place - 1
      end
    end
  end
end

--- Add an event again, whose time was wrong by `change_ms`; returns whether it is still there.
function Queue:add_again(batch, index, change_ms)
  local entry = index and batch.entries[index] and self:take(batch, index)
  if not entry then
    return false
  end
  local milliseconds, members = batches.read(entry)
  local tier = batches.tier_of(entry)
  local corrected = milliseconds + batch.shift_ms + change_ms
  self:add(tier, batches.type_of(entry), string.format("%s%d %s", tier, corrected, members))
  return true
end

--- Replace a batch by its halves, which are next to be sent.
function Queue:split(batch)
  local index = batches.middle(batch)
  self.emit("P " .. batch.id .. " " .. index)
  local first, second = batches.split(batch, index)
  local at = self:place(batch)
  self.list[at] = first
  table.insert(self.list, at + 1, second)
  self:rescan()
end

function Queue:rescan()
  self.scan = { u = 1, p = 1, a = 1 }
end

--- Move a batch behind the others, so that one that keeps failing does not block them.
function Queue:postpone(batch)
  self:unlist(batch)
  self.list[#self.list + 1] = batch
end

--- Correct the times of a batch that no attempt has stored; its id gets the corrected time too.
function Queue:shift(batch, shift_ms, new_id)
  self.emit(string.format("N %s %s %d", batch.id, new_id, shift_ms))
  batch.id, batch.shift_ms = new_id, shift_ms
end

function Queue:restamp_crash(crash, ms)
  crash.ms = ms
  self.emit(string.format("T %s %d", crash.id, ms))
end

--- Note that an attempt to send a batch begins: from now on it cannot change.
function Queue:mark_attempted(batch)
  if not batch.is_attempted then
    batch.is_attempted = true
    self.emit("S " .. batch.id)
  end
end

--- Iterate over all batches: the closed ones, then the open one, then those without events.
function Queue:each()
  local all = {}
  for at, batch in ipairs(self.list) do
    all[at] = batch
  end
  all[#all + 1] = self.open
  for _, batch in ipairs(self.waiting) do
    all[#all + 1] = batch
  end
  local at = 0
  return function()
    at = at + 1
    return all[at]
  end
end

--- Return the oldest batch that may be sent. `now` is in milliseconds that never go back.
function Queue:next_batch(now)
  for _, batch in ipairs(self.list) do
    if batch.count > 0 and (not batch.hold_until or now >= batch.hold_until) then
      return batch
    end
  end
end

function Queue:is_empty()
  return self.count == 0
end

--- Put batches and crashes of earlier runs before those of this one, within the bounds.
function Queue:prepend(recovered, crashes)
  local list = {}
  for _, batch in ipairs(recovered) do
    list[#list + 1] = batch
    self.count, self.bytes = self.count + batch.count, self.bytes + batch.bytes
  end
  for _, batch in ipairs(self.list) do
    list[#list + 1] = batch
  end
  self.list = list
  for _, crash in ipairs(self.crashes) do
    crashes[#crashes + 1] = crash
    self.count, self.bytes = self.count - 1, self.bytes - #crash.members
  end
  self.crashes = crashes
  for _, crash in ipairs(crashes) do
    self.count, self.bytes = self.count + 1, self.bytes + #crash.members
  end
  self:rescan()
  while self.count > self.options.max_events or self.bytes > self.options.max_bytes do
    local reason = self.count > self.options.max_events and "queue_full" or "queue_bytes"
    if not self:make_room("c", reason) then
      return
    end
  end
end

return M
