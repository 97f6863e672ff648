import { createBrowserRouter } from 'react-router'
import { AppLayout } from '@/app/AppLayout'
import { Start } from '@/app/Start'
import { BrokenPage, MissingPage } from '@/ui/Apology'

export const router = createBrowserRouter([
  {
    ErrorBoundary: BrokenPage,
    HydrateFallback: () => null,
    children: [
      { path: '/', Component: Start },
      { path: '*', Component: MissingPage },
      {
        path: '/apps/:appId',
        Component: AppLayout,
        children: [
          {
            ErrorBoundary: BrokenPage,
            children: [
              { index: true, lazy: () => import('@/features/overview/OverviewPage') },
              { path: 'crashes', lazy: () => import('@/features/crashes/CrashesPage') },
              {
                path: 'crashes/:fingerprint',
                lazy: () => import('@/features/crashes/CrashPage'),
              },
              { path: '*', Component: MissingPage },
              { path: 'live', lazy: () => import('@/features/live/LivePage') },
              { path: 'alerts', lazy: () => import('@/features/alerts/AlertsPage') },
            ],
          },
        ],
      },
    ],
  },
])
