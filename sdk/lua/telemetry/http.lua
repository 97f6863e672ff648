--- Requests and responses of HTTP/1.1 as text, for transports over sockets.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

local MAX_HEAD_BYTES = 65536
local MAX_BODY_BYTES = 262144

local M = {}

--- Divide an address; nil for what is not an HTTP address.
function M.parse_url(url)
  local scheme, authority, path = url:match("^(https?)://([^/?#]+)(.*)$")
  if not scheme then
    return nil
  end
  local host, port = authority:match("^(%[[%x:.]+%]):?(%d*)$")
  if not host then
    host, port = authority:match("^([^:@]+):?(%d*)$")
  end
  if not host then
    return nil
  end
  return {
    scheme = scheme,
    host = host:gsub("[%[%]]", ""),
    authority = authority,
    port = tonumber(port) or (scheme == "https" and 443 or 80),
    path = path:sub(1, 1) == "/" and path or "/" .. path,
  }
end

--- Build the text of a request.
function M.build_request(request, address)
  local lines = {
    request.method .. " " .. address.path .. " HTTP/1.1",
    "Host: " .. address.authority,
  }
  for name, value in pairs(request.headers) do
    lines[#lines + 1] = name .. ": " .. tostring(value):gsub("[\r\n]", " ")
  end
  lines[#lines + 1] = "Connection: close"
  return table.concat(lines, "\r\n") .. "\r\n\r\n" .. request.body
end

local function parse_head(head)
  local status = head:match("^HTTP/1%.[01] (%d%d%d)")
  if not status then
    return nil
  end
  local headers = {}
  for name, value in head:gmatch("\n([^:\r\n]+):[ \t]*([^\r\n]*)") do
    headers[name:lower()] = value
  end
  return tonumber(status), headers
end

--- Join the chunks of a body; nil while it is incomplete, false when it is malformed.
local function join_chunks(body)
  local parts, at = {}, 1
  while true do
    local line_end = body:find("\r\n", at, true)
    if not line_end then
      return nil
    end
    local size = tonumber(body:sub(at, line_end - 1):match("^%x+") or "", 16)
    if not size or size > MAX_BODY_BYTES then
      return false
    elseif size == 0 then
      return table.concat(parts)
    end
    local start = line_end + 2
    if #body < start + size + 1 then
      return nil
    end
    parts[#parts + 1] = body:sub(start, start + size - 1)
    at = start + size + 2
  end
end

--- Return the response in the bytes received so far: a table when it is complete, nil while it is
-- not, false and a message when it never will be.
function M.parse_response(bytes, is_closed)
  local head_end, body_start = bytes:find("\r\n\r\n", 1, true)
  if not head_end then
    if is_closed or #bytes > MAX_HEAD_BYTES then
      return false, "the response has no head"
    end
    return nil
  end
  local status, headers = parse_head(bytes:sub(1, head_end + 1))
  if not status then
    return false, "the response is not HTTP"
  elseif status < 200 then
    return M.parse_response(bytes:sub(body_start + 1), is_closed)
  elseif #bytes > MAX_HEAD_BYTES + MAX_BODY_BYTES then
    return false, "the response is too large"
  end
  local body, length = bytes:sub(body_start + 1), tonumber(headers["content-length"])
  if (headers["transfer-encoding"] or ""):lower() == "chunked" then
    body = join_chunks(body)
  elseif length then
    body = #body >= length and body:sub(1, length) or nil
  elseif not is_closed then
    body = nil
  end
  if body then
    return { status = status, headers = headers, body = body }
  elseif body == false or is_closed then
    return false, "the response was cut off"
  end
  return nil
end

return M
