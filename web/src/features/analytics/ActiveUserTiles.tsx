import { useScope } from '@/app/use-scope'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, formatShare } from '@/lib/format'
import { useTrendRange } from '@/lib/now'
import { alignToDays } from '@/ui/charts/model'
import { FigureTile, type Figure } from '@/ui/FigureTile'
import classes from '@/ui/FigureTile.module.css'

const ActiveUsersFragment = graphql(`
  fragment ActiveUserTiles_users on ActiveUsers {
    dau
    wau
    mau
    stickiness
    series {
      date
      value
    }
  }
`)

/** Active devices per day, week and month, and stickiness. */
export function ActiveUserTiles({ users }: { users: FragmentType<typeof ActiveUsersFragment> }) {
  const { dau, wau, mau, stickiness, series } = readFragment(ActiveUsersFragment, users)
  const dailyUsers = alignToDays(useTrendRange(useScope().range), series, ({ value }) => value)
  return (
    <div className={classes.tiles} data-few="true">
      <FigureTile
        {...COMMON_PROPS}
        label="Active on the last day"
        figure={toPlainFigure(mau === 0 ? null : dau, dailyUsers)}
        explanation="Devices with an app start on the last day of the range, which may be incomplete."
      />
      <FigureTile
        {...COMMON_PROPS}
        label="Active in 7 days"
        figure={toPlainFigure(mau === 0 ? null : wau)}
        explanation="Distinct devices with an app start in the last 7 days of the range."
      />
      <FigureTile
        {...COMMON_PROPS}
        label="Active in 30 days"
        figure={toPlainFigure(mau === 0 ? null : mau)}
        explanation="Distinct devices with an app start in the last 30 days of the range."
      />
      <FigureTile
        {...COMMON_PROPS}
        label="Stickiness"
        figure={{ ...toPlainFigure(stickiness), denominator: mau, isLowSample: mau < 30 }}
        format={formatShare}
        explanation={`${formatCount(dau)} of ${formatCount(mau)} devices active in 30 days were also active on the last day.`}
      />
    </div>
  )
}

const COMMON_PROPS = { format: formatCount, goodWhen: 'up', isCompared: false } as const

const toPlainFigure = (value: number | null, byDay: readonly (number | null)[] = []): Figure => ({
  value,
  previous: null,
  deltaPercent: null,
  denominator: 1,
  isLowSample: false,
  isEstimated: false,
  byDay,
})
