local check, test = require("check"), require("test")
local http = require("telemetry.http")
local simulation = require("simulation")
local telemetry = require("telemetry")

test("a callback transport adapts the host's http.post", function()
  local server = simulation.server()
  local device = simulation.device(server, {
    transport = telemetry.callback_transport(function(url, body, headers, callback)
      server.handle({ url = url, body = body, headers = headers }, function(response, problem)
        if response then
          callback(response.status, response.body, response.headers)
        else
          callback(nil, problem)
        end
      end)
    end),
  })
  server.faults = { "drop" }
  device.telemetry.screen("home")
  device.drain()
  check.equal(server.count(), 2)
end)

test("a coroutine transport is resumed in each step", function()
  local server, pauses = simulation.server(), 0
  local device = simulation.device(server, {
    transport = telemetry.coroutine_transport(function(request, pause)
      for _ = 1, 5 do
        pauses = pauses + 1
        pause()
      end
      local result
      server.handle(request, function(response) result = response end)
      return result
    end),
  })
  device.telemetry.flush()
  device.updates(4)
  check.equal(server.count(), 0)
  device.updates(6)
  check.equal(server.count(), 1)
  check.equal(pauses, 5)
end)

test("a coroutine transport that raises or returns nothing is a failed attempt", function()
  local server = simulation.server()
  local mode = "raise"
  local device = simulation.device(server, {
    transport = telemetry.coroutine_transport(function(request)
      if mode == "raise" then
        error("broken")
      elseif mode == "nothing" then
        return nil, "no route"
      end
      local result
      server.handle(request, function(response) result = response end)
      return result
    end),
  })
  device.telemetry.flush()
  device.updates(4)
  check.truthy(device.telemetry.stats().last_send_error:find("broken"))
  mode = "nothing"
  device.run(10)
  check.equal(device.telemetry.stats().last_send_error, "no route")
  mode = "work"
  device.drain()
  check.equal(server.count(), 1)
end)

test("addresses are divided", function()
  local function parts(url)
    local address = http.parse_url(url)
    return address and { address.scheme, address.host, address.port, address.path }
  end
  check.same(parts("http://server/v1/x"), { "http", "server", 80, "/v1/x" })
  check.same(parts("https://server:8443"), { "https", "server", 8443, "/" })
  check.same(parts("http://[::1]:8000/a?b"), { "http", "::1", 8000, "/a?b" })
  check.equal(parts("ftp://server"), nil)
  check.equal(parts("http://user:secret@server/"), nil)
end)

local RESPONSES = {
  "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: today\r\n\r\nhello",
  "HTTP/1.0 200 OK\r\nDate: today\r\n\r\nhello",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ndate:today\r\n\r\n2\r\nhe\r\n3;x=y\r\nllo\r\n0\r\n\r\n",
  "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\nDate: today\r\n\r\nhello",
}

test("responses are parsed however they arrive", function()
  for i, bytes in ipairs(RESPONSES) do
    local response = http.parse_response(bytes, true)
    check.equal(response and response.body, "hello", "response " .. i)
    check.equal(response.headers.date, "today")
    for length = 0, #bytes - 1 do
      local early = http.parse_response(bytes:sub(1, length), false)
      local is_chunk_end = i == 3 and length >= #bytes - 2
      check.truthy(early == nil or is_chunk_end, "response " .. i .. " cut at " .. length)
    end
  end
end)

test("a cut or malformed response is a failure", function()
  local bad = { "", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", "SSH-2.0-OpenSSH\r\n\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhe" }
  for _, bytes in ipairs(bad) do
    local response, problem = http.parse_response(bytes, true)
    check.equal(response, false)
    check.equal(type(problem), "string")
  end
  check.equal(http.parse_response(string.rep("x", 100000), false), false)
  local endless = "HTTP/1.1 200 OK\r\n\r\n" .. string.rep("x", 400000)
  check.equal(http.parse_response(endless, false), false)
end)

test("a header cannot break the request", function()
  local built = http.build_request({
    method = "POST", headers = { ["X-Key"] = "a\r\nEvil: yes" }, body = "{}",
  }, http.parse_url("http://server/path"))
  check.truthy(built:find("X-Key: a  Evil: yes\r\n", 1, true))
end)
