--- Keeps the queue in a store: lines with a checksum, appended as things change.
--
-- A store is a table with `read(max_bytes)`, `append(text)` and `replace(text)`, each of which
-- returns nil and a message when it fails. When lines that no longer matter take most of the space,
-- all of it is replaced by a snapshot, which is built in slices.
--
-- A store with `stage(text, is_first)` and `commit()` is given the slices one by one, so they do
-- not add up in memory. One with `size()` is read again only when another instance appended to it.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local checksum = require("telemetry.checksum")
local queues = require("telemetry.queue")

local FORMAT = "V 1"
local MAX_PENDING = 128
local MAX_TAIL = 512
local MAX_GONE = 4096
local LINES_IN_STEP = 48
local RETRY_MS = 30000
local SPARE_BYTES = 65536

local Journal = {}
Journal.__index = Journal

local M = {}

function M.new(store, max_bytes)
  return setmetatable({
    store = store,
    max_file_bytes = 3 * max_bytes + SPARE_BYTES,
    pending = {}, -- lines to append
    file_bytes = 0,
    gone = {}, -- ids whose lines in the store no longer matter
    gone_count = 0,
    needs_snapshot = false,
    snapshot = nil, -- the one that is being built
    retry_at = nil,
    failures = 0,
    last_error = nil,
  }, Journal)
end

function M.seal(line)
  return checksum.hex(line) .. " " .. line .. "\n"
end

