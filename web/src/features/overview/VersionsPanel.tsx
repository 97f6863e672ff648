import { Button, Tooltip } from '@mantine/core'
import { useState } from 'react'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, NO_DATA, plural, share } from '@/lib/format'
import { Empty } from '@/ui/Empty'
import { Panel } from '@/ui/Panel'
import classes from './VersionsPanel.module.css'

const VersionsFragment = graphql(`
  fragment VersionsPanel_version on VersionUse {
    version
    devices
    share
    starts
    fatalCrashes
    crashRate
  }
`)

const SHOWN = 7

interface VersionsPanelProps {
  versions: readonly FragmentType<typeof VersionsFragment>[]
}

export function VersionsPanel({ versions }: VersionsPanelProps) {
  const all = readFragment(VersionsFragment, versions)
  const [showsAll, setShowsAll] = useState(false)
  const shown = showsAll ? all : all.slice(0, SHOWN)
  return (
    <Panel title="Versions" flush>
      {all.length === 0 && <Empty title="No version sent anything in this range" />}
      {all.length > 0 && (
        <table className={classes.versions}>
          <thead>
            <tr>
              <th scope="col">Version</th>
              <th scope="col">Share of devices</th>
              <th scope="col" className={classes.number}>
                Devices
              </th>
              <th scope="col" className={classes.number}>
                Crash rate
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((use) => (
              <tr key={use.version ?? ''}>
                <th scope="row" className="foreign">
                  {use.version ?? <em>not sent</em>}
                </th>
                <td>
                  <span className={classes.share}>
                    <span className={classes.track}>
                      <span style={{ width: `${String(use.share * 100)}%` }} />
                    </span>
                    {share(use.share)}
                  </span>
                </td>
                <td className={classes.number}>{count(use.devices)}</td>
                <td className={classes.number}>
                  <Tooltip
                    label={`${plural(use.fatalCrashes, 'fatal crash', 'fatal crashes')} in ${plural(use.starts, 'app start')}.`}
                  >
                    <span data-crashing={use.fatalCrashes > 0}>
                      {use.crashRate === null ? NO_DATA : share(use.crashRate)}
                    </span>
                  </Tooltip>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {all.length > SHOWN && (
        <Button
          variant="subtle"
          size="compact-sm"
          m="xs"
          onClick={() => {
            setShowsAll(!showsAll)
          }}
        >
          {showsAll ? 'Show fewer' : `Show all ${count(all.length)}`}
        </Button>
      )}
    </Panel>
  )
}
