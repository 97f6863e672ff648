--- A transport over LuaSocket that never waits. `https` needs LuaSec too.
--
-- Only the look-up of a host name waits, inside LuaSocket, once for each connection.

local http = require("telemetry.http")
local transports = require("telemetry.transports")

local PIECE_BYTES = 16384
local CA_FILE = "/etc/ssl/certs/ca-certificates.crt"

local M = {}

local function is_pending(problem)
  return problem == "timeout" or problem == "wantread" or problem == "wantwrite"
    or problem == "Operation already in progress"
end

local function connect(socket, address, pause)
  local tcp, problem = socket.tcp()
  if not tcp then
    return nil, problem
  end
  tcp:settimeout(0)
  local connected, reason = tcp:connect(address.host, address.port)
  while not connected do
    if reason == "already connected" then
      break
    elseif not is_pending(reason) then
      tcp:close()
      return nil, reason
    end
    pause()
    local _, writable = socket.select(nil, { tcp }, 0)
    if writable[tcp] then
      connected, reason = tcp:connect(address.host, address.port)
    end
  end
  return tcp
end

local function matches_host(name, host)
  name, host = name:lower(), host:lower()
  if name == host then
    return true
  end
  local suffix = name:match("^%*(%..+%..+)$")
  return suffix ~= nil and host:match("^[^.]+(%..+)$") == suffix
end

--- Whether a certificate names the host. LuaSec checks only who has signed it.
local function names_host(certificate, host)
  local extensions = certificate:extensions() or {}
  local names = extensions["2.5.29.17"] or {}
  for _, kind in ipairs({ "dNSName", "iPAddress" }) do
    for _, name in ipairs(names[kind] or {}) do
      if matches_host(name, host) then
        return true
      end
    end
  end
  return false
end

local function secure(tcp, address, options, pause)
  local loaded, ssl = pcall(require, "ssl")
  if not loaded then
    return nil, "https needs LuaSec"
  end
  local connection, problem = ssl.wrap(tcp, {
    mode = "client",
    protocol = "any",
    options = { "all", "no_sslv2", "no_sslv3", "no_tlsv1", "no_tlsv1_1" },
    verify = { "peer" },
    cafile = options.ca_file or CA_FILE,
  })
  if not connection then
    return nil, problem
  end
  connection:settimeout(0)
  connection:sni(address.host)
  local done, reason = connection:dohandshake()
  while not done do
    if not is_pending(reason) then
      return nil, reason
    end
    pause()
    done, reason = connection:dohandshake()
  end
  if not names_host(connection:getpeercertificate(), address.host) then
    return nil, "the certificate is for another host"
  end
  return connection
end

local function send_all(connection, text, pause)
  local sent = 0
  while sent < #text do
    local stop = math.min(sent + PIECE_BYTES, #text)
    local last, problem, partial = connection:send(text, sent + 1, stop)
    sent = last or partial or sent
    if not last and not is_pending(problem) then
      return nil, problem
    elseif sent < #text then
      pause()
    end
  end
  return true
end

local function receive_response(connection, pause)
  local bytes = ""
  while true do
    local piece, problem, partial = connection:receive(PIECE_BYTES)
    local received = piece or partial or ""
    bytes = bytes .. received
    if received ~= "" or problem == "closed" then
      local response, reason = http.parse_response(bytes, problem == "closed")
      if response ~= nil then
        return response or nil, reason
      end
    end
    if not piece and not is_pending(problem) then
      return nil, problem
    end
    pause()
  end
end

--- Create the transport. `options.ca_file` is the file of trusted certificates for `https`.
function M.new(options)
  local socket = require("socket")
  options = options or {}
  local open -- the connection of the request that runs

  local function exchange(request, pause)
    local address = http.parse_url(request.url)
    if not address then
      return nil, "the address is not http or https"
    end
    local problem
    open, problem = connect(socket, address, pause)
    if open and address.scheme == "https" then
      local connection
      connection, problem = secure(open, address, options, pause)
      if not connection then
        open:close()
      end
      open = connection
    end
    if not open then
      return nil, problem
    end
    local response
    response, problem = send_all(open, http.build_request(request, address), pause)
    if response then
      response, problem = receive_response(open, pause)
    end
    open:close()
    open = nil
    return response, problem
  end

  local transport = transports.coroutine(exchange)
  local abandon = transport.cancel

  function transport.cancel()
    abandon()
    if open then
      open:close()
      open = nil
    end
  end

  --- Wait a little: for `shutdown` with a timeout.
  transport.sleep = socket.sleep

  return transport
end

-- Fails here, not at the first request, where LuaSocket is missing.
require("socket")

return M
