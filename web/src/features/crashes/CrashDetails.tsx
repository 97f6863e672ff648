import { Group, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Fingerprints } from '@/features/crashes/Fingerprints'
import { sortVersions } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount, pluralize } from '@/lib/format'
import { CopyIconButton } from '@/ui/CopyIconButton'
import { DetailList } from '@/ui/DetailList'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'
import classes from './CrashDetails.module.css'

const CrashDetailsFragment = graphql(`
  fragment CrashDetails_group on CrashGroup {
    fingerprint
    fingerprints
    occurrenceCount
    deviceCount
    affectedVersions
    firstSeen
    lastSeen
    triage {
      regressedAt
      regressionCount
    }
  }
`)

const MAX_EXACT_DEVICES = 512

interface CrashDetailsProps {
  group: FragmentType<typeof CrashDetailsFragment>
  onChange: () => void
}

export function CrashDetails({ group, onChange }: CrashDetailsProps) {
  const facts = readFragment(CrashDetailsFragment, group)
  const { deviceCount, triage } = facts
  return (
    <Panel title="Facts">
      <DetailList
        details={[
          { name: 'Crashes', value: <strong>{formatCount(facts.occurrenceCount)}</strong> },
          {
            name: 'Devices',
            value: (
              <strong>
                {deviceCount > MAX_EXACT_DEVICES && '≈ '}
                {formatCount(deviceCount)}
              </strong>
            ),
          },
          { name: 'Last seen', value: <Time at={facts.lastSeen} /> },
          { name: 'First seen', value: <Time at={facts.firstSeen} as="full" /> },
          { name: 'Versions', value: <VersionList versions={facts.affectedVersions} /> },
          ...(triage.regressedAt
            ? [
                {
                  name: 'Came back',
                  value: (
                    <>
                      {pluralize(triage.regressionCount, 'time')}, last{' '}
                      <Time at={triage.regressedAt} />
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
                <CopyIconButton text={facts.fingerprint} label="Copy fingerprint" />
              </Group>
            ),
          },
        ]}
      />
      <Fingerprints
        ownFingerprint={facts.fingerprint}
        fingerprints={facts.fingerprints}
        onChange={onChange}
      />
    </Panel>
  )
}

const COLLAPSED_VERSIONS = 6

/** Newest first. */
function VersionList({ versions }: { versions: readonly string[] }) {
  const [isOpen, setIsOpen] = useState(false)
  const sorted = sortVersions(versions).reverse()
  const shown = isOpen ? sorted : sorted.slice(0, COLLAPSED_VERSIONS)
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
          and {formatCount(sorted.length - shown.length)} more
        </UnstyledButton>
      )}
    </span>
  )
}
