--- Checks the options of `telemetry.init`, and fills in what is left out.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local performance = require("telemetry.performance")
local stores = require("telemetry.stores")
local transports = require("telemetry.transports")
local wire = require("telemetry.wire")

local M = {}

--- Options that are numbers: default, minimum and maximum.
local NUMBERS = {
  batch_events = { 50, 1, 500 },
  batch_seconds = { 60, 1, 3600 },
  max_events = { 1000, 10, 100000 },
  max_bytes = { 98304, 8192, 16777216 },
  max_stack_bytes = { 16384, 256, 65536 },
  frame_share = { 1, 0, 1 },
  performance_seconds = { 60, 1, 86400 },
  request_seconds = { 30, 1, 600 },
}

--- Options that are used as they are.
local PASSED_ON = {
  "app_id", "app_version", "mosis_version", "device_id", "consent", "random", "on_error",
}

local TIER_NAMES = { usage = "u", performance = "p", automatic = "a" }

local function check_text(options, name, max_bytes)
  local value = options[name]
  if type(value) ~= "string" or value == "" or #value > max_bytes
    or value:find("[%c\127-\255]") then
    return "`" .. name .. "` must be a text of 1 to " .. max_bytes .. " ASCII characters"
  end
end

local function read_numbers(options, read)
  for name, bounds in pairs(NUMBERS) do
    local value = options[name]
    if value == nil then
      value = bounds[1]
    end
    if type(value) ~= "number" or not (value >= bounds[2] and value <= bounds[3]) then
      return string.format("`%s` must be a number from %s to %s", name, bounds[2], bounds[3])
    end
    read[name] = value
  end
end

local function read_tiers(options, read)
  local tiers = {}
  for name, tier in pairs(wire.TIERS) do
    tiers[name] = tier
  end
  for name, tier in pairs(options.event_types or {}) do
    if not TIER_NAMES[tier] or type(name) ~= "string" then
      return "`event_types` must map names to usage, performance or automatic"
    end
    tiers[name] = TIER_NAMES[tier]
  end
  read.tiers = tiers
end

local function read_store(options, read)
  local store = options.store
  if store == nil then
    store = stores.file(options.path or "telemetry.queue")
  elseif store == false then
    store = nil
  elseif type(store) ~= "table" or type(store.read) ~= "function"
    or type(store.append) ~= "function" or type(store.replace) ~= "function" then
    return "`store` must have `read`, `append` and `replace`"
  end
  read.store = store
end

--- Check what can change while the SDK runs: the key, the address and the transport.
function M.read_connection(options)
  local problem = check_text(options, "ingest_key", 200)
    or check_text(options, "url", 2000)
  if problem then
    return nil, problem
  elseif not options.url:find("^https?://[^/]") then
    return nil, "`url` must begin with http:// or https://"
  end
  local transport, transport_problem = transports.of(options.transport)
  if not transport then
    return nil, transport_problem
  end
  return { key = options.ingest_key, url = options.url:gsub("/+$", ""), transport = transport }
end

local function default_clock()
  return os.time()
end

--- Return the options, complete; nil and a message when one cannot be used.
function M.read(options)
  if type(options) ~= "table" then
    return nil, "`init` needs a table of options"
  end
  local connection, connection_problem = M.read_connection(options)
  local read = { connection = connection }
  local problem = connection_problem
    or check_text(options, "app_id", 200)
    or read_numbers(options, read)
    or read_tiers(options, read)
    or read_store(options, read)
  if problem then
    return nil, problem
  end
  for _, name in ipairs(PASSED_ON) do
    read[name] = options[name]
  end
  read.clock = options.clock or default_clock
  read.memory = options.memory or performance.lua_memory
  read.sleep = options.sleep or connection.transport.sleep
  return read
end

return M
