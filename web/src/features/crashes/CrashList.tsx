import { Paper } from '@mantine/core'
import { useState } from 'react'
import { useCurrentApp } from '@/app/current-app'
import { CrashListPage } from '@/features/crashes/CrashListPage'
import { CrashRow } from '@/features/crashes/CrashRow'
import { fits, type Filter } from '@/features/crashes/filter'
import { plural } from '@/lib/format'
import { useStore } from '@/lib/store'
import { useHold } from '@/lib/use-hold'
import { EndlessPages } from '@/ui/EndlessPages'
import { NewBar } from '@/ui/NewBar'
import classes from './CrashList.module.css'

/** The groups of one filter: those that have just appeared, then page after page. */
export function CrashList({ filter }: { filter: Filter }) {
  const { newGroups } = useCurrentApp()
  const { items, total } = useStore(newGroups)
  const [before] = useState(total)
  const { shown, pointer, release } = useHold(total)
  const arrived = items.slice(0, total - before)
  const hidden = total - shown
  const waiting = arrived.slice(0, hidden).filter((group) => fits(group, filter))
  const visible = arrived.slice(hidden).filter((group) => fits(group, filter))
  const arrivedIds = new Set(visible.map(({ id }) => id))
  const lead = visible.map((group) => (
    <CrashRow key={group.id} group={group} to="." listed={filter.status} hasActions isNew />
  ))
  return (
    <Paper withBorder className={classes.list} {...pointer}>
      {waiting.length > 0 && (
        <div className={classes.bar}>
          <NewBar onShow={release}>{plural(waiting.length, 'new crash', 'new crashes')}</NewBar>
        </div>
      )}
      <EndlessPages>
        {(after, more) => (
          <CrashListPage
            after={after}
            filter={filter}
            lead={after === null && lead}
            without={arrivedIds}
            more={more}
          />
        )}
      </EndlessPages>
    </Paper>
  )
}
