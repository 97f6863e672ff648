import { Button } from '@mantine/core'
import { useMutation } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { describeSaveError } from '@/features/crashes/use-triage'
import { graphql } from '@/gql'
import { showToast } from '@/lib/toasts'
import { tooltip } from '@/ui/tooltip'
import classes from './CrashDetails.module.css'

export const UnmergeMutation = graphql(`
  mutation Unmerge($input: UnmergeCrashGroupsInput!) {
    unmergeCrashGroups(input: $input) {
      crashGroups {
        id
        fingerprint
      }
    }
  }
`)

interface FingerprintsProps {
  ownFingerprint: string
  fingerprints: readonly string[]
  onChange: () => void
}

/** What was merged into a group, and the way back. */
export function Fingerprints({ ownFingerprint, fingerprints, onChange }: FingerprintsProps) {
  const { appId, cannotTriageReason } = useCurrentApp()
  const [{ fetching }, unmerge] = useMutation(UnmergeMutation)
  const others = fingerprints.filter((fingerprint) => fingerprint !== ownFingerprint)
  if (others.length === 0) return null
  const separate = async (fingerprint: string) => {
    const { error } = await unmerge({ input: { appId, fingerprints: [fingerprint] } })
    if (error) showToast({ text: describeSaveError(error), isError: true })
    else showToast({ text: 'Separated: it is a group of its own again.' })
    onChange()
  }
  return (
    <div className={classes.merged}>
      Also holds
      <ul>
        {others.map((fingerprint) => (
          <li key={fingerprint}>
            <span className="mono">{fingerprint}</span>
            <Button
              {...tooltip(cannotTriageReason ?? 'It becomes a group of its own again.')}
              size="compact-xs"
              variant="subtle"
              aria-label={`Separate ${fingerprint}`}
              aria-disabled={cannotTriageReason !== null}
              data-disabled={cannotTriageReason !== null || undefined}
              loading={fetching}
              onClick={() => {
                if (cannotTriageReason === null) void separate(fingerprint)
              }}
            >
              Separate
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
