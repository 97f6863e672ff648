import { Alert, Box, Button, Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { CombinedError } from 'urql'
import { describeError } from '@/lib/errors'

export interface Loading<T> {
  /** null when the server returned errors only. */
  data?: T | null
  fetching: boolean
  stale?: boolean
  error?: CombinedError
}

interface LoadableProps<T> {
  result: Loading<T>
  skeleton: ReactNode
  onRetry: () => void
  children: (data: T) => ReactNode
}

/** Renders the states of a query: loading, failed, stale and loaded. */
export function Loadable<T>({ result, skeleton, onRetry, children }: LoadableProps<T>) {
  const { data, error, stale, fetching } = result
  if (data === undefined || data === null) {
    if (error) return <Failure error={error} onRetry={onRetry} />
    return (
      <div aria-busy="true" aria-label="Loading">
        {skeleton}
      </div>
    )
  }
  return (
    <Stack gap="md">
      {error && <Failure error={error} onRetry={onRetry} isStale />}
      <Box aria-busy={Boolean(stale) || fetching}>{children(data)}</Box>
    </Stack>
  )
}

interface FailureProps {
  error: CombinedError
  onRetry: () => void
  isStale?: boolean
}

export function Failure({ error, onRetry, isStale = false }: FailureProps) {
  const problem = describeError(error)
  return (
    <Alert role="alert" color={isStale ? 'yellow' : 'red'} variant="light" title={problem.title}>
      <Group justify="space-between" gap="sm">
        <Text className="user-text">
          {isStale && 'This data may be out of date. '}
          {problem.advice}
          {problem.requestId && (
            <>
              {' '}
              Request ID: <code>{problem.requestId}</code>
            </>
          )}
        </Text>
        {problem.isTemporary && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  )
}
