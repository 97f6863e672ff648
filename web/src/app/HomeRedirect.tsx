import { Navigate } from 'react-router'
import { useQuery } from 'urql'
import { ViewerQuery } from '@/app/AppLayout'
import { LAST_APP_PREFERENCE } from '@/app/AppSwitcher'
import { NoApps } from '@/app/NoApps'
import { readPreference } from '@/lib/preferences'
import { Loadable } from '@/ui/Loadable'

/** Redirects `/` to the app that this browser displayed last, or to the first app. */
export function HomeRedirect() {
  const [result, reload] = useQuery({ query: ViewerQuery })
  return (
    <Loadable result={result} skeleton={null} onRetry={reload}>
      {({ viewer }) => {
        const lastAppId = readPreference(LAST_APP_PREFERENCE)
        const app =
          viewer.memberships.find((each) => each.appId === lastAppId) ?? viewer.memberships[0]
        if (!app) return <NoApps email={viewer.email} />
        return <Navigate to={`/apps/${encodeURIComponent(app.appId)}`} replace />
      }}
    </Loadable>
  )
}
