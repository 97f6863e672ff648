import { Group, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Fingerprints } from '@/features/crashes/Fingerprints'
import { sortVersions } from '@/features/crashes/versions'
import { graphql, readFragment, type FragmentType } from '@/gql'
import { formatCount } from '@/lib/format'
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
  const details = readFragment(CrashDetailsFragment, group)
  const { deviceCount, triage } = details
  return (
    <Panel title="Details">
      <DetailList
        details={[
          { name: 'Crashes', value: <strong>{formatCount(details.occurrenceCount)}</strong> },
          {
            name: 'Devices',
            value: (
              <strong>
                {deviceCount > MAX_EXACT_DEVICES && '≈ '}
                {formatCount(deviceCount)}
              </strong>
            ),
          },
          { name: 'Last seen', value: <Time at={details.lastSeen} /> },
          { name: 'First seen', value: <Time at={details.firstSeen} as="full" /> },
          { name: 'Versions', value: <VersionList versions={details.affectedVersions} /> },
          ...(triage.regressedAt
            ? [
                {
                  name: 'Regressions',
                  value: (
                    <>
                      {formatCount(triage.regressionCount)}, last <Time at={triage.regressedAt} />
                    </>
                  ),
                },
              ]
            : []),
          {
            name: 'Fingerprint',
            value: (
              <Group gap={4} wrap="nowrap" justify="flex-end">
                <span className="mono">{details.fingerprint}</span>
                <CopyIconButton text={details.fingerprint} label="Copy fingerprint" />
              </Group>
            ),
          },
        ]}
      />
      <Fingerprints
        ownFingerprint={details.fingerprint}
        fingerprints={details.fingerprints}
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
  const visible = isOpen ? sorted : sorted.slice(0, COLLAPSED_VERSIONS)
  if (sorted.length === 0) return 'No version'
  return (
    <span className={classes.versions}>
      {visible.map((version) => (
        <span key={version} className={classes.version}>
          {version}
        </span>
      ))}
      {visible.length < sorted.length && (
        <UnstyledButton
          className={classes.more}
          onClick={() => {
            setIsOpen(true)
          }}
        >
          Show {formatCount(sorted.length - visible.length)} more
        </UnstyledButton>
      )}
    </span>
  )
}
