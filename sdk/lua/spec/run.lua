--- Runs specs: `lua spec/run.lua spec/*_spec.lua`, from the folder sdk/lua.
--
-- A spec is a file that calls `test(name, function)`. A test that prints, or that leaves a global
-- variable behind, fails.

if jit then jit.off(true, true) end -- see "LuaJIT" in README.md

package.path = "./?.lua;./?/init.lua;./spec/?.lua;" .. package.path

local write, original_print = io.write, print
local passed, failures = 0, {}

local function shown(value)
  return type(value) == "string" and string.format("%q", value) or tostring(value)
end

local check = {}

function check.equal(actual, expected, what)
  if actual ~= expected then
    error((what and what .. ": " or "") .. "expected " .. shown(expected) .. ", got " .. shown(actual), 2)
  end
end

function check.truthy(value, what)
  if not value then
    error((what or "the value") .. " is " .. shown(value), 2)
  end
end

function check.near(actual, expected, tolerance, what)
  if math.abs(actual - expected) > tolerance then
    error((what and what .. ": " or "") .. "expected about " .. expected .. ", got " .. actual, 2)
  end
end

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b
  end
  for key, value in pairs(a) do
    if not same(value, b[key]) then
      return false
    end
  end
  for key in pairs(b) do
    if a[key] == nil then
      return false
    end
  end
  return true
end

local function describe(value)
  if type(value) ~= "table" then
    return shown(value)
  end
  local parts = {}
  for key, member in pairs(value) do
    parts[#parts + 1] = tostring(key) .. "=" .. describe(member)
  end
  table.sort(parts)
  return "{" .. table.concat(parts, ", ") .. "}"
end

function check.same(actual, expected, what)
  if not same(actual, expected) then
    error((what and what .. ": " or "") .. "expected " .. describe(expected) .. ", got "
      .. describe(actual), 2)
  end
end

local function globals()
  local names = {}
  for name in pairs(_G) do
    names[name] = true
  end
  return names
end

local function refuse()
  error("the test printed", 2)
end

local file

local function test(name, run)
  local before = globals()
  print, io.write = refuse, refuse -- luacheck: ignore
  local succeeded, problem = xpcall(run, debug.traceback)
  print, io.write = original_print, write -- luacheck: ignore
  for global in pairs(_G) do
    if not before[global] then
      succeeded, problem = false, "it left the global variable " .. tostring(global)
      _G[global] = nil
    end
  end
  if succeeded then
    passed = passed + 1
  else
    failures[#failures + 1] = file .. ": " .. name .. "\n" .. tostring(problem)
  end
end

package.loaded.check = check
package.loaded.test = test

for _, path in ipairs(arg) do
  file = path
  local chunk, problem = loadfile(path)
  if not chunk then
    failures[#failures + 1] = tostring(problem)
  else
    if jit then
      jit.off(chunk, true)
    end
    local loaded, reason = xpcall(chunk, debug.traceback)
    if not loaded then
      failures[#failures + 1] = path .. "\n" .. tostring(reason)
    end
  end
end

for _, failure in ipairs(failures) do
  write(failure, "\n\n")
end
write(string.format("%d passed, %d failed\n", passed, #failures))
os.exit(#failures == 0 and 0 or 1)
