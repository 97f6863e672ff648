import { useScope } from '@/app/use-scope'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, share } from '@/lib/format'
import { useTrendDays } from '@/lib/now'
import { perDay } from '@/ui/charts/model'
import { FigureTile, type Figure } from '@/ui/FigureTile'
import classes from '@/ui/FigureTile.module.css'

const ActiveFragment = graphql(`
  fragment ActiveTiles_users on ActiveUsers {
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

/** How many use the app, and how often. */
export function ActiveTiles({ users }: { users: FragmentType<typeof ActiveFragment> }) {
  const { dau, wau, mau, stickiness, series } = readFragment(ActiveFragment, users)
  const daily = perDay(useTrendDays(useScope().range), series, ({ value }) => value)
  return (
    <div className={classes.tiles} data-few="true">
      <FigureTile
        {...PLAIN}
        label="Active on the last day"
        figure={plain(mau === 0 ? null : dau, daily)}
        explanation="Devices with an app start on the last day of the range, which may not be over."
      />
      <FigureTile
        {...PLAIN}
        label="Active in 7 days"
        figure={plain(mau === 0 ? null : wau)}
        explanation="Devices with an app start in the 7 days up to the last one, each once."
      />
      <FigureTile
        {...PLAIN}
        label="Active in 30 days"
        figure={plain(mau === 0 ? null : mau)}
        explanation="Devices with an app start in the 30 days up to the last one, each once."
      />
      <FigureTile
        {...PLAIN}
        label="Stickiness"
        figure={{ ...plain(stickiness), denominator: mau, lowSample: mau < 30 }}
        write={share}
        explanation={`${count(dau)} of ${count(mau)} devices of a month were there on the last day.`}
      />
    </div>
  )
}

const PLAIN = { write: count, goodWhen: 'up', isCompared: false } as const

const plain = (value: number | null, byDay: readonly (number | null)[] = []): Figure => ({
  value,
  previous: null,
  deltaPercent: null,
  denominator: 1,
  lowSample: false,
  estimated: false,
  byDay,
})
