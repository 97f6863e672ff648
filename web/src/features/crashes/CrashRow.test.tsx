import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import { CrashRow, type CrashRowFragment } from '@/features/crashes/CrashRow'
import { makeGroup } from '@/features/crashes/testing'
import { makeFragmentData } from '@/gql'
import type { CrashRow_GroupFragment } from '@/gql/graphql'
import { renderInApp } from '@/testing/render'

const createRow = (change: Partial<CrashRow_GroupFragment> = {}) => (
  <CrashRow group={makeFragmentData(makeGroup(change), {} as typeof CrashRowFragment)} to="." />
)

it('displays message, frame, counts and versions', () => {
  renderInApp(createRow())
  expect(screen.getByRole('link').getAttribute('href')).toBe('/0123456789abcdef')
  expect(screen.getByText('loadUser in profile.lua')).toBeDefined()
  expect(screen.getByText('156')).toBeDefined()
  expect(screen.getByText('1.1.0, 1.2.0')).toBeDefined()
  expect(screen.getByRole('img').getAttribute('aria-label')).toContain('1, 3')
})

it('marks an estimated device count', () => {
  renderInApp(createRow({ deviceCount: 5_000 }))
  expect(screen.getByText(/≈/)).toBeDefined()
})

it('displays markup in a message as text', () => {
  const { container } = renderInApp(createRow({ message: '<img src=x onerror=alert(1)>' }))
  expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeDefined()
  expect(container.querySelector('img')).toBeNull()
})

it('shortens a message of one megabyte', () => {
  renderInApp(createRow({ message: 'x'.repeat(1_000_000) }))
  expect(screen.getByRole('link').textContent.length).toBeLessThan(1000)
})