--- Add a line. It reaches the store with the next step.
function Journal:emit(line)
  if not self.store then
    return
  end
  local pending = self.pending
  pending[#pending + 1] = line
  if line:byte(1) == 65 then -- "A"
    self:note_gone(line:sub(3))
  end
  local snapshot = self.snapshot
  if snapshot then
    snapshot.tail[#snapshot.tail + 1] = line
  end
  if #pending > MAX_PENDING then
    -- Nothing is appended until a snapshot has these lines: a file is always a beginning of them.
    self.pending, self.needs_snapshot = {}, true
  end
end

function Journal:note_gone(id)
  if self.gone_count >= MAX_GONE then
    -- The store has failed for long. A batch that is read again is not stored again.
    self.gone, self.gone_count = {}, 0
  end
  self.gone[id], self.gone_count = true, self.gone_count + 1
end

--- Call a function of the store; nil when it fails or raises.
function Journal:call(name, ...)
  local called, result, problem = pcall(self.store[name], ...)
  if called and result then
    return result
  end
  if name ~= "read" and name ~= "size" then
    self.failures = self.failures + 1
    self.last_error = tostring(called and problem or result)
  end
  return nil
end

--- Append the first lines of `pending`.
function Journal:append(count)
  local sealed = {}
  for i = 1, count do
    sealed[i] = M.seal(self.pending[i])
  end
  local text = table.concat(sealed)
  if not self:call("append", text) then
    self.needs_snapshot = true
    return false
  end
  self.file_bytes = self.file_bytes + #text
  local rest = {}
  for i = count + 1, #self.pending do
    rest[#rest + 1] = self.pending[i]
  end
  self.pending = rest
  return true
end

--- Begin a snapshot. Everything but events and crashes is written down now, because later changes
-- to it are in `tail`; an event or crash may be in both, which changes nothing.
function Journal:begin_snapshot(queue, settings)
  local plan, ids = { FORMAT, "K " .. settings }, {}
  for batch in queue:each() do
    local id = batch.id
    ids[id] = true
    plan[#plan + 1] = queues.batch_line(batch)
    plan[#plan + 1] = { id = id, batch = batch, index = 0 }
    for key, count in pairs(batch.drops or {}) do
      plan[#plan + 1] = "D " .. id .. " " .. key .. " " .. count
    end
    for key, count in pairs(batch.withdrawn or {}) do
      plan[#plan + 1] = "W " .. id .. " " .. key .. " " .. count
    end
    if batch.is_closed then
      plan[#plan + 1] = "F " .. id
    end
    if batch.is_attempted then
      plan[#plan + 1] = "S " .. id
    end
  end
  for _, crash in ipairs(queue.crashes) do
    ids[crash.id] = true
    plan[#plan + 1] = { crash = crash }
    if crash.is_attempted then
      plan[#plan + 1] = "S " .. crash.id
    end
  end
  self.snapshot = { plan = plan, at = 1, parts = {}, tail = {}, ids = ids, bytes = 0 }
end

--- Return the next line of a planned batch; nil when it is done.
local function next_event_line(item)
  local batch = item.batch
  while item.index < batch.last do
    item.index = item.index + 1
    local entry = batch.entries[item.index]
    if entry then
      return "E " .. item.id .. " " .. item.index .. " " .. entry
    end
  end
end

--- Hand the lines built so far to a store that takes slices; false when it fails.
function Journal:stage()
  local snapshot = self.snapshot
  if not self.store.stage or #snapshot.parts == 0 then
    return true
  end
  local text = table.concat(snapshot.parts)
  local is_first = snapshot.bytes == 0
  snapshot.parts, snapshot.bytes = {}, snapshot.bytes + #text
  return self:call("stage", text, is_first)
end

--- Build up to `count` lines; returns whether the snapshot is complete.
function Journal:build(count)
  local snapshot = self.snapshot
  local parts, plan = snapshot.parts, snapshot.plan
  while count > 0 do
    local item = plan[snapshot.at]
    if not item then
      return true
    end
    local line
    if type(item) == "string" then
      line = item
    elseif item.crash then
      line = queues.crash_line(item.crash)
    else
      line = next_event_line(item)
    end
    if line then
      parts[#parts + 1] = M.seal(line)
    end
    if not line or not item.batch then
      snapshot.at = snapshot.at + 1
    end
    count = count - 1
  end
  return false
end

--- Return the lines that another instance has appended to the same store.
function Journal:foreign_lines()
  if self.store.size and self:call("size") == self.file_bytes then
    return ""
  end
  local content = self:call("read", 8 * self.max_file_bytes)
  if not content or #content == self.file_bytes then
    return ""
  end
  local known, kept = {}, {}
  for id in pairs(self.snapshot.ids) do
    known[id] = true
  end
  for id in pairs(self.gone) do
    known[id] = true
  end
  for _, line in ipairs(self.snapshot.tail) do
    known[line:match("^%u (%S+)")] = true
  end
  for id in content:gmatch("\n%x+ A (%S+)") do
    known[id] = true
  end
  for line in content:gmatch("[^\n]+\n") do
    local kind, id = line:match("^%x+ (%u) (%S+)")
    if kind and kind ~= "V" and kind ~= "K" and not known[id] then
      kept[#kept + 1] = line
    end
  end
  return table.concat(kept)
end

--- Replace what the store has by the snapshot.
function Journal:finish_snapshot(keeps_foreign)
  local snapshot = self.snapshot
  local parts = snapshot.parts
  for _, line in ipairs(snapshot.tail) do
    parts[#parts + 1] = M.seal(line)
  end
  parts[#parts + 1] = keeps_foreign and self:foreign_lines() or ""
  local succeeded
  if self.store.stage then
    succeeded = self:stage() and self:call("commit")
  else
    local text = table.concat(parts)
    snapshot.bytes = #text
    succeeded = self:call("replace", text)
  end
  self.snapshot = nil
  if not succeeded then
    self.needs_snapshot = true
    return false
  end
  self.pending, self.needs_snapshot = {}, false
  self.gone, self.gone_count = {}, 0
  self.file_bytes = snapshot.bytes
  return true
end

--- Whether a snapshot is worth its work: much of the store is lines that no longer matter.
function Journal:is_wasteful(queue)
  if self.file_bytes > self.max_file_bytes then
    return true
  end
  return queue:is_empty() and self.file_bytes > 16384
end

--- Do a bounded part of the work. `now` is in milliseconds that never go back.
function Journal:step(now, queue, settings)
  if not self.store or (self.retry_at and now < self.retry_at) then
    return
  end
  self.retry_at = nil
  local succeeded = true
  if #self.pending > 0 and not self.needs_snapshot then
    succeeded = self:append(math.min(#self.pending, LINES_IN_STEP))
  end
  if self.snapshot then
    succeeded = self:continue_snapshot() and succeeded
  elseif self.needs_snapshot or self:is_wasteful(queue) then
    self:begin_snapshot(queue, settings)
  end
  if not succeeded then
    self.retry_at = now + RETRY_MS
  end
end

--- Build a slice of the snapshot, or all that is left when the app records faster than that.
function Journal:continue_snapshot()
  local is_late = #self.snapshot.tail > MAX_TAIL
  if self:build(is_late and math.huge or LINES_IN_STEP) then
    return self:finish_snapshot(true)
  elseif not self:stage() then
    self.snapshot, self.needs_snapshot = nil, true
    return false
  end
  return true
end

--- Write everything now: at a crash, before a request, before the app is suspended or closed.
function Journal:flush(queue, settings)
  if not self.store then
    return
  elseif self.needs_snapshot then
    self:write_snapshot(queue, settings, true)
  elseif #self.pending > 0 then
    self:append(#self.pending)
  end
end

--- Write a snapshot now. Without `keeps_foreign`, what other instances have appended is removed.
function Journal:write_snapshot(queue, settings, keeps_foreign)
  if not self.store then
    return
  end
  self:begin_snapshot(queue, settings)
  self:build(math.huge)
  self:finish_snapshot(keeps_foreign)
end

return M
