import { Group, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Fingerprints } from '@/features/crashes/Fingerprints'
import { byVersion } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { count, plural } from '@/lib/format'
import { CopyText } from '@/ui/CopyIconButton'
import { Facts } from '@/ui/DetailList'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'
import classes from './CrashDetails.module.css'

const CrashFactsFragment = graphql(`
  fragment CrashFacts_group on CrashGroup {
    fingerprint
    fingerprints
    occurrenceCount
    deviceCount
    affectedVersions
    firstSeen
    lastSeen
    triage {
      regressedAt
      regressions
    }
  }
`)

const EXACT_DEVICES = 512

interface CrashFactsProps {
  group: FragmentType<typeof CrashFactsFragment>
  onChange: () => void
}

export function CrashFacts({ group, onChange }: CrashFactsProps) {
  const facts = readFragment(CrashFactsFragment, group)
  const { deviceCount, triage } = facts
  return (
    <Panel title="Facts">
      <Facts
        facts={[
          { name: 'Crashes', value: <strong>{count(facts.occurrenceCount)}</strong> },
          {
            name: 'Devices',
            value: (
              <strong>
                {deviceCount > EXACT_DEVICES && '≈ '}
                {count(deviceCount)}
              </strong>
            ),
          },
          { name: 'Last seen', value: <Time at={facts.lastSeen} /> },
          { name: 'First seen', value: <Time at={facts.firstSeen} as="full" /> },
          { name: 'Versions', value: <Versions versions={facts.affectedVersions} /> },
          ...(triage.regressedAt
            ? [
                {
                  name: 'Came back',
                  value: (
                    <>
                      {plural(triage.regressions, 'time')}, last <Time at={triage.regressedAt} />
                    </>
                  ),
                },
              ]
            : []),
          {
            name: 'Fingerprint',
            value: (
              <Group gap={4} wrap="nowrap" justify="flex-end">
                <span className="mono">{facts.fingerprint}</span>
                <CopyText text={facts.fingerprint} label="Copy fingerprint" />
              </Group>
            ),
          },
        ]}
      />
      <Fingerprints own={facts.fingerprint} all={facts.fingerprints} onChange={onChange} />
    </Panel>
  )
}

const SHOWN = 6

/** Newest first. */
function Versions({ versions }: { versions: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const sorted = byVersion(versions).reverse()
  const shown = isOpen ? sorted : sorted.slice(0, SHOWN)
  if (sorted.length === 0) return 'version not sent'
  return (
    <span className={classes.versions}>
      {shown.map((version) => (
        <span key={version} className={classes.version}>
          {version}
        </span>
      ))}
      {shown.length < sorted.length && (
        <UnstyledButton
          className={classes.more}
          onClick={() => {
            setIsOpen(true)
          }}
        >
          and {count(sorted.length - shown.length)} more
        </UnstyledButton>
      )}
    </span>
  )
}
