import { lazy } from 'react'

// Requested together with a page that has charts, so that it loads in parallel with the data.
const dayChart = import('@/ui/charts/DayChart')

export const LazyDayChart = lazy(() => dayChart)
