import { Navigate } from 'react-router'
import { useQuery } from 'urql'
import { ViewerQuery } from '@/app/AppLayout'
import { LAST_APP_PREFERENCE } from '@/app/AppSwitcher'
import { NoApps } from '@/app/NoApps'
import { readPreference } from '@/lib/preferences'
import { Loadable } from '@/ui/Loadable'

/** `/`: the app this browser looked at last, or the first. */
export function HomeRedirect() {
  const [result, reload] = useQuery({ query: ViewerQuery })
  return (
    <Loadable result={result} skeleton={null} onRetry={reload}>
      {({ viewer }) => {
        const last = readPreference(LAST_APP_PREFERENCE)
        const app = viewer.memberships.find((each) => each.appId === last) ?? viewer.memberships[0]
        if (!app) return <NoApps email={viewer.email} />
        return <Navigate to={`/apps/${encodeURIComponent(app.appId)}`} replace />
      }}
    </Loadable>
  )
}
