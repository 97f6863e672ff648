import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'

/** Replaces a page whose rendering failed. */
export function ErrorPage() {
  return (
    <MessagePage title="This page could not be displayed">
      Your data is not affected. Reload the page. If the problem persists, report what you did.
    </MessagePage>
  )
}

export function NotFoundPage() {
  return <MessagePage title="Page not found">The address may be outdated or mistyped.</MessagePage>
}

function MessagePage({ title, children }: { title: string; children: string }) {
  return (
    <Center mih="60dvh" p="md" component="section">
      <Stack align="center" gap="xs" ta="center" maw={420}>
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{children}</Text>
        <Button component={Link} to="/" variant="default" mt="xs" reloadDocument>
          Go to the overview
        </Button>
      </Stack>
    </Center>
  )
}
