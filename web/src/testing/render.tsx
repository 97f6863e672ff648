import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { Client, Provider, type Operation, type OperationResult } from 'urql'
import { map, mergeMap, fromPromise, pipe } from 'wonka'
import { CurrentAppContext, type CurrentApp, type NewGroup } from '@/app/current-app'
import { Feed } from '@/lib/feed'
import { TooltipLayer } from '@/ui/TooltipLayer'

export type Respond = (
  operation: Operation<unknown>,
) => Promise<Pick<OperationResult, 'data' | 'error'>>

const respondEmpty: Respond = () => Promise.resolve({ data: {} })

/** Creates a client whose responses come from a function. */
export function createTestClient(respond: Respond): Client {
  return new Client({
    url: 'http://test.invalid/graphql',
    preferGetMethod: false,
    exchanges: [
      () => (operations) =>
        pipe(
          operations,
          mergeMap((operation) =>
            pipe(
              fromPromise(respond(operation)),
              map(({ data, error }): OperationResult => ({
                operation,
                data: data as unknown,
                error,
                stale: false,
                hasNext: false,
              })),
            ),
          ),
        ),
    ],
  })
}

export const createIdleFeed = () =>
  new Feed<NewGroup>({
    open: () => () => undefined,
    toKey: () => '',
    now: () => 0,
    lastAliveAt: () => 0,
  })

export const demoApp: CurrentApp = {
  appId: 'com.example.demo',
  name: 'Demo',
  role: 'DEVELOPER',
  cannotTriageReason: null,
  cannotManageReason: null,
  newGroups: createIdleFeed(),
}

interface RenderOptions {
  app?: Partial<CurrentApp>
  respond?: Respond
}

/** Renders within an app, by default for a developer of it. */
export function renderInApp(
  element: ReactNode,
  { app, respond = respondEmpty }: RenderOptions = {},
) {
  const client = createTestClient(respond)
  const router = createMemoryRouter([{ path: '*', element }])
  return render(
    <MantineProvider>
      <Provider value={client}>
        <CurrentAppContext value={{ ...demoApp, ...app }}>
          <RouterProvider router={router} />
        </CurrentAppContext>
        <TooltipLayer />
      </Provider>
    </MantineProvider>,
  )
}
