import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { MetricTile, type MetricTileFragment } from '@/features/overview/MetricTile'
import { makeFragmentData } from '@/gql'
import type { MetricTile_MetricFragment } from '@/gql/graphql'
import { count, share } from '@/lib/format'
import { renderInApp } from '@/testing/render'

const plain: MetricTile_MetricFragment = {
  value: 23,
  previous: 42,
  deltaPercent: -45.2,
  numerator: 23,
  denominator: 1,
  lowSample: false,
}

function tile(metric: Partial<MetricTile_MetricFragment>, goodWhen: 'up' | 'down', rate = false) {
  renderInApp(
    <MetricTile
      label="Figure"
      metric={makeFragmentData({ ...plain, ...metric }, {} as typeof MetricTileFragment)}
      write={rate ? share : count}
      goodWhen={goodWhen}
      explain={() => ''}
    />,
  )
}

it('colours a change by what it means', () => {
  tile({}, 'down')
  expect(screen.getByText('23')).toBeDefined()
  expect(screen.getByText('45%').closest('[data-meaning]')?.getAttribute('data-meaning')).toBe(
    'good',
  )
})

it('calls the same change bad where more is better', () => {
  tile({}, 'up')
  expect(screen.getByText('45%').closest('[data-meaning]')?.getAttribute('data-meaning')).toBe(
    'bad',
  )
})

it('writes a dash for no data', () => {
  tile({ value: null, previous: null, deltaPercent: null, lowSample: true, denominator: 0 }, 'up')
  expect(screen.getByText('–')).toBeDefined()
  expect(screen.queryByText(/low sample/)).toBeNull()
})

it('says that a rate rests on few, instead of how it changed', () => {
  tile({ value: 0.75, lowSample: true, numerator: 9, denominator: 12 }, 'up', true)
  expect(screen.getByText('low sample (n = 12)')).toBeDefined()
  expect(screen.queryByText('45%')).toBeNull()
})
