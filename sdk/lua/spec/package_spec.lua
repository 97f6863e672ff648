local check, test = require("check"), require("test")

test("the rockspec lists every module", function()
  local rockspec = {}
  local path = "telemetry-graph-0.1.0-1.rockspec"
  if setfenv then -- luacheck: ignore
    local chunk = assert(loadfile(path))
    setfenv(chunk, rockspec) -- luacheck: ignore
    chunk()
  else
    assert(loadfile(path, "t", rockspec))()
  end
  local listed = {}
  for name, file in pairs(rockspec.build.modules) do
    check.truthy(package.loaded[name] or pcall(require, name), name)
    listed[file] = true
  end
  local files = io.popen("ls telemetry/*.lua")
  for file in files:lines() do
    check.truthy(listed[file], file)
    listed[file] = nil
  end
  files:close()
  check.equal(next(listed), nil)
  check.equal(rockspec.version, require("telemetry").VERSION .. "-1")
end)
