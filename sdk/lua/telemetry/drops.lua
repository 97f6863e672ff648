--- What the queue drops, and what it reports about that: methods of the queue.
--
-- Every drop is counted by reason and event type in the open batch, which reports it to the server.
-- So a drop and its report are stored exactly once, as events are.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local batches = require("telemetry.batch")
local wire = require("telemetry.wire")

--- What is dropped first.
local RANK = { u = 1, p = 2, a = 3, c = 4 }

local Queue = {}

--- Report a count of drops with the open batch. `place` names the event that was dropped.
function Queue:report_drop(reason, event_type, count, place)
  local key = reason .. " " .. event_type
  local batch = self:open_batch()
  if not batches.add_drop(batch, key, count, wire.MAX_REPORT_ENTRIES) then
    if not self:close() then
      self.waiting[#self.waiting + 1] = batch
    end
    batch = self:begin_batch()
    batches.add_drop(batch, key, count, wire.MAX_REPORT_ENTRIES)
  end
  self.emit("D " .. batch.id .. " " .. key .. " " .. count .. (place or ""))
end

--- Count dropped events, and report them.
function Queue:record_drop(reason, event_type, count, place)
  self:report_drop(reason, event_type, count, place)
  self.options.on_drop(reason, event_type, count)
end

function Queue:drop_event(batch, index, reason)
  local entry = self:take(batch, index)
  self:record_drop(reason, batches.type_of(entry), 1, " " .. batch.id .. " " .. index)
  if batch.count == 0 and batch.is_closed then
    self:release(batch)
  end
end

--- Return the oldest batch with an event of a tier that no attempt to send has included.
function Queue:oldest_with(tier)
  local at, list = self.scan[tier], self.list
  while list[at] do
    local batch = list[at]
    if batch[tier] > 0 and not batch.is_attempted then
      self.scan[tier] = at
      return batch
    end
    at = at + 1
  end
  self.scan[tier] = at
  local open = self.open
  return open and open[tier] > 0 and open or nil
end

--- Drop what matters least, as long as it matters no more than the tier that needs room.
function Queue:make_room(tier, reason)
  for _, candidate in ipairs(batches.TIERS) do
    if RANK[candidate] <= RANK[tier] then
      local batch = self:oldest_with(candidate)
      if batch then
        self:drop_event(batch, batches.oldest(batch, candidate), reason)
        return true
      end
    end
  end
  if tier == "c" then
    for _, crash in ipairs(self.crashes) do
      if not crash.is_attempted then
        self:drop_crash(crash, reason)
        return true
      end
    end
  end
  return false
end

--- Make room for one more entry; returns the reason when that is impossible.
function Queue:fit(tier, size)
  local options = self.options
  while self.count >= options.max_events or self.bytes + size > options.max_bytes do
    local reason = self.count >= options.max_events and "queue_full" or "queue_bytes"
    if size > options.max_bytes or not self:make_room(tier, reason) then
      return reason
    end
  end
end

function Queue:drop_crash(crash, reason)
  self:remove_crash(crash)
  self:record_drop(reason, crash.kind, 1)
end

--- Call `handle(reason, event_type, count)` for each count.
local function each_count(counts, handle)
  for key, count in pairs(counts or {}) do
    local reason, event_type = key:match("^(%S+) (%S+)$")
    handle(reason, event_type, count)
  end
end

--- Remove a batch that lost all its events; what it would have reported joins the open batch.
function Queue:release(batch)
  self:remove(batch)
  each_count(batch.drops, function(...) self:report_drop(...) end)
  each_count(batch.withdrawn, function(...) self:record_drop(...) end)
end

--- Remove a batch that the server has stored. `has_withdrawn` says whether that includes the events
-- that were withdrawn after an earlier attempt, `is_reported` whether it includes the report.
function Queue:settle(batch, has_withdrawn, is_reported)
  self:remove(batch)
  if not is_reported then
    each_count(batch.drops, function(...) self:report_drop(...) end)
  end
  if not has_withdrawn then
    each_count(batch.withdrawn, function(...) self:record_drop(...) end)
  end
end

--- Drop a whole batch, which the server refuses. What it would have reported is reported later.
function Queue:reject(batch, reason)
  for index in batches.each(batch) do
    local entry = self:take(batch, index)
    self:record_drop(reason, batches.type_of(entry), 1, " " .. batch.id .. " " .. index)
  end
  self:release(batch)
end

--- Drop all events of tiers (`c` for crashes) that may not be sent any more. An event that an
-- attempt has included may be stored: it counts as dropped only when the server says otherwise.
-- `in_flight` is the batch or crash of the request that is not answered yet.
function Queue:purge(tiers, reason, in_flight)
  for batch in self:each() do
    for index, entry in batches.each(batch) do
      if tiers[batches.tier_of(entry)] then
        self:take(batch, index)
        local event_type = batches.type_of(entry)
        if batch.is_attempted then
          batches.add_withdrawn(batch, reason .. " " .. event_type, 1)
        else
          self:record_drop(reason, event_type, 1)
        end
      end
    end
    if batch.count == 0 and batch.is_closed and batch ~= in_flight then
      self:release(batch)
    end
  end
  for at = #self.crashes, 1, -1 do
    local crash = self.crashes[at]
    if tiers.c and crash == in_flight then
      crash.withdrawn = reason
    elseif tiers.c then
      self:drop_crash(crash, reason)
    end
  end
end

return Queue
