import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import { useShortcuts } from '@/lib/shortcuts'

function Page({ onPress, hasDialog = false }: { onPress: () => void; hasDialog?: boolean }) {
  useShortcuts({ j: onPress })
  return (
    <>
      <input aria-label="search" />
      {hasDialog && <div role="dialog" />}
    </>
  )
}

it('runs the action of a key', async () => {
  const press = vi.fn()
  render(<Page onPress={press} />)
  await userEvent.keyboard('jx')
  expect(press).toHaveBeenCalledTimes(1)
})

it('ignores keys with a modifier', async () => {
  const press = vi.fn()
  render(<Page onPress={press} />)
  await userEvent.keyboard('{Control>}j{/Control}')
  expect(press).not.toHaveBeenCalled()
})

it('ignores keys while the user types or a dialog is open', async () => {
  Element.prototype.checkVisibility = () => true // jsdom has no layout
  const press = vi.fn()
  const { rerender } = render(<Page onPress={press} />)
  await userEvent.type(screen.getByLabelText('search'), 'j')
  rerender(<Page onPress={press} hasDialog />)
  await userEvent.click(document.body)
  await userEvent.keyboard('j')
  expect(press).not.toHaveBeenCalled()
})
