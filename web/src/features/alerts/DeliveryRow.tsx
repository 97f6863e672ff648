import { Link } from 'react-router'
import { DeliveryActions } from '@/features/alerts/DeliveryActions'
import { KINDS, REASONS, STATES } from '@/features/alerts/labels'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { clipped, duration, plural } from '@/lib/format'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import { tip } from '@/ui/tooltip'
import classes from './Alerts.module.css'

const DeliveryFragment = graphql(`
  fragment DeliveryRow_delivery on AlertDelivery {
    id
    alertId
    channel
    target
    kind
    fingerprint
    crashMessage
    state
    reason
    attempts
    createdAt
    latencyMs
    nextAttemptAt
    response
    error
    acknowledgedAt
    acknowledgedBy
  }
`)

const LONGEST_REASON = 300
const LONGEST_MESSAGE = 200

interface DeliveryRowProps {
  delivery: FragmentType<typeof DeliveryFragment>
  onChange: () => void
}

export function DeliveryRow({ delivery, onChange }: DeliveryRowProps) {
  const row = readFragment(DeliveryFragment, delivery)
  return (
    <article className={classes.row}>
      <div>
        <span className={classes.state} data-state={row.state}>
          {STATES[row.state]}
        </span>
      </div>
      <div className={classes.what}>
        {row.fingerprint ? (
          <Link to={`../crashes/${row.fingerprint}`} relative="path" className={classes.link}>
            {KINDS[row.kind]}:{' '}
            <bdi className="foreign">
              {clipped(row.crashMessage ?? '', LONGEST_MESSAGE) || row.fingerprint}
            </bdi>
          </Link>
        ) : (
          KINDS[row.kind]
        )}
        <div className={classNames(classes.soft, 'foreign')}>
          {row.channel} to {row.target}
        </div>
        {row.reason && <div className={classes.soft}>{REASONS[row.reason]}</div>}
        {row.acknowledgedBy && (
          <div className={classNames(classes.soft, 'foreign')}>
            looked after by {row.acknowledgedBy}
          </div>
        )}
        {row.error && (
          <div className={classNames(classes.error, 'foreign')}>
            {clipped(row.error, LONGEST_REASON)}
          </div>
        )}
      </div>
      <div className={classes.soft}>
        <span {...tip(clipped(row.response ?? 'No answer yet.', LONGEST_REASON))}>
          {plural(row.attempts, 'attempt')}
        </span>
        {row.nextAttemptAt && row.state === 'RETRYING' && (
          <div>
            next <Time at={row.nextAttemptAt} as="clock" />
          </div>
        )}
      </div>
      <div className={classNames(classes.soft, 'tabular')}>
        {row.latencyMs !== null && (
          <span {...tip('From storing the crash to delivering the alert.')}>
            {duration(row.latencyMs)}
          </span>
        )}
      </div>
      <div className={classes.when}>
        <Time at={row.createdAt} />
      </div>
      <DeliveryActions
        id={row.id}
        alertId={row.alertId}
        isDead={row.state === 'DEAD'}
        isOpen={row.acknowledgedAt === null && row.fingerprint !== null}
        onChange={onChange}
      />
    </article>
  )
}
