--- Reads a queue back from its lines, whatever a power cut has left of them.

local batches = require("telemetry.batch")
local checksum = require("telemetry.checksum")
local json = require("telemetry.json")

local Replay = {}
Replay.__index = Replay

local M = {}

--- Return the line without its checksum; nil when they do not match.
local function open_line(line)
  local sum, payload = line:match("^(%x%x%x%x%x%x%x%x) (.+)$")
  if sum and checksum.hex(payload) == sum then
    return payload
  end
end

--- Return the newest valid settings of a store's content, decoded; an empty table without any.
function M.settings(content)
  local found = {}
  for line in ("\n" .. content):gmatch("\n(%x+ K [^\n]+)") do
    local payload = open_line(line)
    local decoded = payload and json.decode(payload:sub(3))
    if type(decoded) == "table" then
      found = decoded
    end
  end
  return found
end

--- Create a reader of a store's content.
function M.new(content)
  return setmetatable({
    content = content,
    at = 1,
    by_id = {},
    order = {},
    crashes = {},
    lost = {}, -- counts of events in lines that cannot be read, by type
  }, Replay)
end

--- Count the events in a line that cannot be read. A lost line break makes one line of two.
function Replay:lose(line)
  local found = 0
  local function add(event_type)
    found = found + 1
    self.lost[event_type] = (self.lost[event_type] or 0) + 1
  end
  for before, event_type in line:gmatch('(.?)"type":"([%w_]+)"') do
    add(before == "{" and "app_crash" or event_type) -- a crash report has its type in `crash`
  end
  local _, marked = line:gsub(" [EC] %x%x%x%x%x%x%x%x%-", "")
  for _ = found + 1, marked do
    add("unknown")
  end
end

--- What each kind of line does: `rest` is what follows the id.
local APPLY = {}

function APPLY.B(self, id, rest)
  local facts = json.decode(rest)
  if type(facts) ~= "table" then
    return
  end
  local described = {
    session = {
      id = facts.session,
      app_version = facts.app_version,
      mosis_version = facts.mosis_version,
    },
    sampling = facts.sampling or "",
    now_ms = tonumber(facts.opened) or 0,
    steady_ms = 0,
    correction_ms = 0,
  }
  local batch = self.by_id[id]
  if not batch then
    batch = batches.new(id, described)
    self.by_id[id] = batch
    self.order[#self.order + 1] = batch
  end
  batch.session, batch.sampling = described.session, described.sampling
  batch.now_ms = described.now_ms
  batch.shift_ms = tonumber(facts.shift) or 0
end

function APPLY.E(self, id, rest)
  local index, entry = rest:match("^(%d+) (%l%d+ .*)$")
  local batch = self.by_id[id]
  if batch and index and batch[entry:sub(1, 1)] then
    batches.put(batch, tonumber(index), entry)
  else
    self:lose("E " .. rest)
  end
end

function APPLY.F(self, id)
  if self.by_id[id] then
    self.by_id[id].is_closed = true
  end
end

function APPLY.S(self, id)
  local item = self.by_id[id]
  if item then
    item.is_attempted = true
  end
end

function APPLY.D(self, id, rest)
  local key, count, victim, index = rest:match("^(%S+ %S+) (%d+) ?(%S*) ?(%d*)$")
  local batch = self.by_id[id]
  if batch and key then
    batches.add_drop(batch, key, tonumber(count), math.huge)
  end
  if self.by_id[victim] and index ~= "" then
    batches.take(self.by_id[victim], tonumber(index))
  end
end

function APPLY.W(self, id, rest)
  local key, count = rest:match("^(%S+ %S+) (%d+)$")
  if self.by_id[id] and key then
    batches.add_withdrawn(self.by_id[id], key, tonumber(count))
  end
end

function APPLY.A(self, id)
  local item = self.by_id[id]
  if item then
    item.is_done = true
  end
end

function APPLY.P(self, id, rest)
  local batch, index = self.by_id[id], tonumber(rest)
  if not batch or not index or batch.is_done then
    return
  end
  batch.is_done = true
  for _, half in ipairs({ batches.split(batch, index) }) do
    self.by_id[half.id] = half
    self.order[#self.order + 1] = half
  end
end

function APPLY.N(self, id, rest)
  local new_id, shift_ms = rest:match("^(%S+) (-?%d+)$")
  local batch = self.by_id[id]
  if batch and new_id then
    batch.id, batch.shift_ms = new_id, tonumber(shift_ms)
    self.by_id[id], self.by_id[new_id] = nil, batch
  end
end

function APPLY.C(self, id, rest)
  local ms, kind, members = rest:match("^(%d+) (%S+) (.*)$")
  if members and not self.by_id[id] then
    local crash = { id = id, ms = tonumber(ms), kind = kind, members = members }
    self.by_id[id] = crash
    self.crashes[#self.crashes + 1] = crash
  end
end

function APPLY.T(self, id, rest)
  local crash, ms = self.by_id[id], tonumber(rest)
  if crash and crash.members and ms then
    crash.ms = ms
  end
end

local function is_batch(item)
  return item == nil or item.entries ~= nil
end

--- Lines that are about batches only; a crash with the same id would be a mistake.
local OF_BATCHES = { B = true, E = true, F = true, D = true, W = true, P = true, N = true }

function Replay:apply(line)
  local payload = open_line(line)
  if not payload then
    return self:lose(line)
  end
  local kind, id, rest = payload:match("^(%u) (%S+) ?(.*)$")
  local apply = kind and APPLY[kind]
  if apply and (not OF_BATCHES[kind] or is_batch(self.by_id[id])) then
    apply(self, id, rest)
  end
end

--- Read up to `count` lines; returns whether all are read.
function Replay:step(count)
  local content = self.content
  for _ = 1, count do
    if self.at > #content then
      return true
    end
    local stop = content:find("\n", self.at, true) or #content + 1
    if stop > self.at then
      self:apply(content:sub(self.at, stop - 1))
    end
    self.at = stop + 1
  end
  return self.at > #content
end

local function is_left(item)
  return not item.is_done
end

local function filter(items, accepts)
  local kept = {}
  for _, item in ipairs(items) do
    if accepts(item) then
      kept[#kept + 1] = item
    end
  end
  return kept
end

--- Return what is left to send: batches and crashes, oldest first.
function Replay:result()
  return filter(self.order, is_left), filter(self.crashes, is_left)
end

return M
