import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useSession } from '@/app/session-context'
import { showToast } from '@/lib/toasts'
import { Panel } from '@/ui/Panel'

const MIN_PASSWORD_CHARS = 10

export function PasswordForm({ email }: { email: string }) {
  const session = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async () => {
    setIsBusy(true)
    const failure = await session.changePassword(current, next)
    setIsBusy(false)
    setProblem(failure)
    if (failure !== null) return
    setCurrent('')
    setNext('')
    showToast({ text: 'Password changed. Your other browsers are signed out.' })
  }
  return (
    <Panel title="Password">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <Stack gap="sm" maw={360}>
          <Text c="dimmed">
            You are signed in as <span className="user-text">{email}</span>.
          </Text>
          {problem !== null && (
            <Alert color="red" variant="light" role="alert" p="xs">
              {problem}
            </Alert>
          )}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            onChange={({ currentTarget }) => {
              setCurrent(currentTarget.value)
            }}
          />
          <PasswordInput
            label="New password"
            description={`At least ${String(MIN_PASSWORD_CHARS)} characters`}
            autoComplete="new-password"
            minLength={MIN_PASSWORD_CHARS}
            maxLength={256}
            required
            withAsterisk={false}
            value={next}
            onChange={({ currentTarget }) => {
              setNext(currentTarget.value)
            }}
          />
          <Button type="submit" loading={isBusy} w="fit-content">
            Change password
          </Button>
        </Stack>
      </form>
    </Panel>
  )
}
