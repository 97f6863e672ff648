import { useMutation } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { describeSaveError } from '@/features/crashes/use-triage'
import { graphql } from '@/gql'
import { showToast } from '@/lib/toasts'
import { GuardedButton } from '@/ui/GuardedButton'
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

/** The fingerprints merged into a group, each with a button to unmerge it. */
export function Fingerprints({ ownFingerprint, fingerprints, onChange }: FingerprintsProps) {
  const { appId, cannotTriageReason } = useCurrentApp()
  const [{ fetching }, unmerge] = useMutation(UnmergeMutation)
  const others = fingerprints.filter((fingerprint) => fingerprint !== ownFingerprint)
  if (others.length === 0) return null
  const unmergeFingerprint = async (fingerprint: string) => {
    const { error } = await unmerge({ input: { appId, fingerprints: [fingerprint] } })
    if (error) showToast({ text: describeSaveError(error), isError: true })
    else showToast({ text: 'Unmerged. It is a separate group again.' })
    onChange()
  }
  return (
    <div className={classes.merged}>
      Merged fingerprints
      <ul>
        {others.map((fingerprint) => (
          <li key={fingerprint}>
            <span className="mono">{fingerprint}</span>
            <GuardedButton
              size="compact-xs"
              variant="subtle"
              disabledReason={cannotTriageReason}
              detail="Make it a separate group again."
              aria-label={`Unmerge ${fingerprint}`}
              loading={fetching}
              onClick={() => void unmergeFingerprint(fingerprint)}
            >
              Unmerge
            </GuardedButton>
          </li>
        ))}
      </ul>
    </div>
  )
}
