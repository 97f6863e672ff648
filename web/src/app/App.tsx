import { MantineProvider } from '@mantine/core'
import { useMemo } from 'react'
import { RouterProvider } from 'react-router'
import { Provider } from 'urql'
import { openApi } from '@/app/client'
import { ApiContext } from '@/app/api-context'
import { router } from '@/app/routes'
import { Session } from '@/app/session'
import { SessionContext } from '@/app/session-context'
import { SignIn } from '@/app/SignIn'
import { SignInAgain } from '@/app/SignInAgain'
import { Unreachable } from '@/app/ServerUnreachable'
import { useStore } from '@/lib/store'
import { styleNonce } from '@/lib/style-nonce'
import { Toasts } from '@/ui/Toasts'
import { quietText, theme } from '@/ui/theme'

const session = new Session()
void session.probe()

export function App() {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={quietText}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <SessionContext value={session}>
        <Gate />
      </SessionContext>
    </MantineProvider>
  )
}

/** The address stays as it is while someone signs in; after an expiry, so does the page. */
function Gate() {
  const state = useStore(session.state)
  switch (state.kind) {
    case 'unknown':
      return null
    case 'unreachable':
      return <Unreachable onRetry={() => session.probe()} />
    case 'signed-out':
      if (state.expiredOf === null) return <SignIn />
      return (
        <>
          <SignedIn key={state.expiredOf} />
          <SignInAgain email={state.expiredOf} />
        </>
      )
    case 'signed-in':
      return (
        <>
          <SignedIn key={state.email} />
        </>
      )
  }
}

function SignedIn() {
  const api = useMemo(() => openApi(session), [])
  return (
    <ApiContext value={api}>
      <Provider value={api.client}>
        <RouterProvider router={router} />
        <Toasts />
      </Provider>
    </ApiContext>
  )
}
