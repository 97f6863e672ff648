--- One instance of the SDK: what the app calls, and what runs in each step.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local clocks = require("telemetry.clock")
local journals = require("telemetry.journal")
local json = require("telemetry.json")
local performance = require("telemetry.performance")
local queues = require("telemetry.queue")
local randoms = require("telemetry.random")
local sampling = require("telemetry.sampling")
local senders = require("telemetry.sender")
local sha256 = require("telemetry.sha256")
local text = require("telemetry.text")
local uuid = require("telemetry.uuid")

local format, type = string.format, type

local SALT = "mosis_salt_"
local MAX_BATCH_BYTES = 65536
local MAX_EVENT_BYTES = 16384
local MAX_TEXT_CHARACTERS = 200
local LINES_IN_STEP = 48

local Client = {}
Client.__index = Client

for _, part in ipairs({ "recovery", "permissions", "reports" }) do
  for name, method in pairs(require("telemetry." .. part)) do
    Client[name] = method
  end
end

local M = {}

--- Compute the device id that is sent: it differs between apps and cannot be reversed.
function M.hash_device_id(raw_id, app_id)
  return sha256.hex(raw_id .. SALT .. app_id)
end

--- Save what later runs need to know. The line is written with the next step.
function Client:save()
  local settings = json.encode({
    crash_reports = self.device.consent.crash_reports,
    usage_analytics = self.device.consent.usage_analytics,
    opted_out = self.is_opted_out,
    installation = self.installation,
    rates = next(self.rates) and self.rates or nil,
  })
  if settings ~= self.settings then
    self.settings = settings
    self.journal:emit("K " .. settings)
  end
end

