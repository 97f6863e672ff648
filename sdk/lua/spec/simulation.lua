--- A simulated device and a simulated server, for specs that check what is sent and stored.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local json = require("telemetry.json")
local telemetry = require("telemetry")
local wire = require("telemetry.wire")

local M = {}

M.START = 1790000000 -- seconds; 2026-09-21
M.APP = "com.developer.myapp"

--- A server that stores batches and crashes once by their ids, as the real one does.
-- `faults` is a list of what happens to the next requests: `drop` (never reaches the server),
-- `lose` (stored, and the response is lost), `hang` (no response), or a response table.
function M.server()
  local server = {
    requests = {},
    events = {}, -- stored events, in order
    batches = {}, -- batch id to its first answer
    crashes = {}, -- crash id to report
    stored_crashes = 0,
    reported = {}, -- dropped events by "reason type"
    faults = {},
    always = nil, -- a fault for every request
    headers = {},
    sampling = {},
  }

  local function reply(body)
    return { status = 200, headers = server.headers, body = json.encode(body) }
  end

  function server.store_batch(body)
    local known = server.batches[body.batch_id]
    if known then
      return reply({ received = known, is_duplicate = true, rejected = {}, sampled_out = 0 })
    end
    server.batches[body.batch_id] = #body.events
    for _, event in ipairs(body.events) do
      event.batch = body
      server.events[#server.events + 1] = event
    end
    for _, entry in ipairs(body.client_report and body.client_report.dropped or {}) do
      local key = entry.reason .. " " .. entry.event_type
      server.reported[key] = (server.reported[key] or 0) + entry.count
    end
    return reply({
      received = #body.events, is_duplicate = false, rejected = {}, sampled_out = 0,
      sampling = server.sampling,
    })
  end

  function server.store_crash(body)
    local known = server.crashes[body.crash_id]
    if not known then
      server.crashes[body.crash_id] = body
      server.stored_crashes = server.stored_crashes + 1
    end
    return reply({ id = body.crash_id, fingerprint = "0123456789abcdef", is_duplicate = known ~= nil })
  end

  function server.handle(request, done)
    local body = assert(json.decode(request.body))
    server.requests[#server.requests + 1] = { request = request, body = body }
    local fault = server.always or table.remove(server.faults, 1)
    if type(fault) == "function" then
      fault = fault(request, body)
    end
    if fault == "drop" then
      return done(nil, "connection refused")
    elseif fault == "hang" then
      return nil
    elseif type(fault) == "table" then
      return done(fault)
    end
    local is_crash = request.url:find(wire.CRASH_PATH, 1, true)
    local response = is_crash and server.store_crash(body) or server.store_batch(body)
    if fault == "lose" then
      return done(nil, "connection reset")
    end
    done(response)
  end

  --- Count the stored events of a type, or all.
  function server.count(event_type)
    local count = 0
    for _, event in ipairs(server.events) do
      if not event_type or event.type == event_type then
        count = count + 1
      end
    end
    return count
  end

  function server.reported_total()
    local total = 0
    for _, count in pairs(server.reported) do
      total = total + count
    end
    return total
  end

  function server.last()
    return server.requests[#server.requests]
  end

  return server
end

--- A store in memory that fails on request: `full`, `read_only`, `raises` or `unreadable`.
function M.store(content)
  local store = telemetry.memory_store(content)
  local failing = {}
  for name, call in pairs({ read = store.read, append = store.append, replace = store.replace }) do
    failing[name] = call
  end
  function store.read(max_bytes)
    if store.fault == "raises" then
      error("the store raises")
    elseif store.fault == "unreadable" then
      return nil, "no such file"
    end
    return failing.read(max_bytes)
  end
  function store.append(text)
    if store.fault == "raises" then
      error("the store raises")
    elseif store.fault == "full" then
      store.content = store.content .. text:sub(1, math.floor(#text / 2))
      return nil, "no space left on device"
    elseif store.fault then
      return nil, "permission denied"
    end
    return failing.append(text)
  end
  function store.replace(text)
    if store.fault == "raises" then
      error("the store raises")
    elseif store.fault then
      return nil, "permission denied"
    end
    return failing.replace(text)
  end
  return store
end

--- A device: an instance with a clock that the spec moves. `overrides` are options of `init`.
function M.device(server, overrides)
  local device = { now = M.START, server = server }
  device.store = M.store()
  local options = {
    app_id = M.APP,
    ingest_key = "tgi_test",
    url = "http://server",
    device_id = "android-1234",
    app_version = "1.2.0",
    mosis_version = "1.0.0",
    consent = { usage_analytics = true },
    clock = function() return device.now end,
    transport = { send = function(...) return device.server.handle(...) end },
    memory = function() return 45, 512 end,
    performance_seconds = 86400,
  }
  for name, value in pairs(overrides or {}) do
    options[name] = value
  end
  if options.store == nil then
    options.store = device.store
  else
    device.store = options.store
  end
  device.options = options

  function device.start()
    device.telemetry = assert(telemetry.new(options))
    return device
  end

  --- End the app without warning, and start it again.
  function device.kill()
    return device.start()
  end

  --- Let time pass, with an update in each step.
  function device.run(seconds, step)
    step = step or 1
    local stop = device.now + seconds
    while device.now < stop do
      device.now = device.now + step
      device.telemetry.update()
    end
  end

  function device.updates(count)
    for _ = 1, count or 20 do
      device.telemetry.update()
    end
  end

  --- Run until nothing is left to send, at most for some simulated hours.
  function device.drain(hours)
    local stop = device.now + (hours or 24) * 3600
    device.telemetry.flush()
    while device.now < stop do
      device.now = device.now + 1
      device.telemetry.update()
      local stats = device.telemetry.stats()
      if stats.queued == 0 and not stats.is_recovering then
        device.updates(3)
        return
      end
    end
  end

  return device.start()
end

--- Add up a table of counts.
function M.sum(counts)
  local total = 0
  for _, count in pairs(counts) do
    total = total + count
  end
  return total
end

return M
