import { expect, it } from 'vitest'
import { firstEventCommand, keyCommand } from '@/features/overview/first-event'

it('sends one app start of now', () => {
  const command = firstEventCommand('http://localhost:8000', 'com.example.app', new Date(0))
  expect(command).toContain('http://localhost:8000/graphql')
  const body = /-d '(.*)'$/.exec(command)?.[1] ?? ''
  expect(JSON.parse(body)).toMatchObject({
    variables: {
      batch: {
        appId: 'com.example.app',
        events: [{ type: 'app_start', timestamp: '1970-01-01T00:00:00.000Z' }],
      },
    },
  })
})

it('is safe to paste whatever the app is called', () => {
  expect(keyCommand("x'; rm -rf ~")).toBe(`telemetry-graph key create 'x'\\''; rm -rf ~'`)
})
