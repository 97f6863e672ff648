import { Store } from '@/lib/store'

export type SessionState =
  | { kind: 'unknown' }
  | { kind: 'signed-out'; expired: boolean }
  | { kind: 'signed-in'; email: string; csrfToken: string }
  | { kind: 'unreachable' }

export type SignInOutcome = 'ok' | 'wrong' | 'throttled' | 'unreachable'

interface Described {
  email: string
  csrfToken: string
}

/** Who is signed in, as far as this tab knows; other tabs are told of changes. */
export class Session {
  readonly state = new Store<SessionState>({ kind: 'unknown' })
  readonly #channel: BroadcastChannel

  constructor() {
    this.#channel = new BroadcastChannel('session')
    this.#channel.onmessage = () => void this.probe()
  }

  get csrfToken(): string {
    const state = this.state.get()
    return state.kind === 'signed-in' ? state.csrfToken : ''
  }

  /** Asks the server whom the cookie stands for. */
  async probe(): Promise<void> {
    const response = await answer('/auth/session')
    if (response?.ok) this.#set(await signedIn(response))
    else if (response?.status === 401) this.expire()
    else if (this.state.get().kind !== 'signed-in') this.#set({ kind: 'unreachable' })
  }

  async signIn(email: string, password: string): Promise<SignInOutcome> {
    const response = await answer('/auth/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password }),
    })
    if (!response || response.status >= 500) return 'unreachable'
    if (response.status === 429) return 'throttled'
    if (!response.ok) return 'wrong'
    this.#set(await signedIn(response))
    this.#channel.postMessage('changed')
    return 'ok'
  }

  async signOut(): Promise<void> {
    await answer('/auth/sign-out', {
      method: 'POST',
      headers: { 'X-CSRF-Token': this.csrfToken },
    })
    this.#set({ kind: 'signed-out', expired: false })
    this.#channel.postMessage('changed')
  }

  /** The server no longer knows the cookie. */
  expire(): void {
    this.#set({ kind: 'signed-out', expired: this.state.get().kind === 'signed-in' })
  }

  #set(state: SessionState): void {
    const before = this.state.get()
    if (state.kind === 'signed-out' && before.kind === 'signed-out') return
    if (JSON.stringify(state) !== JSON.stringify(before)) this.state.set(state)
  }
}

async function answer(address: string, init?: RequestInit): Promise<Response | null> {
  try {
    return await fetch(address, { credentials: 'same-origin', ...init })
  } catch {
    return null
  }
}

async function signedIn(response: Response): Promise<SessionState> {
  const { email, csrfToken } = (await response.json()) as Described
  return { kind: 'signed-in', email, csrfToken }
}
