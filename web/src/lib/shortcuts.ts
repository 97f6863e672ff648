import { useEffect, useEffectEvent } from 'react'

/** Actions by key, such as `j`, `/` or `?`. */
export type Shortcuts = Record<string, () => void>

const FIELDS = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'
const OVERLAYS = '[role="dialog"], [role="menu"], [role="listbox"]'

/** Handles single-key shortcuts, except while the user types or a menu or dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const run = shortcuts[event.key]
    if (!run || !isShortcutAllowed(event)) return
    event.preventDefault()
    run()
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      press(event)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [])
}

function isShortcutAllowed({
  target,
  ctrlKey,
  metaKey,
  altKey,
  defaultPrevented,
}: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || defaultPrevented) return false
  if (target instanceof Element && target.matches(FIELDS)) return false
  return ![...document.querySelectorAll(OVERLAYS)].some((overlay) => overlay.checkVisibility())
}
