--- The last things that happened before a crash: a ring of bounded size.

local text = require("telemetry.text")

local MAX_CHARACTERS = 100

local Breadcrumbs = {}
Breadcrumbs.__index = Breadcrumbs

local M = {}

function M.new(size)
  return setmetatable({ size = size, ring = {}, times = {}, count = 0 }, Breadcrumbs)
end

--- Add a line. `now` is in milliseconds that never go back.
function Breadcrumbs:add(now, line)
  if self.size < 1 then
    return
  end
  self.count = self.count + 1
  local at = (self.count - 1) % self.size + 1
  self.ring[at], self.times[at] = line, now
end

function Breadcrumbs:clear()
  self.ring, self.times, self.count = {}, {}, 0
end

--- Return the lines with their age in seconds, oldest first; an empty text without any.
function Breadcrumbs:format(now)
  local lines = {}
  for number = math.max(1, self.count - self.size + 1), self.count do
    local at = (number - 1) % self.size + 1
    local line = text.clean(self.ring[at], MAX_CHARACTERS):gsub("%c", " ")
    lines[#lines + 1] = string.format("  %.1f s before: %s", (now - self.times[at]) / 1000, line)
  end
  return table.concat(lines, "\n")
end

return M
