import { Anchor } from '@mantine/core'
import { Link } from 'react-router'
import { isFiltered, type CrashFilter } from '@/features/crashes/crash-filter'
import { EmptyState } from '@/ui/EmptyState'

export function NoCrashes({ filter }: { filter: CrashFilter }) {
  if (isFiltered(filter) || filter.status === 'RESOLVED' || filter.status === 'IGNORED') {
    return (
      <EmptyState title="No crash groups match these filters">
        <Anchor component={Link} to="?status=ALL">
          Show all crashes
        </Anchor>
      </EmptyState>
    )
  }
  return (
    <EmptyState title={filter.status === 'OPEN' ? 'No open crashes' : 'No crashes yet'}>
      New crashes appear here automatically.{' '}
      {filter.status === 'OPEN' && (
        <Anchor component={Link} to="?status=ALL">
          Show resolved and ignored crashes
        </Anchor>
      )}
    </EmptyState>
  )
}
