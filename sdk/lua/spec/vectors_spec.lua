--- The shared vectors of tests/vectors, which the server and the other SDKs are tested with too.

local check, test = require("check"), require("test")
local client = require("telemetry.client")
local json = require("telemetry.json")
local responses = require("telemetry.responses")
local sampling = require("telemetry.sampling")
local simulation = require("simulation")
local uuid = require("telemetry.uuid")
local wire = require("telemetry.wire")

local function load_vectors(name)
  local file = assert(io.open("../../tests/vectors/" .. name .. ".json", "rb"))
  local content = file:read("*a")
  file:close()
  return assert(json.decode(content))
end

test("device ids are hashed as the vectors say", function()
  for _, vector in ipairs(load_vectors("device_ids").vectors) do
    check.equal(client.hash_device_id(vector.raw_id, vector.app_id), vector.device_id)
  end
end)

test("batch ids are composed as the vectors say", function()
  local vectors = load_vectors("batch_ids")
  for _, vector in ipairs(vectors.made) do
    local r = vector.random
    check.equal(uuid.compose(vector.milliseconds, r[1], r[2], r[3], r[4], r[5]), vector.uuid)
    check.equal(uuid.time(vector.uuid), vector.milliseconds)
  end
  for _, id in ipairs(vectors.not_version_7) do
    check.equal(uuid.time(id), nil)
  end
end)

test("sessions are sampled as the vectors say", function()
  for _, vector in ipairs(load_vectors("sampling").vectors) do
    local position = sampling.position(vector.session_id, vector.device_id)
    check.equal(position, vector.first_32_bits / 2 ^ 32)
    check.equal(sampling.is_kept({ screen_view = vector.rate }, "screen_view", position), vector.is_kept)
  end
end)

local REQUESTS = load_vectors("requests").requests

test("answers are understood as the vectors say", function()
  for _, vector in ipairs(REQUESTS) do
    local response = { status = vector.status, headers = {}, body = json.encode(vector.answer) }
    local verdict = responses.interpret(response, vector.path == wire.CRASH_PATH)
    check.equal(verdict.action, vector.device, vector.name)
  end
end)

--- Compare what was sent with a vector; placeholders stand for what differs each time.
local function check_like(actual, expected, where)
  if type(expected) ~= "table" then
    if type(expected) == "string" and expected:find("^{.*}$") then
      check.equal(type(actual), "string", where)
    else
      check.equal(actual, expected, where)
    end
    return
  end
  check.equal(type(actual), "table", where)
  for key, value in pairs(expected) do
    check_like(actual[key], value, where .. "." .. tostring(key))
  end
  for key in pairs(actual) do
    local is_optional = key == "consent" or key == "data" or key == "is_fatal" or key == "crash_reports"
    check.truthy(expected[key] ~= nil or is_optional, where .. "." .. tostring(key))
  end
end

local function body_of(name)
  for _, vector in ipairs(REQUESTS) do
    if vector.name == name then
      return vector.body
    end
  end
end

test("the SDK sends the batch of the seed", function()
  local device = simulation.device(simulation.server())
  device.telemetry.client.session.id = "4b9bd4e6-8f0e-4f0e-9d6a-3c1b1f6f2a55"
  device.telemetry.screen("home")
  device.drain()
  local expected = body_of("the batch of the seed")
  local sent = json.decode(device.server.requests[1].request.body)
  sent.events[1].data = {}
  check_like(sent, expected, "batch")
  check.same(sent.consent, { crash_reports = true, usage_analytics = true })
end)

test("the SDK sends the crash report of the seed", function()
  local device = simulation.device(simulation.server())
  device.telemetry.client.session.id = "4b9bd4e6-8f0e-4f0e-9d6a-3c1b1f6f2a55"
  device.telemetry.client.screen_name = "profile.rml"
  device.now = device.now + 300
  local expected = body_of("the crash report of the seed")
  device.telemetry.track("app_crash", {
    crash_type = "lua_error",
    message = expected.crash.message,
    stack = expected.crash.stack_trace,
  })
  device.drain()
  check_like(device.server.requests[1].body, expected, "report")
end)
