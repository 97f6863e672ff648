import { expect, it } from 'vitest'
import { frames, sections } from '@/lib/stack'

it('tells the app from the runtime around it', () => {
  const found = frames(
    "stack traceback:\n\tmain.lua:4: in function 'f'\n\t[C]: in function 'pcall'\n\t[C]: in ?\n\tmain.lua:1: in main chunk\n",
  )
  expect(found.map(({ isApp }) => isApp)).toEqual([true, false, false, true])
  expect(sections(found).map(({ kind, frames: each }) => [kind, each.length])).toEqual([
    ['app', 1],
    ['runtime', 2],
    ['app', 1],
  ])
})

it('has no frames for an empty trace', () => {
  expect(frames(' \n')).toEqual([])
})
