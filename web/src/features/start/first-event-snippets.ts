/** Snippets that send one `app_start` event, with curl, Lua and Python. */

export interface SnippetParams {
  origin: string
  appId: string
  ingestKey: string
}

export const KEY_PLACEHOLDER = 'YOUR_INGEST_KEY'

/** Any 64 hex digits work for a first try; an SDK sends the hash of the device's id. */
const SAMPLE_DEVICE = '0123456789abcdef'.repeat(4)
const PATH = '/v1/telemetry/events'

/** `requires`: libraries that are not part of the language. */
export const SNIPPETS = [
  { name: 'curl', requires: null, write: writeCurlCommand },
  {
    name: 'Lua',
    requires: 'LuaSocket, and LuaSec for https addresses',
    write: writeLuaProgram,
  },
  { name: 'Python', requires: null, write: writePythonProgram },
] as const

/** The timestamp is computed when the command runs, so that an open page does not make it stale. */
export function writeCurlCommand({ origin, appId, ingestKey }: SnippetParams): string {
  return [
    `curl -sS ${origin}${PATH} \\`,
    `  -H 'Authorization: Bearer ${ingestKey}' \\`,
    `  -H 'Content-Type: application/json' -d @- <<JSON`,
    `{"app_id": ${JSON.stringify(appId)}, "app_version": "1.0.0",`,
    ` "device_id": "${SAMPLE_DEVICE}",`,
    ` "events": [{"type": "app_start", "timestamp": "$(date -u +%Y-%m-%dT%H:%M:%SZ)"}]}`,
    'JSON',
  ].join('\n')
}

function writeLuaProgram({ origin, appId, ingestKey }: SnippetParams): string {
  const library = origin.startsWith('https:') ? 'ssl.https' : 'socket.http'
  return [
    `local http = require("${library}")`,
    `local ltn12 = require("ltn12")`,
    '',
    'local body = string.format([[',
    `{"app_id": ${JSON.stringify(appId)}, "app_version": "1.0.0",`,
    ` "device_id": "${SAMPLE_DEVICE}",`,
    ` "events": [{"type": "app_start", "timestamp": "%s"}]}`,
    ']], os.date("!%Y-%m-%dT%H:%M:%SZ"))',
    '',
    'local response = {}',
    'local _, status = http.request({',
    `  url = "${origin}${PATH}",`,
    '  method = "POST",',
    '  headers = {',
    `    ["Authorization"] = "Bearer ${ingestKey}",`,
    '    ["Content-Type"] = "application/json",',
    '    ["Content-Length"] = #body,',
    '  },',
    '  source = ltn12.source.string(body),',
    '  sink = ltn12.sink.table(response),',
    '})',
    'print(status, table.concat(response))',
  ].join('\n')
}

function writePythonProgram({ origin, appId, ingestKey }: SnippetParams): string {
  return [
    'import json',
    'from datetime import datetime, timezone',
    'from urllib.request import Request, urlopen',
    '',
    'batch = {',
    `    "app_id": ${JSON.stringify(appId)},`,
    '    "app_version": "1.0.0",',
    `    "device_id": "${SAMPLE_DEVICE}",`,
    '    "events": [{"type": "app_start", "timestamp": datetime.now(timezone.utc).isoformat()}],',
    '}',
    'headers = {',
    `    "Authorization": "Bearer ${ingestKey}",`,
    '    "Content-Type": "application/json",',
    '}',
    `request = Request("${origin}${PATH}", json.dumps(batch).encode(), headers)`,
    'print(urlopen(request).read().decode())',
  ].join('\n')
}
