import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { tooltip } from '@/ui/tooltip'
import { TooltipLayer } from '@/ui/TooltipLayer'

const page = (label: string | null) => (
  <>
    <button type="button" {...tooltip(label)}>
      <span>Save</span>
    </button>
    <p>Elsewhere</p>
    <TooltipLayer />
  </>
)

const tipShown = () => screen.queryByRole('tooltip')?.textContent ?? null

it('says under the pointer what an element has to say, and no longer', async () => {
  render(page('It is kept.'))
  await userEvent.hover(screen.getByText('Save'))
  expect((await screen.findByRole('tooltip')).textContent).toBe('It is kept.')
  await userEvent.hover(screen.getByText('Elsewhere'))
  expect(tipShown()).toBeNull()
})

it('comes at once with the keyboard, describes its element, and goes with Escape', async () => {
  render(page('It is kept.'))
  const button = screen.getByRole('button')
  await userEvent.tab()
  expect(tipShown()).toBe('It is kept.')
  expect(button.getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id)
  await userEvent.keyboard('{Escape}')
  expect(tipShown()).toBeNull()
  expect(button.hasAttribute('aria-describedby')).toBe(false)
})

it('follows what its element has to say, until it says nothing', async () => {
  const { rerender } = render(page('Copy'))
  await userEvent.tab()
  await act(async () => {
    rerender(page('Copied'))
    await Promise.resolve()
  })
  expect(tipShown()).toBe('Copied')
  await act(async () => {
    rerender(page(null))
    await Promise.resolve()
  })
  expect(tipShown()).toBeNull()
})

it('goes when the page is scrolled', async () => {
  render(page('It is kept.'))
  await userEvent.tab()
  act(() => {
    document.dispatchEvent(new Event('scroll'))
  })
  expect(tipShown()).toBeNull()
})
