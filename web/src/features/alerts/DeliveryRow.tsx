import { Link } from 'react-router'
import { DeliveryActions } from '@/features/alerts/DeliveryActions'
import {
  ALERT_KIND_LABELS,
  DELIVERY_REASON_LABELS,
  DELIVERY_STATE_LABELS,
} from '@/features/alerts/labels'
import { graphql, readFragment, type FragmentType } from '@/gql'
import type { AlertDeliveryState } from '@/gql/graphql'
import { truncate, formatDuration, pluralize } from '@/lib/format'
import { StatusBadge, type Tone } from '@/ui/StatusBadge'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import { tooltip } from '@/ui/tooltip'
import classes from './Alerts.module.css'

const DeliveryFragment = graphql(`
  fragment DeliveryRow_delivery on AlertDelivery {
    id
    alertId
    channelKind
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

const DELIVERY_STATE_TONES: Record<AlertDeliveryState, Tone> = {
  PENDING: 'neutral',
  SENDING: 'neutral',
  RETRYING: 'warn',
  DELIVERED: 'good',
  DEAD: 'bad',
  HELD: 'neutral',
  SUPPRESSED: 'neutral',
}

const MAX_RESPONSE_CHARS = 300
const MAX_MESSAGE_CHARS = 200

interface DeliveryRowProps {
  delivery: FragmentType<typeof DeliveryFragment>
  getKindLabel: (channelKind: string) => string
  onChange: () => void
}

export function DeliveryRow({ delivery, getKindLabel, onChange }: DeliveryRowProps) {
  const row = readFragment(DeliveryFragment, delivery)
  return (
    <article className={classes.row}>
      <div>
        <StatusBadge tone={DELIVERY_STATE_TONES[row.state]}>
          {DELIVERY_STATE_LABELS[row.state]}
        </StatusBadge>
      </div>
      <div className={classes.subject}>
        {row.fingerprint ? (
          <Link to={`../crashes/${row.fingerprint}`} relative="path" className={classes.link}>
            {ALERT_KIND_LABELS[row.kind]}:{' '}
            <bdi className="user-text">
              {truncate(row.crashMessage ?? '', MAX_MESSAGE_CHARS) || row.fingerprint}
            </bdi>
          </Link>
        ) : (
          ALERT_KIND_LABELS[row.kind]
        )}
        <div className={classNames(classes.secondary, 'user-text')}>
          {getKindLabel(row.channelKind)}: {row.target}
        </div>
        {row.reason && (
          <div className={classes.secondary}>{DELIVERY_REASON_LABELS[row.reason]}</div>
        )}
        {row.acknowledgedBy && (
          <div className={classNames(classes.secondary, 'user-text')}>
            Acknowledged by {row.acknowledgedBy}
          </div>
        )}
        {row.error && (
          <div className={classNames(classes.error, 'user-text')}>
            {truncate(row.error, MAX_RESPONSE_CHARS)}
          </div>
        )}
      </div>
      <div className={classes.secondary}>
        <span {...tooltip(truncate(row.response ?? 'No response yet.', MAX_RESPONSE_CHARS))}>
          {pluralize(row.attempts, 'attempt')}
        </span>
        {row.nextAttemptAt && row.state === 'RETRYING' && (
          <div>
            Next: <Time at={row.nextAttemptAt} as="clock" />
          </div>
        )}
      </div>
      <div className={classNames(classes.secondary, 'tabular')}>
        {row.latencyMs !== null && (
          <span {...tooltip('Time from storing the crash to delivering the alert.')}>
            {formatDuration(row.latencyMs)}
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
        canAcknowledge={row.acknowledgedAt === null && row.fingerprint !== null}
        onChange={onChange}
      />
    </article>
  )
}
