local check, test = require("check"), require("test")
local journal = require("telemetry.journal")
local simulation = require("simulation")
local stores = require("telemetry.stores")

local function tracked_device(overrides)
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server, overrides)
  for i = 1, 12 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
    device.telemetry.update()
  end
  device.telemetry.crash("boom")
  device.telemetry.flush()
  device.run(5)
  return device
end

--- Start a device on a store's content, let it send everything, and return the server.
local function send_all(content, server)
  server = server or simulation.server()
  local device = simulation.device(server, { store = simulation.store(content) })
  device.run(130)
  device.drain()
  local stats = device.telemetry.stats()
  check.equal(stats.internal_errors, 0, stats.last_internal_error)
  check.equal(stats.queued, 0)
  return server, device
end

test("what was tracked before a power cut is sent after it", function()
  local server = send_all(tracked_device().store.content)
  check.equal(server.count("feature_used"), 12)
  check.equal(server.stored_crashes, 1)
end)

test("the file may be cut anywhere: what is left is sent once", function()
  local device = tracked_device()
  device.server.always = nil
  local content = device.store.content
  local whole = send_all(content)
  for length = 0, #content, 7 do
    -- The server has everything already; the rest of the file must not be stored a second time.
    local before, crashes = whole.count("feature_used"), whole.stored_crashes
    send_all(content:sub(1, length), whole)
    check.equal(whole.count("feature_used"), before, "cut at " .. length)
    check.equal(whole.stored_crashes, crashes, "cut at " .. length)
  end
  local last = 0
  for length = 0, #content, 61 do
    local count = send_all(content:sub(1, length)).count("feature_used")
    check.truthy(count >= last and count <= 12, "cut at " .. length)
    last = count
  end
end)

test("a cut file of a sent batch stores nothing a second time", function()
  local device = tracked_device()
  device.server.always = nil
  device.drain()
  local content = device.store.content
  local server = device.server
  for length = 0, #content, 23 do
    local before, crashes = server.count("feature_used"), server.stored_crashes
    send_all(content:sub(1, length), server)
    check.equal(server.count("feature_used"), before, "cut at " .. length)
    check.equal(server.stored_crashes, crashes, "cut at " .. length)
  end
end)

test("garbled bytes cost the lines that they are in, and are reported", function()
  local content = tracked_device().store.content
  for at = 1, #content, 37 do
    local garbled = content:sub(1, at - 1) .. "\255\0\1" .. content:sub(at + 3)
    local server, device = send_all(garbled)
    local stored, lost = server.count("feature_used"), device.telemetry.stats().dropped.storage_failed
    check.truthy(stored == 12 or (lost or 0) >= 12 - stored, "garbled at " .. at)
  end
end)

test("a file of something else does no harm", function()
  local contents = { "\n\n\n", "hello", string.rep("\0", 5000), string.rep("x", 100000),
    "00000001 \n", journal.seal("E nothing 1 u1 x"), journal.seal("B id {"), journal.seal("D a b c"),
    journal.seal("K {"), journal.seal("K []"), journal.seal('K {"opted_out":"maybe","rates":5}'),
    journal.seal('B id {"session":5,"app_version":{},"opened":"x","sampling":[]}'),
    journal.seal("C id x y"), journal.seal("Z id"), journal.seal("P id 5"), journal.seal("N a b") }
  for i, content in ipairs(contents) do
    local device = simulation.device(simulation.server(), { store = simulation.store(content) })
    device.telemetry.screen("home")
    device.run(5)
    device.drain()
    check.equal(device.server.count("screen_view"), 1, "content " .. i)
    check.equal(device.telemetry.stats().internal_errors, 0, device.telemetry.stats().last_internal_error)
  end
end)

test("lost lines are counted once, not in each run", function()
  local content = tracked_device().store.content
  local at = content:find('"feature_name":"f7"', 1, true)
  local store = simulation.store(content:sub(1, at) .. "###" .. content:sub(at + 4))
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server, { store = store })
  device.run(30)
  check.equal(device.telemetry.stats().dropped.storage_failed, 1)
  device.kill()
  device.run(30)
  check.equal(device.telemetry.stats().dropped.storage_failed, nil)
end)

for _, fault in ipairs({ "full", "read_only", "raises", "unreadable" }) do
  test("a store that is " .. fault .. " does not stop the sending", function()
    local store = simulation.store()
    store.fault = fault
    local device = simulation.device(simulation.server(), { store = store })
    device.telemetry.screen("home")
    device.telemetry.crash("boom")
    for _ = 1, 500 do
      device.telemetry.track("feature_used", {})
    end
    device.drain()
    check.equal(device.server.count("screen_view"), 1)
    check.equal(device.server.count("feature_used"), 500)
    check.equal(device.server.stored_crashes, 1)
    local stats = device.telemetry.stats()
    check.equal(stats.internal_errors, 0, stats.last_internal_error)
    check.truthy(stats.store_errors > 0)
  end)

  test("a store that was " .. fault .. " for a while has everything again", function()
    local device = tracked_device()
    device.store.fault = fault
    for i = 13, 40 do
      device.telemetry.track("feature_used", { feature_name = "f" .. i })
      device.run(2)
    end
    device.store.fault = nil
    device.run(120)
    check.equal(send_all(device.store.content).count("feature_used"), 40)
  end)
