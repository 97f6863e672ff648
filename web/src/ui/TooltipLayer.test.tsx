import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { tooltip } from '@/ui/tooltip'
import { TooltipLayer } from '@/ui/TooltipLayer'

const createPage = (text: string | null) => (
  <>
    <button type="button" {...tooltip(text)}>
      <span>Save</span>
    </button>
    <p>Elsewhere</p>
    <TooltipLayer />
  </>
)

const tooltipText = () => screen.queryByRole('tooltip')?.textContent ?? null

it('is visible only while the pointer is over its element', async () => {
  render(createPage('Saves the form.'))
  await userEvent.hover(screen.getByText('Save'))
  expect((await screen.findByRole('tooltip')).textContent).toBe('Saves the form.')
  await userEvent.hover(screen.getByText('Elsewhere'))
  expect(tooltipText()).toBeNull()
})

it('appears at keyboard focus, describes its element and closes with Escape', async () => {
  render(createPage('Saves the form.'))
  const button = screen.getByRole('button')
  await userEvent.tab()
  expect(tooltipText()).toBe('Saves the form.')
  expect(button.getAttribute('aria-describedby')).toBe(screen.getByRole('tooltip').id)
  await userEvent.keyboard('{Escape}')
  expect(tooltipText()).toBeNull()
  expect(button.hasAttribute('aria-describedby')).toBe(false)
})

it('follows changes of its text and closes when it is removed', async () => {
  const { rerender } = render(createPage('Copy'))
  await userEvent.tab()
  await act(async () => {
    rerender(createPage('Copied'))
    await Promise.resolve()
  })
  expect(tooltipText()).toBe('Copied')
  await act(async () => {
    rerender(createPage(null))
    await Promise.resolve()
  })
  expect(tooltipText()).toBeNull()
})

it('closes when the page is scrolled', async () => {
  render(createPage('Saves the form.'))
  await userEvent.tab()
  act(() => {
    document.dispatchEvent(new Event('scroll'))
  })
  expect(tooltipText()).toBeNull()
})
