--- How requests are sent. A transport is a table with
--
-- * `send(request, done)`: start a request and return at once. `request` has `url`, `method`,
--   `headers`, `body` and `timeout_seconds`. Later call `done(response)` once, with `status`,
--   `headers` and `body`, or `done(nil, message)` when there is no response;
-- * `step()`, optional: do a part of the work; called once for each `telemetry.update`;
-- * `cancel()`, optional: abandon the request.

local M = {}

--- Create a transport from a function `post(url, body, headers, callback)`, as hosts offer it.
-- `callback(status, body, headers)` gets nil instead of a status when there is no response.
function M.callback(post)
  local transport = {}

  function transport.send(request, done)
    post(request.url, request.body, request.headers, function(status, body, headers)
      if status then
        done({ status = status, body = body, headers = headers })
      else
        done(nil, body or "no response")
      end
    end)
  end

  return transport
end

--- Create a transport from a function `exchange(request, pause)` that calls `pause()` while it has
-- to wait, and returns the response, or nil and a message. It runs as a coroutine.
function M.coroutine(exchange)
  local transport = {}
  local thread, finished

  function transport.step()
    if not thread then
      return
    end
    local running, resumed, response, problem = thread, coroutine.resume(thread)
    if coroutine.status(running) == "dead" and thread == running then
      local done = finished
      thread, finished = nil, nil
      if resumed and response then
        done(response)
      else
        done(nil, tostring(resumed and problem or response))
      end
    end
  end

  function transport.send(request, done)
    finished = done
    thread = coroutine.create(function()
      return exchange(request, coroutine.yield)
    end)
  end

  function transport.cancel()
    thread, finished = nil, nil
  end

  return transport
end

--- Make a transport of what an app passes: a transport, or a function `send(request, done)`.
function M.of(given)
  if type(given) == "function" then
    return { send = given }
  elseif type(given) == "table" and type(given.send) == "function" then
    return given
  elseif given == nil then
    local loaded, luasocket = pcall(require, "telemetry.luasocket")
    if loaded then
      return luasocket.new()
    end
    return nil, "`transport` is missing, and LuaSocket is not installed"
  end
  return nil, "`transport` must be a function or a table with `send`"
end

return M
