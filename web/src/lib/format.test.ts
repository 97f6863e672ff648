import { describe, expect, it } from 'vitest'
import {
  formatDayRange,
  formatTimeAgo,
  formatTimeAgoInSeconds,
  formatAverage,
  formatChange,
  truncate,
  formatCount,
  formatDuration,
  pluralize,
  formatSeconds,
  formatShare,
  formatBytes,
  formatMilliseconds,
  toPlainName,
} from '@/lib/format'

describe('formatShare', () => {
  it.each([
    [1, '100%'],
    [0, '0%'],
    [0.981, '98.1%'],
    [0.02, '2.0%'],
    [0.99999, '99.99%'],
    [0.9997, '99.97%'],
    [0.0002, '0.02%'],
    [0.00001, '<0.01%'],
  ])('formats %d as %s: 0%% and 100%% only when exact', (ratio, text) => {
    expect(formatShare(ratio)).toBe(text)
  })
})

describe('formatChange', () => {
  it.each([
    [12.4, '12%'],
    [-7.86, '7.9%'],
    [1, '1.0%'],
    [0.01, '<0.1%'],
    [54_000, '>999%'],
  ])('formats %d without its sign as %s', (percent, text) => {
    expect(formatChange(percent)).toBe(text)
  })
})

it('separates thousands', () => {
  expect(formatCount(1234)).toBe('1,234')
})

it.each([
  [0, '0'],
  [0.03, '<0.1'],
  [0.4, '0.4'],
  [136.4, '136'],
])('does not round an average of %d to zero: %s', (value, text) => {
  expect(formatAverage(value)).toBe(text)
})

it('forms plurals', () => {
  expect(pluralize(1, 'crash', 'crashes')).toBe('1 crash')
  expect(pluralize(2, 'crash', 'crashes')).toBe('2 crashes')
})

it.each([
  [16, '16 ms'],
  [1400, '1.4 s'],
])('formats %d ms as %s', (milliseconds, text) => {
  expect(formatDuration(milliseconds)).toBe(text)
})

it.each([
  [213, '3 min 33 s'],
  [7260, '2 h 1 min'],
  [200_000, '2 d 7 h'],
])('formats %d seconds as %s', (value, text) => {
  expect(formatSeconds(value)).toBe(text)
})

describe('formatTimeAgo', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')

  it.each([
    ['2026-11-23T11:59:57Z', 'just now'],
    ['2026-11-23T12:00:05Z', 'just now'],
    ['2026-11-23T11:57:00Z', '3 min. ago'],
    ['2026-11-22T11:00:00Z', '1 day ago'],
    ['2026-01-10T12:00:00Z', 'Jan 10'],
    ['2025-01-10T12:00:00Z', 'Jan 10, 2025'],
  ])('formats %s as %s', (time, text) => {
    expect(formatTimeAgo(time, now)).toBe(text)
  })
})

it('shortens long text without splitting a character', () => {
  expect(truncate('short', 10)).toBe('short')
  expect(truncate('ab💥cd', 3)).toBe('ab…')
})

it('formats bytes in a suitable unit', () => {
  expect([0, 999, 1500, 12_345_678].map(formatBytes)).toEqual(['0 B', '999 B', '1.5 kB', '12 MB'])
})

it('keeps tenths of short durations', () => {
  expect([16.66, 250.4].map(formatMilliseconds)).toEqual(['16.7 ms', '250 ms'])
})

it.each([
  ['My Calculator', 'My Calculator'],
  ['left \u202Eright\u2069 x', 'left right x'],
  ['خطأ', 'خطأ'],
  ['w'.repeat(100), `${'w'.repeat(60)}…`],
])('shortens the name %s and removes direction marks', (text, name) => {
  expect(toPlainName(text)).toBe(name)
})

it.each([
  [-3, '0 sec. ago'],
  [4.9, '4 sec. ago'],
  [59, '59 sec. ago'],
  [61, '1 min. ago'],
])('formats %d elapsed seconds as %s', (elapsed, text) => {
  const now = Date.parse('2026-11-23T10:00:00Z')
  expect(formatTimeAgoInSeconds(new Date(now - elapsed * 1000).toISOString(), now)).toBe(text)
})

it('includes the year unless both days are in this year', () => {
  const now = Date.parse('2026-11-23T12:00:00Z')
  expect(formatDayRange('2026-11-01', '2026-11-05', now)).not.toContain('2026')
  expect(formatDayRange('2025-01-01', '2025-01-05', now)).toContain('2025')
  expect(formatDayRange('2025-12-30', '2026-01-02', now)).toMatch(/2025.*2026/)
})
