import { lazy } from 'react'

// Asked for as soon as a page with charts is, so that it comes along with the figures.
const dayChart = import('@/ui/charts/DayChart')

export const LazyDayChart = lazy(() => dayChart)
