import { Skeleton } from '@mantine/core'
import { Outlet, useParams } from 'react-router'
import { useQuery } from 'urql'
import { AppFrame } from '@/app/AppFrame'
import { CurrentAppProvider } from '@/app/CurrentAppProvider'
import { NoApps } from '@/app/NoApps'
import { graphql } from '@/gql'
import { EmptyState } from '@/ui/EmptyState'
import { Loadable } from '@/ui/Loadable'
import classes from './AppFrame.module.css'

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      email
      memberships {
        appId
        name
        role
      }
    }
  }
`)

/** The frame around every page of an app; it requires membership of the app. */
export function AppLayout() {
  const { appId = '' } = useParams()
  const [result, reload] = useQuery({ query: ViewerQuery })
  return (
    <Loadable result={result} skeleton={<FrameSkeleton />} onRetry={reload}>
      {({ viewer }) => {
        const membership = viewer.memberships.find((each) => each.appId === appId)
        if (viewer.memberships.length === 0) return <NoApps email={viewer.email} />
        return (
          <AppFrame appId={appId} memberships={viewer.memberships} email={viewer.email}>
            {membership ? (
              <CurrentAppProvider key={appId} membership={membership}>
                <Outlet />
              </CurrentAppProvider>
            ) : (
              <EmptyState isPage title="App not found">
                <span className="user-text">{appId}</span> does not exist, or you are not a member
                of it. Choose another app at the top left.
              </EmptyState>
            )}
          </AppFrame>
        )
      }}
    </Loadable>
  )
}

/** The outline of the frame. */
function FrameSkeleton() {
  return (
    <div className={classes.frame}>
      <div className={classes.corner}>
        <Skeleton h={28} w={150} />
      </div>
      <div className={classes.top} />
      <div className={classes.rail}>
        {['a', 'b', 'c', 'd', 'e', 'f'].map((name) => (
          <Skeleton key={name} h={34} radius="md" />
        ))}
      </div>
      <div className={classes.body} />
    </div>
  )
}
