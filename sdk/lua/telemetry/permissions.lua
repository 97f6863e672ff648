--- What the user agrees to: the part of an instance that applies it.

local ALL_TIERS = { u = true, p = true, a = true, c = true }

local Client = {}

local function boolean_or(given, name, default)
  local value = rawget(given, name)
  if type(value) == "boolean" then
    return value
  end
  return default
end

--- Decide on consent: what the app says, else what it said in an earlier run, else the default.
function Client:read_consent(given)
  given = type(given) == "table" and given or {}
  local saved = self.saved
  return {
    crash_reports = boolean_or(given, "crash_reports", boolean_or(saved, "crash_reports", true)),
    usage_analytics = boolean_or(given, "usage_analytics",
      boolean_or(saved, "usage_analytics", false)),
  }
end

--- Drop what the user does not agree to, and remove it from the store at once.
function Client:purge_what_is_not_allowed()
  local queue, consent = self.queue, self.device.consent
  local in_flight = self.sender.request and self.sender.request.item
  local before = queue.count
  if self.is_opted_out then
    queue:purge(ALL_TIERS, "opted_out", in_flight)
  else
    queue:purge({ u = not consent.usage_analytics, c = not consent.crash_reports },
      "consent_withdrawn", in_flight)
  end
  if queue.count ~= before then
    self.journal:write_snapshot(queue, self.settings, false)
  end
end

function Client:set_consent(consent)
  if type(consent) ~= "table" then
    return nil, "consent is a table with `crash_reports` and `usage_analytics`"
  end
  local current = self.device.consent
  current.crash_reports = boolean_or(consent, "crash_reports", current.crash_reports)
  current.usage_analytics = boolean_or(consent, "usage_analytics", current.usage_analytics)
  self:change_permission()
  return true
end

function Client:set_opted_out(is_opted_out)
  self.is_opted_out = is_opted_out
  self:change_permission()
  return true
end

--- Apply a change of what the user agrees to, at once.
function Client:change_permission()
  self.clock:update()
  self:save()
  self:recover(math.huge)
  self:purge_what_is_not_allowed()
  self:write()
end

return Client
