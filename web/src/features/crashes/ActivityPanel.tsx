import { Button, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useMutation } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { describeActivity, type ActivityEntry } from '@/features/crashes/describe-activity'
import { describeSaveError } from '@/features/crashes/use-triage'
import { graphql } from '@/gql'
import { showToast } from '@/lib/toasts'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'
import { tooltip } from '@/ui/tooltip'
import classes from './ActivityPanel.module.css'

const ActivityQuery = graphql(`
  query CrashActivity($appId: ID!, $fingerprint: String!, $first: Int!) {
    app(id: $appId) {
      id
      crashGroup(fingerprint: $fingerprint) {
        id
        activity(first: $first) {
          edges {
            node {
              id
              createdAt
              actor
              kind
              detail {
                fix
                fixedInVersion
                ignoredUntil
                moreOccurrences
                moreDevices
                assignee
                text
                mergedInto
                fingerprints
              }
            }
          }
          pageInfo {
            hasNextPage
          }
        }
      }
    }
  }
`)

const CommentMutation = graphql(`
  mutation Comment($input: CommentOnCrashGroupInput!) {
    commentOnCrashGroup(input: $input) {
      crashGroup {
        id
      }
    }
  }
`)

const PAGE_SIZE = 20
const MAX_ENTRIES = 100

interface CommentFormProps {
  fingerprint: string
  onChange: () => void
}

interface ActivityPanelProps extends CommentFormProps {
  /** Incremented with each change of the group, to reload the activity. */
  revision: number
}

/** The triage actions and comments of a group, newest first. */
export function ActivityPanel({ fingerprint, revision, onChange }: ActivityPanelProps) {
  return (
    <Panel title="Activity">
      <Stack gap="sm">
        <CommentForm fingerprint={fingerprint} onChange={onChange} />
        <ActivityList key={revision} fingerprint={fingerprint} />
      </Stack>
    </Panel>
  )
}

function ActivityList({ fingerprint }: { fingerprint: string }) {
  const { appId } = useCurrentApp()
  const [first, setFirst] = useState(PAGE_SIZE)
  const [result, reload] = useReloadableQuery(ActivityQuery, { appId, fingerprint, first })
  return (
    <Loadable result={result} skeleton={<Skeleton h={60} />} onRetry={reload}>
      {({ app: { crashGroup } }) => (
        <>
          <ol className={classes.entries} aria-label="Activity">
            {crashGroup?.activity.edges.map(({ node }) => (
              <ActivityItem key={node.id} entry={node} />
            ))}
          </ol>
          {crashGroup?.activity.edges.length === 0 && <Text c="dimmed">No activity yet</Text>}
          {crashGroup?.activity.pageInfo.hasNextPage && first < MAX_ENTRIES && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                setFirst(Math.min(first + PAGE_SIZE, MAX_ENTRIES))
              }}
            >
              Show earlier activity
            </Button>
          )}
        </>
      )}
    </Loadable>
  )
}

function ActivityItem({ entry: { createdAt, actor, kind, detail } }: { entry: ActivityEntry }) {
  return (
    <li>
      <Text size="xs" c="dimmed" className="user-text">
        {actor !== null && <strong>{actor}</strong>} {describeActivity(kind, detail)}{' '}
        <Time at={createdAt} />
      </Text>
      {detail.text && (
        <p className="user-text" dir="auto">
          {detail.text}
        </p>
      )}
    </li>
  )
}

const MAX_COMMENT_CHARS = 4_000

function CommentForm({ fingerprint, onChange }: CommentFormProps) {
  const { appId, cannotTriageReason } = useCurrentApp()
  const [text, setText] = useState('')
  const [{ fetching }, comment] = useMutation(CommentMutation)
  const send = async () => {
    const { error } = await comment({ input: { appId, fingerprint, text } })
    if (error) {
      showToast({ text: describeSaveError(error), isError: true })
      return
    }
    setText('')
    onChange()
  }
  const isReadOnly = cannotTriageReason !== null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() && !isReadOnly) void send()
      }}
    >
      <Stack gap={6} align="flex-end">
        <Textarea
          {...tooltip(cannotTriageReason)}
          w="100%"
          size="xs"
          aria-label="Comment"
          placeholder={cannotTriageReason ?? 'Add a comment'}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={MAX_COMMENT_CHARS}
          readOnly={isReadOnly}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value)
          }}
        />
        {text.trim() !== '' && (
          <Button type="submit" size="xs" loading={fetching}>
            Comment
          </Button>
        )}
      </Stack>
    </form>
  )
}
