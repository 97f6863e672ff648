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
  const [refusal, setRefusal] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const submit = async () => {
    setIsBusy(true)
    const refused = await session.changePassword(current, next)
    setIsBusy(false)
    setRefusal(refused)
    if (refused !== null) return
    setCurrent('')
    setNext('')
    showToast({ text: 'The password is changed; your other browsers are signed out.' })
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
          {refusal !== null && (
            <Alert color="red" variant="light" role="alert" p="xs">
              {refusal}
            </Alert>
          )}
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <PasswordInput
            label="Present password"
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
            description={`${String(MIN_PASSWORD_CHARS)} characters or more`}
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
            Change the password
          </Button>
        </Stack>
      </form>
    </Panel>
  )
}
