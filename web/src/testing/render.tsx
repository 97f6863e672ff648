import { MantineProvider } from '@mantine/core'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { Client, Provider, type Operation, type OperationResult } from 'urql'
import { map, mergeMap, fromPromise, pipe } from 'wonka'
import { CurrentAppContext, type CurrentApp, type NewGroup } from '@/app/current-app'
import { Feed } from '@/lib/feed'
import { TipLayer } from '@/ui/TooltipLayer'

export type Answer = (
  operation: Operation<unknown>,
) => Promise<Pick<OperationResult, 'data' | 'error'>>

const nothing: Answer = () => Promise.resolve({ data: {} })

/** A client whose server is a function. */
export function clientAnswering(answer: Answer): Client {
  return new Client({
    url: 'http://test.invalid/graphql',
    preferGetMethod: false,
    exchanges: [
      () => (operations) =>
        pipe(
          operations,
          mergeMap((operation) =>
            pipe(
              fromPromise(answer(operation)),
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

export const quietFeed = () =>
  new Feed<NewGroup>({
    open: () => () => undefined,
    key: () => '',
    now: () => 0,
    lastHeardAt: () => 0,
  })

export const demoApp: CurrentApp = {
  appId: 'com.example.demo',
  name: 'Demo',
  role: 'DEVELOPER',
  triageRefusal: null,
  manageRefusal: null,
  newGroups: quietFeed(),
}

interface Surroundings {
  app?: Partial<CurrentApp>
  answer?: Answer
}

/** Renders inside an app, as a developer of it unless told otherwise. */
export function renderInApp(element: ReactNode, { app, answer = nothing }: Surroundings = {}) {
  const client = clientAnswering(answer)
  const router = createMemoryRouter([{ path: '*', element }])
  return render(
    <MantineProvider>
      <Provider value={client}>
        <CurrentAppContext value={{ ...demoApp, ...app }}>
          <RouterProvider router={router} />
        </CurrentAppContext>
        <TipLayer />
      </Provider>
    </MantineProvider>,
  )
}
