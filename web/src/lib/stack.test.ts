import { expect, it } from 'vitest'
import { groupIntoSections, parseStackLines } from '@/lib/stack'

const TRACE = `stack traceback:
  json.lua:31: in function 'encode'
  [C]: in function 'pcall'
  profile.lua:42: in function 'loadUser'

  main.lua:15: in main chunk`

const toRuns = (stack: string, frames?: Parameters<typeof parseStackLines>[1]) =>
  groupIntoSections(parseStackLines(stack, frames)).map(({ isApp, lines }) => [isApp, lines.length])

it('guesses the origin of a line', () => {
  expect(toRuns(TRACE)).toEqual([
    [true, 1],
    [false, 1],
    [true, 2],
  ])
})

it('uses the origin that the server reports', () => {
  const frames = [
    { function: 'encode', file: 'json.lua', origin: 'LIBRARY' },
    { function: 'loadUser', file: 'profile.lua', origin: 'APP' },
  ] as const
  expect(toRuns(TRACE, frames)).toEqual([
    [false, 2],
    [true, 2],
  ])
})

it('returns no sections for an empty trace', () => {
  expect(toRuns(' \n')).toEqual([])
})
