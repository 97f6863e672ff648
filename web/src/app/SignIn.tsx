import { Center, Paper, Stack, Text, Title } from '@mantine/core'
import { SignInForm } from '@/app/SignInForm'
import { Logo } from '@/ui/Logo'

export function SignIn() {
  return (
    <Center mih="100dvh" p="md" component="main">
      <Paper withBorder p="xl" w="100%" maw={380}>
        <Stack gap="md">
          <Logo />
          <div>
            <Title order={1}>Sign in</Title>
            <Text c="dimmed" size="sm">
              Telemetry and crash reports of your apps.
            </Text>
          </div>
          <SignInForm />
          <Text c="dimmed" size="xs">
            First time? Use the account that <code>telemetry-graph up</code> printed.
          </Text>
        </Stack>
      </Paper>
    </Center>
  )
}
