import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import { isNarrow, type Filter } from '@/features/crashes/crash-filter'
import { Empty } from '@/ui/EmptyState'

export function NoCrashes({ filter }: { filter: Filter }) {
  if (isNarrow(filter) || filter.status === 'RESOLVED' || filter.status === 'IGNORED') {
    return (
      <Empty title="No crash group matches this filter">
        <Anchor component={Link} to="?status=ALL">
          Show all crashes
        </Anchor>
      </Empty>
    )
  }
  return (
    <Empty title={filter.status === 'OPEN' ? 'No open crashes' : 'No crashes yet'}>
      New ones appear here by themselves.{' '}
      {filter.status === 'OPEN' && (
        <Anchor component={Link} to="?status=ALL">
          Show resolved and ignored ones
        </Anchor>
      )}
    </Empty>
  )
}
