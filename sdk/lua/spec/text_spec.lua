local check, test = require("check"), require("test")
local instants = require("telemetry.instants")
local json = require("telemetry.json")
local text = require("telemetry.text")

local BAD = "\239\191\189" -- U+FFFD

test("instants are formatted as RFC 3339", function()
  check.equal(instants.format(0), "1970-01-01T00:00:00Z")
  check.equal(instants.format(1705314600000), "2024-01-15T10:30:00Z")
  check.equal(instants.format(1705314600007), "2024-01-15T10:30:00.007Z")
  check.equal(instants.format(-5), "1970-01-01T00:00:00Z")
  check.equal(instants.format(1e18), "9999-12-31T23:59:59Z")
  for second = 0, 4000000000, 86400 * 29 + 12345 do
    check.equal(instants.format(second * 1000), os.date("!%Y-%m-%dT%H:%M:%SZ", second))
  end
end)

test("HTTP dates are parsed", function()
  check.equal(instants.parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777000)
  check.equal(instants.parse_http_date("Thu, 29 Feb 2024 23:59:59 GMT"), 1709251199000)
  check.equal(instants.parse_http_date("yesterday"), nil)
  check.equal(instants.parse_http_date("Sun, 06 Foo 1994 08:49:37 GMT"), nil)
end)

test("valid text is not changed", function()
  for _, valid in ipairs({ "", "plain", "caf\195\169", "\240\159\152\128", "a\226\130\172b" }) do
    check.equal(text.clean(valid, 200), valid)
  end
end)

test("what is not UTF-8 is replaced", function()
  check.equal(text.clean("a\255b", 200), "a" .. BAD .. "b")
  check.equal(text.clean("a\0b", 200), "a" .. BAD .. "b")
  check.equal(text.clean("\192\175", 200), BAD .. BAD) -- an overlong slash
  check.equal(text.clean("\237\160\128", 200), BAD .. BAD .. BAD) -- a surrogate
  check.equal(text.clean("\244\144\128\128", 200), BAD .. BAD .. BAD .. BAD) -- after U+10FFFF
  check.equal(text.clean("\226\130", 200), BAD .. BAD) -- cut off
  check.equal(text.clean(string.rep("\255", 3), 200), BAD .. BAD .. BAD)
end)

test("long text is cut between characters", function()
  check.equal(text.clean(string.rep("a", 300), 200), string.rep("a", 199) .. "\226\128\166")
  check.equal(text.clean(string.rep("\195\169", 200), 200), string.rep("\195\169", 200))
  check.equal(text.clean(string.rep("\195\169", 201), 200),
    string.rep("\195\169", 199) .. "\226\128\166")
  check.equal(text.clean(string.rep("\240\159\152\128", 1000), 200),
    string.rep("\240\159\152\128", 199) .. "\226\128\166")
end)

test("a long stack loses its middle", function()
  local stack = "first\n" .. string.rep("x", 10000) .. "\nlast"
  local cut = text.clean_stack(stack, 900)
  check.equal(cut:sub(1, 6), "first\n")
  check.equal(cut:sub(-5), "\nlast")
  check.truthy(#cut < 950)
end)

test("values are encoded as JSON", function()
  check.equal(json.encode({ 1, "a", true, { b = false } }), '[1,"a",true,{"b":false}]')
  check.equal(json.encode({}), "{}")
  check.equal(json.encode(1.5), "1.5")
  check.equal(json.encode(-0.25), "-0.25")
  check.equal(json.encode(2 ^ 53 - 1), "9007199254740991")
  check.equal(json.encode("\"\\\n\r\t\1\127"), '"\\"\\\\\\n\\r\\t\\u0001\\u007f"')
  check.equal(json.encode_fields({ screen_name = "home" }, 200), '{"screen_name":"home"}')
  check.equal(json.encode_fields(nil, 200), "{}")
  check.equal(json.encode_fields({}, 200), "{}")
end)

test("numbers do not depend on the locale", function()
  local locale = os.setlocale("de_DE.UTF-8", "numeric") or os.setlocale("fr_FR.UTF-8", "numeric")
  local encoded = json.encode(0.5)
  os.setlocale("C", "numeric")
  check.equal(encoded, "0.5", tostring(locale))
end)

local function refused(value)
  local encoded, problem = json.encode_fields({ field = value }, 200)
  check.equal(encoded, nil)
  check.equal(type(problem), "string")
end

test("what JSON cannot express is refused", function()
  refused(0 / 0)
  refused(math.huge)
  refused(-math.huge)
  refused(function() end)
  refused(io.stdout)
  refused(coroutine.create(function() end))
  local cyclic = {}
  cyclic.itself = cyclic
  refused(cyclic)
  local deep = {}
  for _ = 1, 100 do
    deep = { deep }
  end
  refused(deep)
  local wide = {}
  for i = 1, 5000 do
    wide[i] = i
  end
  refused(wide)
  refused({ [{}] = 1 })
  check.equal(json.encode_fields({ "no name" }, 200), nil)
  check.equal(json.encode_fields("text", 200), nil)
  check.equal(json.encode_fields({ [1.5] = 1 }, 200), nil)
end)

test("a table may appear twice without containing itself", function()
  local shared = { 1 }
  check.equal(json.encode({ shared, shared }), "[[1],[1]]")
end)

test("metamethods are not called", function()
  local trap = setmetatable({ a = 1 }, {
    __index = function() error("trap") end,
    __pairs = function() error("trap") end,
    __tostring = function() error("trap") end,
    __len = function() error("trap") end,
  })
  check.equal(json.encode_fields({ field = trap }, 200), '{"field":{"a":1}}')
  check.equal(json.encode_fields(trap, 200), '{"a":1}')
end)

test("JSON is decoded", function()
  check.same(json.decode(' {"a": [1, -2.5e3, "x"], "b": {"c": true, "d": null}} '),
    { a = { 1, -2500, "x" }, b = { c = true } })
  check.equal(json.decode('"\\u00e9\\ud83d\\ude00\\n\\/"'), "\195\169\240\159\152\128\n/")
  check.equal(json.decode('"\\ud83d"'), "\239\191\189")
  check.equal(json.decode("[]") ~= nil, true)
end)

test("what is not JSON is refused without an error", function()
  local bad = { "", "{", "[1,", '{"a"}', "<html>", '"\\x"', "nul", "1 2", "-", "[1}", '{"a":1,}',
    string.rep("[", 1000), '"\\u12', "\0", '{"a":', '"abc' }
  for _, source in ipairs(bad) do
    local value, problem = json.decode(source)
    check.equal(value, nil, source)
    check.equal(type(problem), "string", source)
  end
end)

test("every part of a valid answer is refused without an error", function()
  local answer = '{"received":2,"rejected":[{"index":1,"code":"TOO_OLD","message":"\\u00e9"}],"x":1.5e3}'
  for length = 1, #answer - 1 do
    check.equal(json.decode(answer:sub(1, length)), nil)
  end
end)