--- Read the rates of an earlier run, by event type.
local function read_rates(saved)
  local list = {}
  for name, rate in pairs(type(saved) == "table" and saved or {}) do
    list[#list + 1] = { event_type = name, rate = rate }
  end
  return sampling.read(list)
end

local function create_queue(client, options)
  local journal = client.journal
  return queues.new({
    max_events = options.max_events,
    max_bytes = options.max_bytes,
    batch_events = options.batch_events,
    max_batch_bytes = MAX_BATCH_BYTES,
    emit = function(line) journal:emit(line) end,
    new_id = function() return uuid.make(client.clock.now_ms, client.random) end,
    facts = function()
      local clock = client.clock
      return {
        session = client.session,
        sampling = client.sampling,
        lineage = clock.lineage,
        correction_ms = clock.correction_ms,
        now_ms = clock.now_ms,
        steady_ms = clock.steady_ms,
      }
    end,
    on_drop = function(reason, _, count)
      client.dropped[reason] = (client.dropped[reason] or 0) + count
    end,
  })
end

--- Choose the generator of random numbers: the host's, as long as it returns numbers.
local function create_random(given, ...)
  local own = randoms.generator(randoms.seed(...))
  if type(given) ~= "function" then
    return own
  end
  return function()
    local called, number = pcall(given)
    if called and type(number) == "number" and number >= 0 and number < 1 then
      return number
    end
    return own()
  end
end

--- Create an instance from complete options, see settings.lua.
function M.create(options)
  local client = setmetatable({
    options = options,
    state = "running",
    dropped = {},
    tracked = 0,
    sampled_out = 0,
    internal_errors = 0,
    survived = { since = 0, count = 0 },
  }, Client)
  client.clock = clocks.new(options.clock, function()
    if client.queue then
      client.queue:close()
    end
  end)
  client.journal = journals.new(options.store, options.max_bytes)
  client:load()
  local saved = client.saved
  client.random = create_random(options.random, options.device_id, options.app_id,
    client.clock.raw_ms)
  client.installation = text.optional(saved.installation, 64)
    or uuid.make(client.clock.now_ms, client.random)
  local raw_id = text.optional(options.device_id, 1000) or client.installation
  client.device = {
    app_id = options.app_id,
    device_id = M.hash_device_id(raw_id, options.app_id),
    consent = client:read_consent(options.consent),
  }
  client.is_opted_out = saved.opted_out == true
  client.session = {
    id = uuid.make(client.clock.now_ms, client.random),
    app_version = text.optional(options.app_version, 64),
    mosis_version = text.optional(options.mosis_version, 64),
  }
  client.position = sampling.position(client.session.id, client.device.device_id)
  client.rates = read_rates(saved.rates)
  client.sampling = sampling.encode(client.rates)
  client.started_ms = client.clock.steady_ms
  client:create_parts(options)
  client:save()
  return client
end

function Client:create_parts(options)
  self.queue = create_queue(self, options)
  self.performance = performance.new({
    random = self.random,
    memory = options.memory,
    frame_share = options.frame_share,
    interval_ms = options.performance_seconds * 1000,
  }, self.clock.steady_ms)
  local connection = options.connection
  self.sender = senders.new({
    queue = self.queue,
    clock = self.clock,
    device = self.device,
    random = self.random,
    write = function() self:write() end,
    on_answer = function(answer) self:apply_answer(answer) end,
  }, {
    url = connection.url,
    key = connection.key,
    transport = connection.transport,
    timeout_ms = options.request_seconds * 1000,
  })
  if not self.replay then
    self.journal:emit("V 1")
  elseif self.journal.file_bytes > self.journal.max_file_bytes then
    self:recover(math.huge)
  end
end

--- Write to the store what it does not have yet.
function Client:write()
  if self.replay and self.journal.needs_snapshot then
    self:recover(math.huge)
  end
  self.journal:flush(self.queue, self.settings)
end

function Client:apply_answer(answer)
  local rates = sampling.read(answer.sampling)
  local encoded = sampling.encode(rates)
  if encoded ~= self.sampling then
    self.queue:close() -- the events of a batch are sampled by the same rates
    self.rates, self.sampling = rates, encoded
    self:save()
  end
end

--- Return why nothing is collected now; nil when it is.
function Client:refusal()
  if self.state ~= "running" then
    return "telemetry is shut down"
  elseif self.is_opted_out then
    return "the user has opted out"
  end
end

function Client:drop_invalid(event_type, problem)
  local is_name = type(event_type) == "string" and #event_type <= 64
    and event_type:find("^%l[%l%d_]*$")
  self.tracked = self.tracked + 1
  self.queue:record_drop("invalid_data", is_name and event_type or "unknown", 1)
  return nil, problem
end

--- Record an event. Returns true, or nil and the reason why it was not recorded.
function Client:track(event_type, data)
  local refusal = self:refusal()
  if refusal then
    return nil, refusal
  end
  local tier = self.options.tiers[event_type]
  if not tier then
    if type(event_type) ~= "string" or #event_type > 64 or not event_type:find("^%l[%l%d_]*$") then
      return self:drop_invalid(event_type, "an event type has 1 to 64 of a-z, 0-9 and _")
    end
    tier = "u"
  elseif tier == "c" then
    return self:track_crash(event_type, data)
  end
  if tier == "u" and not self.device.consent.usage_analytics then
    return nil, "usage events need consent"
  elseif not sampling.is_kept(self.rates, event_type, self.position) then
    self.sampled_out = self.sampled_out + 1
    return nil, "the session is not in the sample"
  end
  return self:add(tier, event_type, data)
end

function Client:add(tier, event_type, data)
  local fields, problem = json.encode_fields(data, MAX_TEXT_CHARACTERS)
  if not fields or #fields > MAX_EVENT_BYTES then
    return self:drop_invalid(event_type, problem or "the data is too large")
  end
  self.tracked = self.tracked + 1
  local queue, now = self.queue, self.clock:update()
  local open = queue.open
  if open and open.count > 0
    and self.clock.steady_ms - open.steady_ms >= self.options.batch_seconds * 1000 then
    queue:close()
  end
  local entry = format('%s%d "type":"%s","data":%s', tier, now < 0 and 0 or now, event_type, fields)
  local reason = queue:add(tier, event_type, entry)
  if reason then
    return nil, reason
  end
  return true
end

--- Record that a screen is shown; crash reports name it.
function Client:show_screen(name)
  if type(name) ~= "string" then
    return self:drop_invalid("screen_view", "a screen's name is a text")
  end
  self.screen_name = text.clean(name, MAX_TEXT_CHARACTERS)
  return self:track("screen_view", { screen_name = self.screen_name })
end

--- Do a bounded part of the work; the app calls it in every frame.
function Client:step()
  self.clock:update()
  local steady, queue = self.clock.steady_ms, self.queue
  if self.replay then
    self:recover(LINES_IN_STEP)
  end
  if not self:refusal() then
    self.performance:step(steady, function(event_type, data) self:track(event_type, data) end)
  end
  local open = queue.open
  if open and open.count > 0 and steady - open.steady_ms >= self.options.batch_seconds * 1000 then
    queue:close()
  end
  if not self.replay then
    self.journal:step(steady, queue, self.settings)
    self.sender:step()
  elseif not self.journal.needs_snapshot then
    self.journal:step(steady, queue, self.settings)
  end
end

--- Whether nothing is left that could be sent now.
function Client:is_idle()
  if self.replay or self.sender.request then
    return false
  elseif self.sender.paused or self.clock.steady_ms < self.sender.next_at then
    return true
  end
  return #self.queue.crashes == 0 and not self.queue:next_batch(self.clock.steady_ms)
end

return M
