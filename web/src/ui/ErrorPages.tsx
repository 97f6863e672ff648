import { Button, Center, Stack, Text, Title } from '@mantine/core'
import { Link } from 'react-router'

/** What a page that broke leaves behind; the data is not at risk. */
export function ErrorPage() {
  return (
    <MessagePage title="This page broke">
      Your data is not affected. Reload; if it breaks again, report what you did.
    </MessagePage>
  )
}

export function NotFoundPage() {
  return (
    <MessagePage title="There is no such page">The address may be old or mistyped.</MessagePage>
  )
}

function MessagePage({ title, children }: { title: string; children: string }) {
  return (
    <Center mih="60dvh" p="md" component="section">
      <Stack align="center" gap="xs" ta="center" maw={420}>
        <Title order={1}>{title}</Title>
        <Text c="dimmed">{children}</Text>
        <Button component={Link} to="/" variant="default" mt="xs" reloadDocument>
          Go to the start
        </Button>
      </Stack>
    </Center>
  )
}
