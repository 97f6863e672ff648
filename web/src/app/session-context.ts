import { createContext, use } from 'react'
import type { Session } from '@/app/session'

export const SessionContext = createContext<Session | null>(null)

export function useSession(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('useSession needs a SessionContext')
  return session
}
