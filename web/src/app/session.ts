import { Store } from '@/lib/store'

export type SessionState =
  | { kind: 'unknown' }
  | { kind: 'signed-out'; expiredEmail: string | null }
  | { kind: 'signed-in'; email: string; csrfToken: string }
  | { kind: 'unreachable' }

export type SignInOutcome = 'ok' | 'wrong-credentials' | 'throttled' | 'unreachable'

interface SessionResponse {
  email: string
  csrfToken: string
}

/** The sign-in session of this tab; changes are announced to other tabs. */
export class Session {
  readonly state = new Store<SessionState>({ kind: 'unknown' })
  readonly #channel: BroadcastChannel

  constructor() {
    this.#channel = new BroadcastChannel('session')
    this.#channel.onmessage = () => void this.refresh()
  }

  get csrfToken(): string {
    const state = this.state.get()
    return state.kind === 'signed-in' ? state.csrfToken : ''
  }

  /** Asks the server which user the session cookie belongs to. */
  async refresh(): Promise<void> {
    const response = await tryFetch('/auth/session')
    if (response?.status === 204) this.expire()
    else if (response?.ok) this.#set(await toSignedInState(response))
    else if (this.state.get().kind !== 'signed-in') this.#set({ kind: 'unreachable' })
  }

  async signIn(email: string, password: string): Promise<SignInOutcome> {
    const response = await tryFetch('/auth/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (!response || response.status >= 500) return 'unreachable'
    if (response.status === 429) return 'throttled'
    if (!response.ok) return 'wrong-credentials'
    this.#set(await toSignedInState(response))
    this.#channel.postMessage('changed')
    return 'ok'
  }

  /** Returns null on success, otherwise the reason why the password was not changed. */
  async changePassword(current: string, next: string): Promise<string | null> {
    const response = await tryFetch('/auth/password', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': this.csrfToken },
      body: JSON.stringify({ current, new: next }),
    })
    if (response?.ok) return null
    if (response?.status === 401) this.expire()
    if (response?.status !== 400) return 'The password was not changed. Try again in a moment.'
    const { error } = (await response.json()) as { error: { message: string } }
    return error.message
  }

  async signOut(): Promise<void> {
    await tryFetch('/auth/sign-out', {
      method: 'POST',
      headers: { 'X-CSRF-Token': this.csrfToken },
    })
    this.#set({ kind: 'signed-out', expiredEmail: null })
    this.#channel.postMessage('changed')
  }

  /** Called when the server no longer accepts the session cookie. */
  expire(): void {
    const state = this.state.get()
    this.#set({ kind: 'signed-out', expiredEmail: state.kind === 'signed-in' ? state.email : null })
  }

  /** Waits after an expiry for the next sign-in and returns whether it is the same user. */
  waitForSameUser(): Promise<boolean> {
    const before = this.state.get()
    if (before.kind !== 'signed-out' || before.expiredEmail === null) return Promise.resolve(false)
    return new Promise((resolve) => {
      const unsubscribe = this.state.subscribe(() => {
        const state = this.state.get()
        unsubscribe()
        resolve(state.kind === 'signed-in' && state.email === before.expiredEmail)
      })
    })
  }

  #set(state: SessionState): void {
    const before = this.state.get()
    if (state.kind === 'signed-out' && before.kind === 'signed-out') return
    if (JSON.stringify(state) !== JSON.stringify(before)) this.state.set(state)
  }
}

async function tryFetch(address: string, init?: RequestInit): Promise<Response | null> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init })
  } catch {
    return null
  }
}

async function toSignedInState(response: Response): Promise<SessionState> {
  const { email, csrfToken } = (await response.json()) as SessionResponse
  return { kind: 'signed-in', email, csrfToken }
}
