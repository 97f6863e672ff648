import { MantineProvider } from '@mantine/core'
import { useMemo } from 'react'
import { RouterProvider } from 'react-router'
import { Provider } from 'urql'
import { createApi } from '@/app/client'
import { ApiContext } from '@/app/api-context'
import { router } from '@/app/routes'
import { Session } from '@/app/session'
import { SessionContext } from '@/app/session-context'
import { SignIn } from '@/app/SignIn'
import { SignInAgain } from '@/app/SignInAgain'
import { ServerUnreachable } from '@/app/ServerUnreachable'
import { useStore } from '@/lib/store'
import { styleNonce } from '@/lib/style-nonce'
import { Toasts } from '@/ui/Toasts'
import { readableTextColors, theme } from '@/ui/theme'

const session = new Session()
void session.refresh()

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableTextColors}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <SessionContext value={session}>
        <SessionGate />
      </SessionContext>
    </MantineProvider>
  )
}

/** Keeps the address while the user signs in, and the page itself after a session has expired. */
function SessionGate() {
  const state = useStore(session.state)
  switch (state.kind) {
    case 'unknown':
      return null
    case 'unreachable':
      return <ServerUnreachable onRetry={() => session.refresh()} />
    case 'signed-out':
      if (state.expiredEmail === null) return <SignIn />
      return (
        <>
          <SignedInApp key={state.expiredEmail} />
          <SignInAgain email={state.expiredEmail} />
        </>
      )
    case 'signed-in':
      return (
        <>
          <SignedInApp key={state.email} />
        </>
      )
  }
}

function SignedInApp() {
  const api = useMemo(() => createApi(session), [])
  return (
    <ApiContext value={api}>
      <Provider value={api.client}>
        <RouterProvider router={router} />
        <Toasts />
      </Provider>
    </ApiContext>
  )
}
