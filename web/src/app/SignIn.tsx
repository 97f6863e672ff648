import {
  Alert,
  Button,
  Center,
  Paper,
  PasswordInput,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core'
import { useActionState } from 'react'
import { useSession } from '@/app/session-context'
import type { SignInOutcome } from '@/app/session'
import { Logo } from '@/ui/Logo'

const REFUSALS: Record<Exclude<SignInOutcome, 'ok'>, string> = {
  wrong: 'That e-mail and password do not match.',
  throttled: 'Too many attempts. Wait a minute, then try again.',
  unreachable: 'The server does not answer. Try again in a moment.',
}

const text = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function SignIn({ expired }: { expired: boolean }) {
  const session = useSession()
  const [attempt, signIn, isBusy] = useActionState(
    async (_: { email: string; outcome: SignInOutcome } | null, form: FormData) => {
      const email = text(form, 'email')
      return { email, outcome: await session.signIn(email, text(form, 'password')) }
    },
    null,
  )
  const outcome = attempt?.outcome ?? 'ok'
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={380}>
        <form action={signIn}>
          <Stack gap="md">
            <Logo />
            <div>
              <Title order={1}>Sign in</Title>
              <Text c="dimmed" size="sm">
                {expired
                  ? 'Your session has ended. You will be back on the same page.'
                  : 'Telemetry and crashes of your apps.'}
              </Text>
            </div>
            {outcome !== 'ok' && (
              <Alert color="red" variant="light" role="alert" p="xs">
                {REFUSALS[outcome]}
              </Alert>
            )}
            <TextInput
              key={attempt?.email}
              label="E-mail"
              name="email"
              type="email"
              autoComplete="username"
              defaultValue={attempt?.email}
              required
              withAsterisk={false}
            />
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="current-password"
              required
              withAsterisk={false}
            />
            <Button type="submit" loading={isBusy} fullWidth>
              Sign in
            </Button>
            <Text c="dimmed" size="xs">
              First time? <code>telemetry-graph up</code> prints an account.
            </Text>
          </Stack>
        </form>
      </Paper>
    </Center>
  )
}
