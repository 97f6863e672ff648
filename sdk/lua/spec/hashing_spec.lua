local check, test = require("check"), require("test")
local bits = require("telemetry.bits")
local checksum = require("telemetry.checksum")
local random = require("telemetry.random")
local sha256 = require("telemetry.sha256")
local uuid = require("telemetry.uuid")

--- The examples of FIPS 180-4 and NIST's SHA256ShortMsg and SHA256LongMsg.
local NIST = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
  { "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
    .. "klmnopqrlmnopqrsmnopqrstnopqrstu",
    "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1" },
  { "\211", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1" },
  { "\17\175", "5ca7133fa735326081558ac312c620eeca9970d1e70a4b95533d956f072d1f98" },
  { "\180\25\14", "dff2e73091f6c05e528896c4c831b9448653dc2ff043528f6769437bc7b975c2" },
  { "\116\186\37\33", "b16aa56be3880d18cd41e68384cf1ec8c17680c45a02b1575dc1518923ae8b0e" },
}

test("SHA-256 passes the NIST vectors", function()
  for _, vector in ipairs(NIST) do
    check.equal(sha256.hex(vector[1]), vector[2])
  end
end)

test("SHA-256 of a million letters is right", function()
  if bits.band == nil or _VERSION == "Lua 5.1" and not rawget(_G, "jit") then
    return -- half a minute with arithmetic alone
  end
  check.equal(sha256.hex(string.rep("a", 1000000)),
    "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
end)

test("every implementation of the 32-bit operations computes the same hashes", function()
  local arithmetic = bits.from_arithmetic()
  for length = 0, 130, 13 do
    local message = string.rep("x", length)
    check.equal(sha256.hex(message, arithmetic), sha256.hex(message), "length " .. length)
  end
  for _, vector in ipairs(NIST) do
    check.equal(sha256.hex(vector[1], arithmetic), vector[2])
  end
end)

test("the checksum is Adler-32", function()
  check.equal(checksum.hex(""), "00000001")
  check.equal(checksum.hex("Wikipedia"), "11e60398")
  check.equal(checksum.hex(string.rep("\255", 100000)), "149a302c")
  check.truthy(checksum.hex("abcdefgh") ~= checksum.hex("abcdefhg"))
end)

test("a UUIDv7 has its time, version and variant", function()
  -- RFC 9562, appendix A.6
  check.equal(uuid.compose(1645557742000, 0xcc3, 0x18c4, 0xdc0c, 0x0c07, 0x398f),
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f")
  check.equal(uuid.time("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"), 1645557742000)
  check.equal(uuid.time("4b9bd4e6-8f0e-4f0e-9d6a-3c1b1f6f2a55"), nil)
  check.equal(uuid.time("nonsense"), nil)
  check.equal(uuid.time(uuid.make(-5, random.generator("x"))), 0)
end)

test("UUIDs do not repeat", function()
  local next_number, seen = random.generator("seed"), {}
  for _ = 1, 20000 do
    local id = uuid.make(1645557742000, next_number)
    check.truthy(id:find("^%x+%-%x%x%x%x%-7%x%x%x%-[89ab]%x%x%x%-%x+$") and #id == 36, id)
    check.truthy(not seen[id], "the id is new")
    seen[id] = true
  end
end)

test("a derived UUID is the same each time and differs by its label", function()
  local id = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
  check.equal(uuid.derive(id, "half 1"), uuid.derive(id, "half 1"))
  check.truthy(uuid.derive(id, "half 1") ~= uuid.derive(id, "half 2"))
  check.equal(uuid.time(uuid.derive(id, "half 1")), uuid.time(id))
  check.equal(uuid.time(uuid.derive(id, "shift", 1700000000000)), 1700000000000)
end)

test("random numbers are uniform and depend on the seed", function()
  local first, second, sum = random.generator("a"), random.generator("b"), 0
  check.truthy(first() ~= second())
  for _ = 1, 10000 do
    local number = first()
    check.truthy(number >= 0 and number < 1)
    sum = sum + number
  end
  check.near(sum / 10000, 0.5, 0.02)
  check.truthy(random.seed() ~= random.seed())
end)

test("the app's own random numbers are not touched", function()
  math.randomseed(42)
  local expected = math.random()
  math.randomseed(42)
  random.generator(random.seed())()
  check.equal(math.random(), expected)
end)
