--- Telemetry for apps: events, crash reports and performance, sent to a telemetry-graph server.
--
--     local telemetry = require("telemetry")
--     telemetry.init({ app_id = "com.example.notes", ingest_key = "tgi_…", url = "https://…" })
--     telemetry.screen("home")
--     telemetry.update() -- in every frame
--
-- No function raises an error or prints. What goes wrong is in `telemetry.stats()`.
-- The options are described in docs/sdk-lua.md.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local clients = require("telemetry.client")
local errors = require("telemetry.errors")
local settings = require("telemetry.settings")
local stores = require("telemetry.stores")
local transports = require("telemetry.transports")
local wire = require("telemetry.wire")

local PAUSE_SECONDS = 0.005
local MAX_SHUTDOWN_SECONDS = 60

local M = {
  VERSION = wire.VERSION,
  file_store = stores.file,
  memory_store = stores.memory,
  callback_transport = transports.callback,
  coroutine_transport = transports.coroutine,
}

--- What the app calls, by name. Each gets the instance; an error inside is counted, not raised.
local API = {}

local function note_error(client, problem)
  client.internal_errors = client.internal_errors + 1
  client.last_internal_error = errors.message(problem)
  local on_error = client.options.on_error
  if type(on_error) == "function" then
    pcall(on_error, client.last_internal_error)
  end
end

local function finish(client, succeeded, ...)
  if succeeded then
    return ...
  end
  note_error(client, (...))
  return nil, "internal error"
end

--- Record an event of a type of docs/events.md, or of the app's own.
function API.track(client, event_type, data)
  return client:track(event_type, data)
end

--- Record that a screen is shown.
function API.screen(client, name)
  return client:show_screen(name)
end

--- Record a crash report: a message, or a table.
function API.crash(client, report)
  return client:report_crash(report)
end

--- Record a step of the user, as `feature_used`. A crash shows the events of its session that
-- happened before it.
function API.breadcrumb(client, name)
  return client:track("feature_used", { feature_name = name })
end

--- Add the time of one frame, in milliseconds.
function API.frame(client, milliseconds)
  if not client:refusal() then
    client.performance:frame(milliseconds)
  end
end

--- Note that the app is ready for the user; a `perf_startup` event says how long it took.
function API.started(client)
  if client.performance.is_started then
    return nil, "the start was noted before"
  end
  client.performance.is_started = true
  client.clock:update()
  local duration = client.clock.steady_ms - client.started_ms
  return client:track("perf_startup", { duration_ms = math.min(duration, 86400000) })
end

--- Do a bounded part of the work. Call it in every frame.
function API.update(client)
  client:step()
  return true
end

--- Send what was recorded so far, without waiting for the batch to fill.
function API.flush(client)
  client.queue:close()
  client:step()
  return true
end

--- Write everything to the store and begin to send it, before the system suspends the app.
function API.suspend(client)
  if client.state == "running" and not client.is_opted_out then
    client.performance:report(function(event_type, data) client:track(event_type, data) end)
  end
  client.queue:close()
  client:write()
  client:step()
  return true
end

--- Run steps until everything is sent, at most for some seconds.
local function drain(client, seconds)
  local clock, sleep = client.clock, client.options.sleep
  local stop = clock.steady_ms + math.min(seconds, MAX_SHUTDOWN_SECONDS) * 1000
  while not client:is_idle() and clock.steady_ms < stop do
    client:step()
    if sleep then
      pcall(sleep, PAUSE_SECONDS)
    end
  end
end

--- Record `app_stop` and write everything to the store. With a number of seconds, wait for at most
-- so long until all is sent. Returns whether nothing is left. What is left is sent in the next run.
function API.shutdown(client, seconds)
  if client.state == "running" then
    client.clock:update()
    if not client.is_opted_out then
      client.performance:report(function(event_type, data) client:track(event_type, data) end)
      client:track("app_stop", {
        duration_seconds = (client.clock.steady_ms - client.started_ms) / 1000,
      })
    end
    client.state = "stopped"
    client.queue:close()
    client:write()
  end
  if type(seconds) == "number" and seconds > 0 then
    drain(client, seconds)
    client:write()
  else
    client:step()
  end
  return client.queue:is_empty()
end

--- Change what the user agrees to: `crash_reports` and `usage_analytics`.
function API.set_consent(client, consent)
  return client:set_consent(consent)
end

--- Collect and send nothing from now on, and remove what is not sent. Later runs remember it.
function API.opt_out(client)
  return client:set_opted_out(true)
end

--- Take `opt_out` back.
function API.opt_in(client)
  return client:set_opted_out(false)
end

function API.request_export()
  return nil, "not available"
end

function API.request_deletion()
  return nil, "not available"
end