end

test("a disk that fills up is not written to in every step", function()
  local store = simulation.store()
  local device = simulation.device(simulation.server(), { store = store })
  device.server.always = "drop"
  store.fault = "full"
  device.telemetry.screen("home")
  device.run(300)
  check.truthy(device.telemetry.stats().store_errors < 30, device.telemetry.stats().store_errors)
end)

test("the file shrinks when its lines no longer matter", function()
  local device = simulation.device(simulation.server())
  for _ = 1, 40 do
    for _ = 1, 50 do
      device.telemetry.track("feature_used", { feature_name = "export" })
    end
    device.run(10)
  end
  device.drain()
  check.equal(device.server.count("feature_used"), 2000)
  check.truthy(#device.store.content < 20000, #device.store.content .. " bytes")
end)

test("a snapshot is written in slices, and contains what happens while it is built", function()
  local server = simulation.server()
  server.always = "drop"
  local device = simulation.device(server, { batch_events = 10 })
  for i = 1, 300 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
    device.telemetry.update()
  end
  device.telemetry.client.journal.needs_snapshot = true
  device.updates(2)
  check.truthy(device.telemetry.client.journal.snapshot, "a snapshot is being built")
  for i = 301, 320 do
    device.telemetry.track("feature_used", { feature_name = "f" .. i })
    device.telemetry.update()
  end
  device.telemetry.crash("boom")
  server.always = nil
  device.run(120)
  server.always = "drop"
  device.run(10)
  local stored, crashes = server.count(), server.stored_crashes
  check.truthy(stored > 0)
  local after = send_all(device.store.content, (function() server.always = nil return server end)())
  check.equal(after.count("feature_used"), 320)
  check.equal(after.stored_crashes, 1)
  check.truthy(crashes <= 1)
end)

test("the file store writes, replaces and survives what can happen to its file", function()
  local path = os.tmpname()
  local store = stores.file(path)
  check.equal(store.append("one\n"), true)
  check.equal(store.append("two\n"), true)
  check.equal(store.read(100), "one\ntwo\n")
  check.equal(store.read(5), "one\nt")
  check.equal(store.replace("three\n"), true)
  check.equal(store.read(100), "three\n")
  os.remove(path)
  check.equal(store.append("four\n"), true)
  check.equal(store.read(100), "four\n")
  os.remove(path)
  check.equal(store.read(100), nil)
  local file = io.open(path .. ".new", "wb") -- the app ended inside `replace`
  file:write("five\n")
  file:close()
  check.equal(store.read(100), "five\n")
  os.remove(path .. ".new")
  local missing = stores.file("/nowhere/at/all/queue")
  check.equal(missing.append("x"), nil)
  check.equal(missing.replace("x"), nil)
  check.equal(missing.read(10), nil)
end)

test("a full disk is a failure of the file store", function()
  local full = io.open("/dev/full", "ab")
  if not full then
    return
  end
  full:close()
  check.equal(stores.file("/dev/full").append("x"), nil)
end)

test("two instances on one queue store each event once", function()
  local server = simulation.server()
  local store = simulation.store()
  local first = simulation.device(server, { store = store })
  local second = simulation.device(server, { store = store })
  local devices = { first, second }
  for i = 1, 200 do
    for number, device in ipairs(devices) do
      device.now = device.now + 1
      device.telemetry.track("feature_used", { feature_name = number .. "-" .. i })
      if i % 10 == 0 then
        device.telemetry.crash(number .. "-" .. i)
      end
      device.telemetry.update()
    end
    if i % 50 == 0 then
      server.faults = { "lose", "drop", "lose" }
    end
    if i == 100 then
      devices[2].now = devices[1].now
      second.kill() -- reads what both have written
    end
  end
  first.run(200)
  second.run(200)
  first.drain()
  second.drain()
  local seen = {}
  for _, event in ipairs(server.events) do
    local name = event.data.feature_name
    if name then
      check.truthy(not seen[name], "stored twice: " .. name)
      seen[name] = true
    end
  end
  check.equal(server.count("feature_used"), 400)
  check.equal(server.stored_crashes, 40)
  check.equal(server.reported_total(), 0)
end)

test("a snapshot reaches the file in slices, under heavy use too", function()
  local path = os.tmpname()
  local server = simulation.server()
  server.always = "drop"
  local store = stores.file(path)
  local device = simulation.device(server, { store = store })
  local largest = 0
  for i = 1, 20000 do
    device.telemetry.track("feature_used", { feature_name = "export" })
    if i % 100 == 0 then
      device.telemetry.update()
      largest = math.max(largest, store.size())
    end
  end
  check.truthy(largest < 600000, largest .. " bytes")
  check.truthy(device.telemetry.client.journal.gone_count < 1000)
  device.run(60)
  device.kill()
  device.run(60)
  check.equal(device.telemetry.stats().queued, 1000)
  check.equal(device.telemetry.stats().internal_errors, 0)
  os.remove(path)
end)
