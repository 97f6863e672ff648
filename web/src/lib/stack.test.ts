import { expect, it } from 'vitest'
import { groupIntoSections, parseStackLines } from '@/lib/stack'

const TRACE = `stack traceback:
  json.lua:31: in function 'encode'
  [C]: in function 'pcall'
  profile.lua:42: in function 'loadUser'

  main.lua:15: in main chunk`

const runs = (stack: string, known?: Parameters<typeof parseStackLines>[1]) =>
  groupIntoSections(parseStackLines(stack, known)).map(({ isApp, lines }) => [isApp, lines.length])

it('guesses whose a line is', () => {
  expect(runs(TRACE)).toEqual([
    [true, 1],
    [false, 1],
    [true, 2],
  ])
})

it('goes by what the server says of a frame', () => {
  const known = [
    { function: 'encode', file: 'json.lua', origin: 'LIBRARY' },
    { function: 'loadUser', file: 'profile.lua', origin: 'APP' },
  ] as const
  expect(runs(TRACE, known)).toEqual([
    [false, 2],
    [true, 2],
  ])
})

it('finds nothing in an empty trace', () => {
  expect(runs(' \n')).toEqual([])
})
