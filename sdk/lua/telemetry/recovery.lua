--- What earlier runs have left in the store: the part of an instance that reads it.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local replays = require("telemetry.replay")

local HOLD_MS = 120000

local Client = {}

--- Read what earlier runs have left in the store.
function Client:load()
  local journal, store = self.journal, self.options.store
  local content = store and journal:call("read", 8 * journal.max_file_bytes) or ""
  if type(content) ~= "string" then
    content = ""
  end
  journal.file_bytes = #content
  self.saved = content == "" and {} or replays.settings(content)
  if content == "" then
    return
  end
  self.replay = replays.new(content)
  if content:sub(-1) ~= "\n" then
    -- A power cut has cut the last line off; what follows must not join it.
    journal:call("append", "\n")
    journal.file_bytes = #content + 1
  end
end

--- Read a part of what earlier runs have left, and put it into the queue once all is read.
function Client:recover(count)
  local replay = self.replay
  if not replay or not replay:step(count) then
    return
  end
  self.replay = nil
  local recovered, crashes = replay:result()
  local clock, empty = self.clock, {}
  for at = #recovered, 1, -1 do
    local batch = recovered[at]
    if not batch.is_closed then
      -- Another instance may still add to it; it stops two minutes after it was opened.
      local wait = math.min(math.max(batch.now_ms + HOLD_MS - clock.now_ms, 0), HOLD_MS)
      batch.hold_until = clock.steady_ms + wait
    end
    batch.is_closed = true
    if batch.count == 0 then
      empty[#empty + 1] = table.remove(recovered, at)
    end
  end
  self.queue:prepend(recovered, crashes)
  for _, batch in ipairs(empty) do
    self.queue:release(batch)
  end
  for event_type, lost in pairs(replay.lost) do
    self.queue:record_drop("storage_failed", event_type, lost)
    self.journal.needs_snapshot = true
  end
  self:purge_what_is_not_allowed()
end

--- Take over the queue of an instance that is shut down and has no store.
function Client:adopt(previous)
  local left = {}
  for batch in previous.queue:each() do
    if batch.count > 0 then
      batch.is_closed = true
      left[#left + 1] = batch
    end
  end
  self.queue:prepend(left, previous.queue.crashes)
end

return Client
