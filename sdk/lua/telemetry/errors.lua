--- Turns Lua errors into crash reports, and runs functions so that their errors are reported.

local unpack = table.unpack or unpack -- luacheck: ignore

local M = {}

--- Return the message of an error value, which can be anything, also one that raises.
function M.message(value)
  if type(value) == "string" then
    return value
  end
  if type(value) == "table" then
    local message = rawget(value, "message")
    if type(message) == "string" then
      return message
    end
  end
  local converted, message = pcall(tostring, value)
  if converted and type(message) == "string" then
    return message
  end
  return "an error of type " .. type(value)
end

--- Return the stack from a level of the caller; an empty text where the host removed `debug`.
function M.stack(level, thread)
  if not (debug and debug.traceback) then
    return ""
  end
  local traced, stack
  if thread then
    traced, stack = pcall(debug.traceback, thread)
  else
    traced, stack = pcall(debug.traceback, "", level + 2) -- `pcall` is a level too
  end
  if not traced or type(stack) ~= "string" then
    return ""
  end
  return (stack:gsub("^%s+", ""))
end

local function pack(...)
  return { count = select("#", ...), ... }
end

--- Create a message handler for `xpcall`, which calls `report(value, stack)` and returns the value.
function M.handler(report)
  return function(value)
    pcall(report, value, M.stack(2))
    return value
  end
end

--- Call a function like `pcall`, and report its error.
--
-- The handler only keeps the stack: after a stack overflow there is little room in it. Lua calls no
-- handler when memory runs out; then the error is reported without a stack.
function M.call(report, call, ...)
  local arguments, stack = pack(...), ""
  local function handle(value)
    stack = M.stack(2)
    return value
  end
  local results = pack(xpcall(function()
    return call(unpack(arguments, 1, arguments.count))
  end, handle))
  if not results[1] then
    pcall(report, results[2], stack)
  end
  return unpack(results, 1, results.count)
end

--- Resume a coroutine like `coroutine.resume`, and report its error with its own stack.
function M.resume(report, thread, ...)
  local results = pack(coroutine.resume(thread, ...))
  if not results[1] and type(thread) == "thread" then
    pcall(report, results[2], M.stack(1, thread))
  end
  return unpack(results, 1, results.count)
end

return M
