import { Group } from '@mantine/core'
import { byVersion } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, NO_DATA } from '@/lib/format'
import { CopyText } from '@/ui/CopyText'
import { Facts } from '@/ui/Facts'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'

const CrashFactsFragment = graphql(`
  fragment CrashFacts_group on CrashGroup {
    fingerprint
    algorithm
    occurrenceCount
    affectedVersions
    firstSeen
    lastSeen
  }
`)

export function CrashFacts({ group }: { group: FragmentType<typeof CrashFactsFragment> }) {
  const facts = readFragment(CrashFactsFragment, group)
  return (
    <Panel title="Facts">
      <Facts
        facts={[
          { name: 'Occurrences', value: <strong>{count(facts.occurrenceCount)}</strong> },
          { name: 'Last seen', value: <Time at={facts.lastSeen} /> },
          { name: 'First seen', value: <Time at={facts.firstSeen} as="full" /> },
          { name: 'Versions', value: byVersion(facts.affectedVersions).join(', ') || NO_DATA },
          {
            name: 'Fingerprint',
            value: (
              <Group gap={4} wrap="nowrap" justify="flex-end">
                <span className="mono">{facts.fingerprint}</span>
                <CopyText text={facts.fingerprint} label="Copy fingerprint" />
              </Group>
            ),
          },
          { name: 'Grouped by', value: `algorithm ${String(facts.algorithm)}` },
        ]}
      />
    </Panel>
  )
}
