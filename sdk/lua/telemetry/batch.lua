--- One batch: events that are sent in one request, under one id.
--
-- An event belongs to a batch from the moment it is tracked, and keeps its index there. So whatever
-- part of the file survives a power cut, an event is sent again under the same batch id, and the
-- server stores it once.
--
-- An event is a text, `<tier><milliseconds> <JSON members>`, such as
-- `u1705314600000 "type":"screen_view","data":{"screen_name":"home"}`.

local uuid = require("telemetry.uuid")

local M = {}

--- The tiers, in the order in which they are dropped. Crashes are not part of batches.
M.USAGE, M.PERFORMANCE, M.AUTOMATIC = "u", "p", "a"
M.TIERS = { M.USAGE, M.PERFORMANCE, M.AUTOMATIC }

--- Create a batch. `facts` holds what its events share:
-- `session` (`id`, `app_version`, `mosis_version`), `sampling` (JSON), when it was opened by the
-- clock (`now_ms`) and in time that never goes back (`steady_ms`), and the state of the clock
-- (`lineage`, `correction_ms`; see clock.lua).
function M.new(id, facts)
  return {
    id = id,
    session = facts.session,
    sampling = facts.sampling,
    lineage = facts.lineage,
    correction_ms = facts.correction_ms,
    now_ms = facts.now_ms,
    steady_ms = facts.steady_ms,
    shift_ms = 0,
    entries = {},
    first = 1,
    last = 0,
    count = 0,
    bytes = 0,
    [M.USAGE] = 0,
    [M.PERFORMANCE] = 0,
    [M.AUTOMATIC] = 0,
    drops = nil, -- counts by "reason type", reported with this batch
    drop_kinds = 0,
    withdrawn = nil, -- counts by "reason type" of events that an earlier attempt may have stored
    is_closed = false,
    is_attempted = false,
    failures = 0,
  }
end

function M.tier_of(entry)
  return entry:sub(1, 1)
end

function M.type_of(entry)
  return entry:match('"type":"([%w_]+)"') or "unknown"
end

--- Return the time of an event in milliseconds, before the batch's shift, and its JSON members.
function M.read(entry)
  local milliseconds, members = entry:match("^%l(%d+) (.*)$")
  return tonumber(milliseconds) or 0, members
end

--- Put an event at an index; a second time at the same index changes nothing.
function M.put(batch, index, entry)
  if batch.entries[index] then
    return 0, 0
  end
  for i = batch.last + 1, index - 1 do
    batch.entries[i] = false
  end
  batch.entries[index] = entry
  if index > batch.last then
    batch.last = index
  end
  local tier, size = M.tier_of(entry), #entry
  batch.count, batch.bytes = batch.count + 1, batch.bytes + size
  batch[tier] = batch[tier] + 1
  return 1, size
end

--- Take an event out; returns it, or nil.
function M.take(batch, index)
  local entry = batch.entries[index]
  if not entry then
    return nil
  end
  batch.entries[index] = false
  local tier = M.tier_of(entry)
  batch.count, batch.bytes = batch.count - 1, batch.bytes - #entry
  batch[tier] = batch[tier] - 1
  return entry
end

--- Return the index of the oldest event of a tier.
function M.oldest(batch, tier)
  for index = batch.first, batch.last do
    local entry = batch.entries[index]
    if entry and M.tier_of(entry) == tier then
      return index
    end
  end
end

--- Iterate over the events: index, event.
function M.each(batch)
  local index = batch.first - 1
  return function()
    repeat
      index = index + 1
      if index > batch.last then
        return nil
      end
    until batch.entries[index]
    return index, batch.entries[index]
  end
end

--- Return the time of the newest event, with the shift; nil without events.
function M.newest_ms(batch)
  for index = batch.last, batch.first, -1 do
    local entry = batch.entries[index]
    if entry then
      return M.read(entry) + batch.shift_ms
    end
  end
end

--- Add to the counts that are reported with this batch; returns whether there was room.
function M.add_drop(batch, key, count, max_kinds)
  local drops = batch.drops
  if not drops then
    drops = {}
    batch.drops = drops
  end
  if not drops[key] then
    if batch.drop_kinds >= max_kinds then
      return false
    end
    batch.drop_kinds = batch.drop_kinds + 1
  end
  drops[key] = (drops[key] or 0) + count
  return true
end

function M.add_withdrawn(batch, key, count)
  batch.withdrawn = batch.withdrawn or {}
  batch.withdrawn[key] = (batch.withdrawn[key] or 0) + count
end

--- Return the index that halves the events of a batch.
function M.middle(batch)
  local seen = 0
  for index in M.each(batch) do
    seen = seen + 1
    if seen * 2 >= batch.count then
      return index
    end
  end
  return batch.last
end

--- Divide a batch after an index. The ids of the halves follow from its own, so dividing it again
-- after a power cut makes the same ones. The first half keeps the counts of drops.
function M.split(batch, index)
  local halves = {}
  for number = 1, 2 do
    local half = M.new(uuid.derive(batch.id, "half " .. number), batch)
    half.is_closed = true
    half.shift_ms = batch.shift_ms
    halves[number] = half
  end
  halves[1].drops, halves[1].drop_kinds = batch.drops, batch.drop_kinds
  halves[1].withdrawn = batch.withdrawn
  for at, entry in M.each(batch) do
    M.put(halves[at <= index and 1 or 2], at, entry)
  end
  return halves[1], halves[2]
end

return M
