--- Instants in milliseconds since 1970, as RFC 3339 and from HTTP's `Date`.
--
-- Computed here because sandboxes may lack `os.date`, and because it differs between systems.

local floor, format = math.floor, string.format
local LATEST = 253402300799000 -- the last second of the year 9999

local MONTHS = {
  jan = 1, feb = 2, mar = 3, apr = 4, may = 5, jun = 6,
  jul = 7, aug = 8, sep = 9, oct = 10, nov = 11, dec = 12,
}

local M = {}

--- Return year, month and day of a day since 1970-01-01 (Howard Hinnant's `civil_from_days`).
local function to_date(days)
  local shifted = days + 719468
  local era = floor(shifted / 146097)
  local day_of_era = shifted - era * 146097
  local year_of_era = floor((day_of_era - floor(day_of_era / 1460) + floor(day_of_era / 36524)
    - floor(day_of_era / 146096)) / 365)
  local day_of_year = day_of_era
    - (365 * year_of_era + floor(year_of_era / 4) - floor(year_of_era / 100))
  local shifted_month = floor((5 * day_of_year + 2) / 153)
  local day = day_of_year - floor((153 * shifted_month + 2) / 5) + 1
  local month = shifted_month < 10 and shifted_month + 3 or shifted_month - 9
  return year_of_era + era * 400 + (month <= 2 and 1 or 0), month, day
end

local function to_days(year, month, day)
  local shifted = month <= 2 and year - 1 or year
  local era = floor(shifted / 400)
  local year_of_era = shifted - era * 400
  local day_of_year = floor((153 * (month > 2 and month - 3 or month + 9) + 2) / 5) + day - 1
  return era * 146097 + year_of_era * 365 + floor(year_of_era / 4) - floor(year_of_era / 100)
    + day_of_year - 719468
end

local last_second, last_text

--- Format an instant as RFC 3339 in UTC, with milliseconds where it has some.
function M.format(milliseconds)
  local bounded = floor(milliseconds)
  if bounded < 0 then
    bounded = 0
  elseif bounded > LATEST then
    bounded = LATEST
  end
  local second = floor(bounded / 1000)
  if second ~= last_second then
    local days = floor(second / 86400)
    local rest = second - days * 86400
    local year, month, day = to_date(days)
    last_second = second
    last_text = format("%04d-%02d-%02dT%02d:%02d:%02d", year, month, day,
      floor(rest / 3600), floor(rest / 60) % 60, rest % 60)
  end
  local fraction = bounded - second * 1000
  return fraction == 0 and last_text .. "Z" or format("%s.%03dZ", last_text, fraction)
end

--- Parse `Sun, 06 Nov 1994 08:49:37 GMT` to milliseconds; nil for anything else.
function M.parse_http_date(text)
  local day, name, year, hour, minute, second =
    text:match("^%a+, (%d%d) (%a%a%a) (%d%d%d%d) (%d%d):(%d%d):(%d%d) GMT$")
  local month = name and MONTHS[name:lower()]
  if not month then
    return nil
  end
  local days = to_days(tonumber(year), month, tonumber(day))
  return ((days * 24 + tonumber(hour)) * 60 + tonumber(minute)) * 60000 + tonumber(second) * 1000
end

return M
