import { Tooltip } from '@mantine/core'
import { Link } from 'react-router'
import { graphql, readFragment, type FragmentType } from '@/gql'
import type { AlertDeliveryState, AlertKind } from '@/gql/graphql'
import { clipped, duration, plural } from '@/lib/format'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import classes from './Alerts.module.css'

const DeliveryFragment = graphql(`
  fragment DeliveryRow_delivery on AlertDelivery {
    id
    channel
    target
    kind
    fingerprint
    state
    attempts
    createdAt
    latencyMs
    nextAttemptAt
    response
    error
  }
`)

const STATES: Record<AlertDeliveryState, string> = {
  PENDING: 'waiting',
  SENDING: 'sending',
  RETRYING: 'retrying',
  DELIVERED: 'delivered',
  DEAD: 'given up',
}

const KINDS: Record<AlertKind, string> = { NEW_CRASH_GROUP: 'New crash group' }
const LONGEST_REASON = 300

export function DeliveryRow({ delivery }: { delivery: FragmentType<typeof DeliveryFragment> }) {
  const row = readFragment(DeliveryFragment, delivery)
  return (
    <article className={classes.row}>
      <div>
        <span className={classes.state} data-state={row.state}>
          {STATES[row.state]}
        </span>
      </div>
      <div className={classes.what}>
        <Link to={`../crashes/${row.fingerprint}`} relative="path" className={classes.link}>
          {KINDS[row.kind]} <span className="mono">{row.fingerprint}</span>
        </Link>
        <div className={classNames(classes.soft, 'foreign')}>
          {row.channel} to {row.target}
        </div>
        {row.error && (
          <div className={classNames(classes.error, 'foreign')}>
            {clipped(row.error, LONGEST_REASON)}
          </div>
        )}
      </div>
      <div className={classes.soft}>
        <Tooltip label={clipped(row.response ?? 'No answer yet.', LONGEST_REASON)}>
          <span>{plural(row.attempts, 'attempt')}</span>
        </Tooltip>
        {row.nextAttemptAt && row.state === 'RETRYING' && (
          <div>
            next <Time at={row.nextAttemptAt} as="clock" />
          </div>
        )}
      </div>
      <div className={classNames(classes.soft, 'tabular')}>
        {row.latencyMs !== null && (
          <Tooltip label="From storing the crash to delivering the alert.">
            <span>{duration(row.latencyMs)}</span>
          </Tooltip>
        )}
      </div>
      <div className={classes.when}>
        <Time at={row.createdAt} />
      </div>
    </article>
  )
}
