import { Button } from '@mantine/core'
import { useMutation } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { notSaved } from '@/features/crashes/use-triage'
import { graphql } from '@/gql'
import { toast } from '@/lib/toasts'
import { tip } from '@/ui/tooltip'
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
  own: string
  all: readonly string[]
  onChange: () => void
}

/** What was merged into a group, and the way back. */
export function Fingerprints({ own, all, onChange }: FingerprintsProps) {
  const { appId, triageRefusal } = useCurrentApp()
  const [{ fetching }, unmerge] = useMutation(UnmergeMutation)
  const others = all.filter((fingerprint) => fingerprint !== own)
  if (others.length === 0) return null
  const separate = async (fingerprint: string) => {
    const { error } = await unmerge({ input: { appId, fingerprints: [fingerprint] } })
    if (error) toast({ text: notSaved(error), isError: true })
    else toast({ text: 'Separated: it is a group of its own again.' })
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
              {...tip(triageRefusal ?? 'It becomes a group of its own again.')}
              size="compact-xs"
              variant="subtle"
              aria-label={`Separate ${fingerprint}`}
              aria-disabled={triageRefusal !== null}
              data-disabled={triageRefusal !== null || undefined}
              loading={fetching}
              onClick={() => {
                if (triageRefusal === null) void separate(fingerprint)
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
