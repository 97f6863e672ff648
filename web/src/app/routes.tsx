import { createBrowserRouter } from 'react-router'
import { AppLayout } from '@/app/AppLayout'
import { HomeRedirect } from '@/app/HomeRedirect'
import { ErrorPage, NotFoundPage } from '@/ui/ErrorPages'

/** Pages on which the top bar has controls for range, version and comparison. */
const SCOPED = { scope: true }

export const router = createBrowserRouter([
  {
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      { path: '/', Component: HomeRedirect },
      { path: '*', Component: NotFoundPage },
      {
        path: '/apps/:appId',
        Component: AppLayout,
        children: [
          {
            ErrorBoundary: ErrorPage,
            children: [
              {
                index: true,
                handle: SCOPED,
                lazy: () => import('@/features/overview/OverviewPage'),
              },
              { path: 'crashes', lazy: () => import('@/features/crashes/CrashesPage') },
              {
                path: 'crashes/:fingerprint',
                lazy: () => import('@/features/crashes/CrashPage'),
              },
              { path: '*', Component: NotFoundPage },
              {
                path: 'analytics',
                handle: SCOPED,
                lazy: () => import('@/features/analytics/AnalyticsPage'),
                children: [
                  { index: true, lazy: () => import('@/features/analytics/UsagePage') },
                  { path: 'events', lazy: () => import('@/features/analytics/EventsPage') },
                  {
                    path: 'performance',
                    lazy: () => import('@/features/analytics/PerformancePage'),
                  },
                  { path: 'releases', lazy: () => import('@/features/analytics/ReleasesPage') },
                  { path: 'retention', lazy: () => import('@/features/analytics/RetentionPage') },
                  { path: 'funnel', lazy: () => import('@/features/analytics/FunnelPage') },
                  {
                    path: 'benchmarks',
                    lazy: () => import('@/features/analytics/BenchmarksPage'),
                  },
                ],
              },
              {
                path: 'settings',
                lazy: () => import('@/features/settings/SettingsPage'),
                children: [
                  { index: true, lazy: () => import('@/features/settings/GeneralPage') },
                  { path: 'keys', lazy: () => import('@/features/settings/KeysPage') },
                  { path: 'members', lazy: () => import('@/features/settings/MembersPage') },
                  { path: 'ingestion', lazy: () => import('@/features/settings/IngestionPage') },
                  { path: 'events', lazy: () => import('@/features/settings/EventTypesPage') },
                  { path: 'grouping', lazy: () => import('@/features/settings/GroupingPage') },
                  {
                    path: 'source-maps',
                    lazy: () => import('@/features/settings/SourceMapsPage'),
                  },
                  {
                    path: 'retention',
                    lazy: () => import('@/features/settings/RetentionSettingsPage'),
                  },
                  { path: 'account', lazy: () => import('@/features/settings/AccountPage') },
                ],
              },
              { path: 'live', lazy: () => import('@/features/live/LivePage') },
              {
                path: 'alerts',
                lazy: () => import('@/features/alerts/AlertsPage'),
                children: [
                  { index: true, lazy: () => import('@/features/alerts/DeliveriesTab') },
                  { path: 'rules', lazy: () => import('@/features/alerts/RulesTab') },
                  { path: 'channels', lazy: () => import('@/features/alerts/ChannelsTab') },
                ],
              },
            ],
          },
        ],
      },
    ],
  },
])
