import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useActionState } from 'react'
import { useSession } from '@/app/session-context'
import type { SignInOutcome } from '@/app/session'

const SIGN_IN_ERRORS: Record<Exclude<SignInOutcome, 'ok'>, string> = {
  'wrong-credentials': 'The e-mail address or password is incorrect.',
  throttled: 'Too many attempts. Wait a minute, then try again.',
  unreachable: 'The server does not respond. Try again in a moment.',
}

const readField = (form: FormData, name: string): string => {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function SignInForm({ email: fixedEmail }: { email?: string }) {
  const session = useSession()
  const [attempt, signIn, isBusy] = useActionState(
    async (_: { email: string; outcome: SignInOutcome } | null, form: FormData) => {
      const email = readField(form, 'email')
      return { email, outcome: await session.signIn(email, readField(form, 'password')) }
    },
    null,
  )
  const outcome = attempt?.outcome ?? 'ok'
  return (
    <form action={signIn}>
      <Stack gap="md">
        {outcome !== 'ok' && (
          <Alert color="red" variant="light" role="alert" p="xs">
            {SIGN_IN_ERRORS[outcome]}
          </Alert>
        )}
        <TextInput
          key={attempt?.email}
          label="E-mail"
          name="email"
          inputMode="email"
          autoCapitalize="none"
          spellCheck={false}
          autoComplete="username"
          defaultValue={attempt?.email ?? fixedEmail}
          required
          withAsterisk={false}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          data-autofocus={fixedEmail !== undefined || undefined}
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={isBusy} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  )
}
