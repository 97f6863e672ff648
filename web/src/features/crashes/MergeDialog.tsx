import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { UnmergeMutation } from '@/features/crashes/Fingerprints'
import { SimilarGroupsQuery } from '@/features/crashes/SimilarGroupsPanel'
import { describeSaveError } from '@/features/crashes/use-triage'
import { graphql } from '@/gql'
import { truncate, pluralize } from '@/lib/format'
import { showToast } from '@/lib/toasts'
import classes from './MergeDialog.module.css'

const CandidatesQuery = graphql(`
  query MergeCandidates($appId: ID!, $search: String!) {
    app(id: $appId) {
      id
      crashGroups(first: 12, filter: { search: $search }) {
        edges {
          node {
            id
            fingerprint
            type
            message
            occurrenceCount
          }
        }
      }
    }
  }
`)

const MergeMutation = graphql(`
  mutation Merge($input: MergeCrashGroupsInput!) {
    mergeCrashGroups(input: $input) {
      crashGroup {
        id
        occurrenceCount
        fingerprints
      }
    }
  }
`)

interface MergeDialogProps {
  /** Fingerprint of the group that remains. */
  into: string
  opened: boolean
  onClose: () => void
  onMerged: () => void
}

export function MergeDialog({ into, opened, onClose, onMerged }: MergeDialogProps) {
  const { appId } = useCurrentApp()
  const [, merge] = useMutation(MergeMutation)
  const [, unmerge] = useMutation(UnmergeMutation)
  const undo = async (fingerprint: string) => {
    const { error } = await unmerge({ input: { appId, fingerprints: [fingerprint] } })
    if (error) showToast({ text: describeSaveError(error), isError: true })
    onMerged()
  }
  const mergeGroup = async (fingerprint: string) => {
    const { error } = await merge({ input: { appId, into, fingerprints: [fingerprint] } })
    if (error) {
      showToast({ text: describeSaveError(error), isError: true })
      return
    }
    showToast({
      text: 'Merged. Its past and future crashes now belong to this group.',
      durationMs: 10_000,
      action: { label: 'Undo', run: () => void undo(fingerprint) },
    })
    onClose()
    onMerged()
  }
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title="Merge another group into this one">
      <MergeCandidates into={into} onChoose={(fingerprint) => void mergeGroup(fingerprint)} />
    </Modal>
  )
}

const SEARCH_DELAY_MS = 250

function MergeCandidates(props: { into: string; onChoose: (fingerprint: string) => void }) {
  const { into, onChoose } = props
  const { appId } = useCurrentApp()
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), SEARCH_DELAY_MS)
  const [similar] = useQuery({
    query: SimilarGroupsQuery,
    variables: { appId, fingerprint: into },
    requestPolicy: 'cache-first',
  })
  const [searchResult] = useQuery({
    query: CandidatesQuery,
    variables: { appId, search },
    pause: search === '',
  })
  const matches = search === '' ? undefined : searchResult.data?.app.crashGroups.edges
  // The list stays until the response arrives, because the user may be about to press a button.
  const groups = matches?.map(({ node }) => node) ?? similar.data?.app.crashGroup?.similar ?? []
  const others = groups.filter(({ fingerprint }) => fingerprint !== into)
  return (
    <Stack gap="sm">
      <TextInput
        label="Search"
        placeholder="Words in the message, type or frames"
        value={text}
        maxLength={200}
        data-autofocus
        onChange={(event) => {
          setText(event.currentTarget.value)
        }}
      />
      <ul className={classes.candidates} aria-label="Groups to merge">
        {others.map(({ fingerprint, type, message, occurrenceCount }) => (
          <li key={fingerprint}>
            <div>
              <div className="user-text" dir="auto">
                {truncate(message, 160) || 'No message'}
              </div>
              <Text size="xs" c="dimmed" className="user-text">
                {truncate(type, 80)} · {pluralize(occurrenceCount, 'crash', 'crashes')}
              </Text>
            </div>
            <Button
              size="xs"
              variant="default"
              aria-label={`Merge: ${truncate(message, 80)}`}
              onClick={() => {
                onChoose(fingerprint)
              }}
            >
              Merge
            </Button>
          </li>
        ))}
      </ul>
      {others.length === 0 && (
        <Text c="dimmed">
          {search === '' ? 'No similar groups. Search for a group.' : 'No matching groups'}
        </Text>
      )}
    </Stack>
  )
}
