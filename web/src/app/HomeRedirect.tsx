import { Navigate } from 'react-router'
import { useQuery } from 'urql'
import { ViewerQuery } from '@/app/AppLayout'
import { LAST_APP } from '@/app/AppSwitcher'
import { NoApps } from '@/app/NoApps'
import { remembered } from '@/lib/preferences'
import { Loadable } from '@/ui/Loadable'

/** `/`: the app this browser looked at last, or the first. */
export function Start() {
  const [result, reload] = useQuery({ query: ViewerQuery })
  return (
    <Loadable result={result} skeleton={null} onRetry={reload}>
      {({ viewer }) => {
        const last = remembered(LAST_APP)
        const app = viewer.memberships.find((each) => each.appId === last) ?? viewer.memberships[0]
        if (!app) return <NoApps email={viewer.email} />
        return <Navigate to={`/apps/${encodeURIComponent(app.appId)}`} replace />
      }}
    </Loadable>
  )
}
