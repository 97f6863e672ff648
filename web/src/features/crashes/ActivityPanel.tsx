import { Button, Skeleton, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { activityWords } from '@/features/crashes/describe-activity'
import { notSaved } from '@/features/crashes/use-triage'
import { graphql } from '@/gql'
import type { CrashActivityQuery } from '@/gql/graphql'
import { toast } from '@/lib/toasts'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import { Time } from '@/ui/Time'
import { tip } from '@/ui/tooltip'
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
              at
              actor
              kind
              detail
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

type Entry = NonNullable<
  CrashActivityQuery['app']['crashGroup']
>['activity']['edges'][number]['node']

const STEP = 20
const MOST = 100

interface CommentFormProps {
  fingerprint: string
  onChange: () => void
}

interface ActivityPanelProps extends CommentFormProps {
  /** Goes up with each change of the group: then what happened is asked for anew. */
  revision: number
}

/** What people did and said about a group, newest first. */
export function ActivityPanel({ fingerprint, revision, onChange }: ActivityPanelProps) {
  return (
    <Panel title="Activity">
      <Stack gap="sm">
        <CommentForm fingerprint={fingerprint} onChange={onChange} />
        <Entries key={revision} fingerprint={fingerprint} />
      </Stack>
    </Panel>
  )
}

function Entries({ fingerprint }: { fingerprint: string }) {
  const { appId } = useCurrentApp()
  const [first, setFirst] = useState(STEP)
  const [result, execute] = useQuery({
    query: ActivityQuery,
    variables: { appId, fingerprint, first },
  })
  return (
    <Loadable
      result={result}
      skeleton={<Skeleton h={60} />}
      onRetry={() => {
        execute({ requestPolicy: 'network-only' })
      }}
    >
      {({ app: { crashGroup } }) => (
        <>
          <ol className={classes.entries} aria-label="Activity">
            {crashGroup?.activity.edges.map(({ node }) => (
              <EntryItem key={node.id} entry={node} />
            ))}
          </ol>
          {crashGroup?.activity.edges.length === 0 && (
            <Text c="dimmed">Nothing was done about it yet.</Text>
          )}
          {crashGroup?.activity.pageInfo.hasNextPage && first < MOST && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                setFirst(Math.min(first + STEP, MOST))
              }}
            >
              Earlier
            </Button>
          )}
        </>
      )}
    </Loadable>
  )
}

function EntryItem({ entry: { at, actor, kind, detail } }: { entry: Entry }) {
  const said =
    kind === 'COMMENTED' && typeof detail === 'object' && detail !== null && 'text' in detail
      ? String(detail.text)
      : null
  return (
    <li>
      <Text size="xs" c="dimmed" className="foreign">
        {actor !== null && <strong>{actor}</strong>} {activityWords(kind, detail)} <Time at={at} />
      </Text>
      {said !== null && (
        <p className="foreign" dir="auto">
          {said}
        </p>
      )}
    </li>
  )
}

const LONGEST = 4_000

function CommentForm({ fingerprint, onChange }: CommentFormProps) {
  const { appId, triageRefusal } = useCurrentApp()
  const [text, setText] = useState('')
  const [{ fetching }, comment] = useMutation(CommentMutation)
  const send = async () => {
    const { error } = await comment({ input: { appId, fingerprint, text } })
    if (error) {
      toast({ text: notSaved(error), isError: true })
      return
    }
    setText('')
    onChange()
  }
  const isClosed = triageRefusal !== null
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() && !isClosed) void send()
      }}
    >
      <Stack gap={6} align="flex-end">
        <Textarea
          {...tip(triageRefusal)}
          w="100%"
          size="xs"
          aria-label="Comment"
          placeholder={triageRefusal ?? 'Say something about it'}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={LONGEST}
          readOnly={isClosed}
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
