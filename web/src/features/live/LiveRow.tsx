import { Link } from 'react-router'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { truncate, NO_DATA, shortenId } from '@/lib/format'
import { Time } from '@/ui/Time'
import { classNames } from '@/ui/class-names'
import { tooltip } from '@/ui/tooltip'
import classes from './LivePage.module.css'

const LiveRowFragment = graphql(`
  fragment LiveRow_occurrence on CrashOccurrence {
    id
    fingerprint
    receivedAt
    type
    message
    isFatal
    appVersion
    device
  }
`)

const MAX_MESSAGE_CHARS = 240

export function LiveRow({ occurrence }: { occurrence: FragmentType<typeof LiveRowFragment> }) {
  const crash = readFragment(LiveRowFragment, occurrence)
  return (
    <article className={classes.row}>
      <Time at={crash.receivedAt} as="clock" />
      <span
        {...tooltip(
          crash.isFatal ? 'Fatal: the crash ended the app.' : 'Handled: the app kept running.',
        )}
        className={classNames(classes.type, 'mono')}
        data-fatal={crash.isFatal}
      >
        {crash.type}
      </span>
      <Link
        to={`../crashes/${crash.fingerprint}?occurrence=${encodeURIComponent(crash.id)}`}
        relative="path"
        className={classNames(classes.message, 'user-text')}
        dir="auto"
      >
        {truncate(crash.message, MAX_MESSAGE_CHARS) || 'No message'}
      </Link>
      <span className={classes.secondary}>{crash.appVersion ?? NO_DATA}</span>
      <span className={classNames(classes.secondary, classes.device, 'mono')}>
        {shortenId(crash.device)}
      </span>
    </article>
  )
}
