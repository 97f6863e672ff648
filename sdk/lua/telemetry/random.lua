--- Random numbers that do not touch the app's `math.random`, and differ between devices.
--
-- `math.random` returns the same numbers on every device until the app seeds it. The generator is
-- MRG32k3a of L'Ecuyer (1999), which needs only double arithmetic.

local sha256 = require("telemetry.sha256")

local M1, M2 = 4294967087, 4294944443

local M = {}

--- Create a function that returns numbers from 0 up to, not including, 1.
function M.generator(seed)
  local words = sha256.words(seed)
  local x1, x2, x3 = words[1] % M1, words[2] % M1, words[3] % (M1 - 1) + 1
  local y1, y2, y3 = words[4] % M2, words[5] % M2, words[6] % (M2 - 1) + 1
  return function()
    local x = (1403580 * x2 - 810728 * x1) % M1
    x1, x2, x3 = x2, x3, x
    local y = (527612 * y3 - 1370589 * y1) % M2
    y1, y2, y3 = y2, y3, y
    return ((x - y) % M1) / M1
  end
end

local function system_bytes()
  if not (io and io.open) then
    return ""
  end
  local opened, file = pcall(io.open, "/dev/urandom", "rb")
  if not opened or not file then
    return ""
  end
  local _, bytes = pcall(function()
    if file.setvbuf then
      file:setvbuf("no")
    end
    return file:read(32)
  end)
  pcall(file.close, file)
  return type(bytes) == "string" and bytes or ""
end

--- Collect what differs between devices and between runs.
function M.seed(...)
  local parts = { system_bytes(), tostring({}), tostring(function() end) }
  if os then
    parts[#parts + 1] = os.time and tostring(os.time()) or ""
    parts[#parts + 1] = os.clock and tostring(os.clock()) or ""
  end
  for i = 1, select("#", ...) do
    parts[#parts + 1] = tostring((select(i, ...)))
  end
  return table.concat(parts, "|")
end

return M
