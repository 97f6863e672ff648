--- Random days in the life of a device: whatever happens, the books balance to the unit.

local check, test = require("check"), require("test")
local json = require("telemetry.json")
local random = require("telemetry.random")
local simulation = require("simulation")
local stores = require("telemetry.stores")

local PAGE = { status = 200, headers = {}, body = "<html>Sign in</html>" }
local FAULTS = {
  "drop", "lose", "hang", PAGE,
  { status = 500, headers = {}, body = "" },
  { status = 503, headers = { ["Retry-After"] = "3" }, body = "" },
  { status = 200, headers = {}, body = '{"received":' },
}

--- What the device can go through, with how often. Each gets the device and a random number below n.
local function actions_of(options)
  local actions = {}
  local function add(weight, act)
    for _ = 1, weight do
      actions[#actions + 1] = act
    end
  end
  add(20, function(device, below)
    for _ = 1, below(20) do
      device.telemetry.track("feature_used", { feature_name = "f" .. below(1000) })
    end
  end)
  add(4, function(device) device.telemetry.track("app_start", {}) end)
  add(4, function(device) device.telemetry.track("perf_frame", { avg_ms = 16 }) end)
  add(4, function(device, below) device.telemetry.crash("crash " .. below(100)) end)
  add(2, function(device) device.telemetry.track("feature_used", { bad = print }) end)
  add(4, function(device) device.telemetry.flush() end)
  add(8, function(device, below) device.run(below(90)) end)
  add(10, function(device, below) device.updates(below(5)) end)
  add(10, function(device, below)
    device.server.faults[#device.server.faults + 1] = options.faults[below(#options.faults) + 1]
  end)
  add(2, function(device, below)
    local most = 1 + below(10)
    device.server.faults[#device.server.faults + 1] = function(_, body)
      if body.events and #body.events > most and not device.server.batches[body.batch_id] then
        return { status = 413, headers = {}, body = "" }
      end
    end
  end)
  add(2, function(device) device.restart() end)
  add(1, function(device)
    device.telemetry.shutdown()
    device.restart()
  end)
  if options.has_consent_changes then
    add(2, function(device, below)
      device.telemetry.set_consent({ usage_analytics = below(3) > 0, crash_reports = below(4) > 0 })
    end)
    add(1, function(device, below)
      device.telemetry.opt_out()
      device.updates(below(3))
      device.telemetry.opt_in()
    end)
  end
  return actions
end

--- Live through a number of random actions, then send everything and compare.
local function live(seed, options)
  local next_number = random.generator("books " .. seed)
  local function below(n)
    return math.floor(next_number() * n)
  end
  local path = options.is_file and os.tmpname() or nil
  local device = simulation.device(simulation.server(), {
    max_events = 40, batch_events = 1 + below(12), performance_seconds = 300,
    store = path and stores.file(path) or nil, random = next_number,
  })
  device.options.consent = nil -- later runs keep the last choice
  local tracked, internal_errors = 0, 0

  local function close_the_books()
    local stats = device.telemetry.stats()
    tracked = tracked + stats.tracked
    internal_errors = internal_errors + stats.internal_errors
    check.equal(stats.internal_errors, 0, stats.last_internal_error)
  end

  function device.restart()
    local journal = device.telemetry.client.journal
    repeat -- until what was tracked is in the store
      device.updates()
    until #journal.pending == 0 and not journal.needs_snapshot and not device.telemetry.client.replay
    if options.has_consent_changes then
      device.server.always = "drop" -- no response is lost in the restart
      device.updates(4)
    end
    close_the_books()
    device.kill()
    device.server.always = nil
  end

  local actions = actions_of(options)
  for _ = 1, options.steps do
    actions[below(#actions) + 1](device, below)
  end
  device.server.faults = {}
  for _ = 1, 4 do
    device.run(330)
    device.telemetry.set_consent({ usage_analytics = true, crash_reports = true })
    device.telemetry.track("app_start", {}) -- reports need an event
    device.drain(1)
  end
  close_the_books()
  local stats, server = device.telemetry.stats(), device.server
  check.equal(stats.queued, 0, "seed " .. seed)
  check.equal(server.count() + server.stored_crashes + server.reported_total(), tracked, "seed " .. seed
    .. " with " .. json.encode(server.reported))
  if path then
    os.remove(path)
    os.remove(path .. ".new")
  end
end

test("the books balance through faults, restarts and full queues", function()
  for seed = 1, 30 do
    live(seed, { faults = FAULTS, steps = 300, is_file = seed % 3 == 0 })
  end
end)

test("the books balance when consent changes too", function()
  -- Without lost responses: a batch that is emptied then may be stored or not.
  local faults = { "drop", PAGE, { status = 503, headers = {}, body = "" } }
  for seed = 101, 130 do
    live(seed, { faults = faults, steps = 300, has_consent_changes = true, is_file = seed % 3 == 0 })
  end
end)
