import { expect, it } from 'vitest'
import { KEY_PLACEHOLDER, SNIPPETS } from '@/features/start/first-event-snippets'

const sending = { origin: 'http://127.0.0.1:8000', appId: 'com.example.app', ingestKey: 'tgi_x' }

it.each(SNIPPETS)('$name sends with the real key to this server', ({ write }) => {
  const text = write(sending)
  expect(text).toContain('Bearer tgi_x')
  expect(text).toContain('http://127.0.0.1:8000/v1/telemetry/events')
  expect(text).toContain('"com.example.app"')
  expect(text).not.toContain(KEY_PLACEHOLDER)
})

it.each(SNIPPETS)('$name takes the time when it runs, not when it was shown', ({ write }) => {
  expect(write(sending)).not.toMatch(/20\d\d-\d\d/)
})