--- Return counts: what was tracked, sent and dropped, what waits, and what went wrong.
function API.stats(client)
  local queue, sender, journal = client.queue, client.sender, client.journal
  local dropped, rejected = {}, {}
  for reason, count in pairs(client.dropped) do
    dropped[reason] = count
  end
  for code, count in pairs(sender.rejected) do
    rejected[code] = count
  end
  return {
    tracked = client.tracked,
    sent = sender.sent,
    queued = queue.count,
    queued_bytes = queue.bytes,
    queued_crashes = #queue.crashes,
    dropped = dropped,
    rejected = rejected,
    sampled_out = client.sampled_out,
    sampled_out_by_server = sender.sampled_out,
    is_recovering = client.replay ~= nil,
    is_idle = client:is_idle(),
    paused = sender.paused,
    last_send_error = sender.last_error,
    store_errors = journal.failures,
    last_store_error = journal.last_error,
    internal_errors = client.internal_errors,
    last_internal_error = client.last_internal_error,
  }
end

--- Return a function that records an error as a crash report, unless it was recorded further in.
local function reporter(client, is_fatal)
  return function(value, stack)
    local rethrown = client.rethrown
    if rethrown and rawequal(rethrown.value, value) then
      return
    end
    client:report_crash({ type = "lua_error", message = value, stack = stack, is_fatal = is_fatal })
  end
end

--- Functions that run code of the app: only its own errors leave them.
local RUNNERS = {}

--- Call a function like `pcall`, and record its error as survived (`lua_error`).
function RUNNERS.pcall(client, call, ...)
  return errors.call(reporter(client, false), call, ...)
end

--- Resume a coroutine like `coroutine.resume`, and record its error as survived.
function RUNNERS.resume(client, thread, ...)
  return errors.resume(reporter(client, false), thread, ...)
end

--- Return a handler for `xpcall`. Its errors count as survived unless `is_fatal`.
function RUNNERS.error_handler(client, is_fatal)
  return errors.handler(reporter(client, is_fatal == true))
end

local function return_or_raise(client, succeeded, ...)
  if succeeded then
    return ...
  end
  client.rethrown = { value = (...) }
  error((...), 0)
end

--- Return a function that does the same. An error in it is recorded as a crash (`app_crash`) and
-- raised again, so that the app ends as it would without telemetry.
function RUNNERS.wrap(client, call)
  return function(...)
    client.rethrown = nil
    return return_or_raise(client, errors.call(reporter(client, true), call, ...))
  end
end

--- Create an instance that is independent of `telemetry.init`. Returns nil and a message when the
-- options cannot be used.
function M.new(options)
  local created, read, problem = pcall(settings.read, options)
  if not created or not read then
    return nil, created and problem or errors.message(read)
  end
  local made, client = pcall(clients.create, read)
  if not made then
    return nil, errors.message(client)
  end
  local instance = { client = client }
  for name, call in pairs(API) do
    instance[name] = function(...)
      return finish(client, pcall(call, client, ...))
    end
  end
  for name, call in pairs(RUNNERS) do
    instance[name] = function(...)
      return call(client, ...)
    end
  end
  instance.track("app_start", {
    version = client.session.app_version,
    mosis_version = client.session.mosis_version,
  })
  return instance
end

local current -- the instance of `init`

--- Take over a new key, address, transport and consent, as far as they are given.
local function reconnect(options)
  local client = current.client
  if type(options) ~= "table" then
    return nil, "`init` needs a table of options"
  elseif options.app_id ~= nil and options.app_id ~= client.device.app_id then
    return nil, "telemetry runs for another app; call `shutdown` first"
  end
  local now = client.sender.options
  local connection, problem = settings.read_connection({
    ingest_key = options.ingest_key or now.key,
    url = options.url or now.url,
    transport = options.transport or now.transport,
  })
  if not connection then
    return nil, problem
  end
  client.sender:cancel()
  client.sender:resume(connection)
  if options.consent ~= nil then
    return current.set_consent(options.consent)
  end
  return true
end

local function start(options)
  local instance, problem = M.new(options)
  if not instance then
    return nil, problem
  end
  if current and not current.client.options.store and not instance.client.options.store
    and current.client.device.device_id == instance.client.device.device_id then
    instance.client:adopt(current.client)
  end
  current = instance
  return true
end

--- Start telemetry. Called again, it takes over a new key, address, transport and consent.
function M.init(options)
  local run = start
  if current and current.client.state == "running" then
    run = reconnect
  end
  local called, result, problem = pcall(run, options)
  if not called then
    return nil, errors.message(result)
  end
  return result, problem
end

for name in pairs(API) do
  M[name] = function(...)
    if not current then
      return nil, "telemetry is not initialised"
    end
    return current[name](...)
  end
end

--- Without `init` these run the app's code all the same. What `wrap` and `error_handler` return
-- looks for the instance when it is called, so that an app may call them before `init`.

function M.pcall(...)
  return (current and current.pcall or pcall)(...)
end

function M.resume(...)
  return (current and current.resume or coroutine.resume)(...)
end

function M.wrap(call)
  return function(...)
    return (current and current.wrap(call) or call)(...)
  end
end

function M.error_handler(is_fatal)
  return function(value)
    return current and current.error_handler(is_fatal)(value) or value
  end
end

return M
