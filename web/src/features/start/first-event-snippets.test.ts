import { expect, it } from 'vitest'
import { KEY_PLACEHOLDER, SNIPPETS } from '@/features/start/first-event-snippets'

const params = { origin: 'http://127.0.0.1:8000', appId: 'com.example.app', ingestKey: 'tgi_x' }

it.each(SNIPPETS)('$name sends to this server with the given key', ({ write }) => {
  const text = write(params)
  expect(text).toContain('Bearer tgi_x')
  expect(text).toContain('http://127.0.0.1:8000/v1/telemetry/events')
  expect(text).toContain('"com.example.app"')
  expect(text).not.toContain(KEY_PLACEHOLDER)
})

it.each(SNIPPETS)('$name computes the timestamp when it runs', ({ write }) => {
  expect(write(params)).not.toMatch(/20\d\d-\d\d/)
})
