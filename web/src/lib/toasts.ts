import { Store } from '@/lib/store'

export interface Toast {
  id: number
  text: string
  isError: boolean
  action?: { label: string; run: () => void }
}

interface ToastOptions {
  text: string
  isError?: boolean
  action?: Toast['action']
  durationMs?: number
}

const DEFAULT_DURATION_MS = 6_000
const MAX_TOASTS = 3

/** Short messages in the corner of the page, rendered by `ui/Toasts`. */
export const toasts = new Store<readonly Toast[]>([])
let lastId = 0

export function showToast({
  text,
  isError = false,
  action,
  durationMs = DEFAULT_DURATION_MS,
}: ToastOptions): void {
  const id = ++lastId
  toasts.set([...toasts.get(), { id, text, isError, action }].slice(-MAX_TOASTS))
  setTimeout(() => {
    dismissToast(id)
  }, durationMs)
}

export function dismissToast(id: number): void {
  const remaining = toasts.get().filter((each) => each.id !== id)
  if (remaining.length < toasts.get().length) toasts.set(remaining)
}
