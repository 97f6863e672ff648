import { Store } from '@/lib/store'

export interface Toast {
  id: number
  text: string
  isError: boolean
  action?: { label: string; run: () => void }
}

interface Message {
  text: string
  isError?: boolean
  action?: Toast['action']
  stayMs?: number
}

const STAY_MS = 6_000
const MOST = 3

/** Short words on what was just done, for the corner of the page; `ui/Toasts` shows them. */
export const toasts = new Store<readonly Toast[]>([])
let last = 0

export function toast({ text, isError = false, action, stayMs = STAY_MS }: Message): void {
  const id = ++last
  toasts.set([...toasts.get(), { id, text, isError, action }].slice(-MOST))
  setTimeout(() => {
    dismiss(id)
  }, stayMs)
}

export function dismiss(id: number): void {
  const kept = toasts.get().filter((each) => each.id !== id)
  if (kept.length < toasts.get().length) toasts.set(kept)
}
