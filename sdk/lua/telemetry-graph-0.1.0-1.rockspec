rockspec_format = "3.0"
package = "telemetry-graph"
version = "0.1.0-1"

source = {
  url = ".", -- install it from a checkout, with `luarocks make`
}

description = {
  summary = "Events, crash reports and performance of an app, for a telemetry-graph server",
  license = "Apache-2.0",
}

dependencies = {
  "lua >= 5.1, < 5.5",
}

build = {
  type = "builtin",
  modules = {
    ["telemetry.batch"] = "telemetry/batch.lua",
    ["telemetry.bits"] = "telemetry/bits.lua",
    ["telemetry.checksum"] = "telemetry/checksum.lua",
    ["telemetry.client"] = "telemetry/client.lua",
    ["telemetry.clock"] = "telemetry/clock.lua",
    ["telemetry.drops"] = "telemetry/drops.lua",
    ["telemetry.errors"] = "telemetry/errors.lua",
    ["telemetry.http"] = "telemetry/http.lua",
    ["telemetry"] = "telemetry/init.lua",
    ["telemetry.instants"] = "telemetry/instants.lua",
    ["telemetry.journal"] = "telemetry/journal.lua",
    ["telemetry.json"] = "telemetry/json.lua",
    ["telemetry.luasocket"] = "telemetry/luasocket.lua",
    ["telemetry.performance"] = "telemetry/performance.lua",
    ["telemetry.permissions"] = "telemetry/permissions.lua",
    ["telemetry.queue"] = "telemetry/queue.lua",
    ["telemetry.random"] = "telemetry/random.lua",
    ["telemetry.recovery"] = "telemetry/recovery.lua",
    ["telemetry.replay"] = "telemetry/replay.lua",
    ["telemetry.reports"] = "telemetry/reports.lua",
    ["telemetry.responses"] = "telemetry/responses.lua",
    ["telemetry.sampling"] = "telemetry/sampling.lua",
    ["telemetry.sender"] = "telemetry/sender.lua",
    ["telemetry.settings"] = "telemetry/settings.lua",
    ["telemetry.sha256"] = "telemetry/sha256.lua",
    ["telemetry.stores"] = "telemetry/stores.lua",
    ["telemetry.text"] = "telemetry/text.lua",
    ["telemetry.transports"] = "telemetry/transports.lua",
    ["telemetry.uuid"] = "telemetry/uuid.lua",
    ["telemetry.wire"] = "telemetry/wire.lua",
  },
}
