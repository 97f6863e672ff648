import { ActionIcon, Group, Stack } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { OccurrenceFacts } from '@/features/crashes/OccurrenceFacts'
import { StackPanel } from '@/features/crashes/StackPanel'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count } from '@/lib/format'
import { Empty } from '@/ui/Empty'
import { LeftIcon, RightIcon } from '@/ui/icons'
import { Panel } from '@/ui/Panel'

const OccurrencesFragment = graphql(`
  fragment Occurrences_group on CrashGroup {
    occurrenceCount
    message
    recentOccurrences(first: 50) {
      id
      stackTrace
      ...OccurrenceFacts_occurrence
    }
  }
`)

interface OccurrencesProps {
  group: FragmentType<typeof OccurrencesFragment>
  sampleStack: string
}

/** The latest occurrences, one at a time; which one is in the address. */
export function Occurrences({ group, sampleStack }: OccurrencesProps) {
  const found = readFragment(OccurrencesFragment, group)
  const { occurrenceCount, recentOccurrences: recent } = found
  const [params, setParams] = useSearchParams()
  const asked = recent.findIndex(({ id }) => id === params.get('occurrence'))
  const index = Math.max(asked, 0)
  const shown = recent[index]
  const go = (to: number) => {
    const next = new URLSearchParams(params)
    next.set('occurrence', recent[to]?.id ?? '')
    setParams(next, { replace: true, preventScrollReset: true })
  }
  return (
    <Panel
      title="Recent occurrences"
      aside={
        shown && (
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Newer occurrence"
              disabled={index === 0}
              onClick={() => {
                go(index - 1)
              }}
            >
              <LeftIcon />
            </ActionIcon>
            <span className="tabular" role="status">
              {count(index + 1)} of {count(occurrenceCount)}
            </span>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label="Older occurrence"
              disabled={index === recent.length - 1}
              onClick={() => {
                go(index + 1)
              }}
            >
              <RightIcon />
            </ActionIcon>
          </Group>
        )
      }
    >
      {shown ? (
        <Stack gap="md">
          <OccurrenceFacts occurrence={shown} groupMessage={found.message} />
          {shown.stackTrace !== sampleStack && (
            <StackPanel title="Stack trace of this occurrence" stack={shown.stackTrace} />
          )}
        </Stack>
      ) : (
        <Empty title="No occurrence is kept any more">
          Single crashes are kept for a limited time; the group and its counts stay.
        </Empty>
      )}
    </Panel>
  )
}
