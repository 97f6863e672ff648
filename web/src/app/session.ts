import { Store } from '@/lib/store'

export type SessionState =
  | { kind: 'unknown' }
  | { kind: 'signed-out'; expiredOf: string | null }
  | { kind: 'signed-in'; email: string; csrfToken: string }
  | { kind: 'unreachable' }

export type SignInOutcome = 'ok' | 'wrong' | 'throttled' | 'unreachable'

interface SessionResponse {
  email: string
  csrfToken: string
}

/** Who is signed in, as far as this tab knows; other tabs are told of changes. */
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

  /** Asks the server whom the cookie stands for. */
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
    if (!response.ok) return 'wrong'
    this.#set(await toSignedInState(response))
    this.#channel.postMessage('changed')
    return 'ok'
  }

  /** null when it is changed, or why it is not. */
  async changePassword(current: string, next: string): Promise<string | null> {
    const response = await tryFetch('/auth/password', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': this.csrfToken },
      body: JSON.stringify({ current, new: next }),
    })
    if (response?.ok) return null
    if (response?.status === 401) this.expire()
    if (response?.status !== 400) return 'The server did not do it. Try again in a moment.'
    const { error } = (await response.json()) as { error: { message: string } }
    return error.message
  }

  async signOut(): Promise<void> {
    await tryFetch('/auth/sign-out', {
      method: 'POST',
      headers: { 'X-CSRF-Token': this.csrfToken },
    })
    this.#set({ kind: 'signed-out', expiredOf: null })
    this.#channel.postMessage('changed')
  }

  /** The server no longer knows the cookie. */
  expire(): void {
    const state = this.state.get()
    this.#set({ kind: 'signed-out', expiredOf: state.kind === 'signed-in' ? state.email : null })
  }

  /** After an expiry: whether the same person signs in again, once somebody does or nobody can. */
  waitForSameUser(): Promise<boolean> {
    const before = this.state.get()
    if (before.kind !== 'signed-out' || before.expiredOf === null) return Promise.resolve(false)
    return new Promise((resolve) => {
      const leave = this.state.subscribe(() => {
        const state = this.state.get()
        leave()
        resolve(state.kind === 'signed-in' && state.email === before.expiredOf)
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
