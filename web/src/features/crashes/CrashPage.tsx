import { Anchor, Button, Grid, Skeleton, Stack } from '@mantine/core'
import { Link, useParams } from 'react-router'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { CrashFacts } from '@/features/crashes/CrashFacts'
import { CrashHead } from '@/features/crashes/CrashHead'
import { Occurrences } from '@/features/crashes/Occurrences'
import { StackPanel } from '@/features/crashes/StackPanel'
import { graphql } from '@/gql'
import { Empty } from '@/ui/Empty'
import { Loadable } from '@/ui/Loadable'
import { PageTitle } from '@/ui/PageTitle'

const CrashQuery = graphql(`
  query CrashPage($appId: ID!, $fingerprint: String!) {
    app(id: $appId) {
      id
      crashGroup(fingerprint: $fingerprint) {
        id
        sampleStackTrace
        ...CrashHead_group
        ...CrashFacts_group
        ...Occurrences_group
      }
    }
  }
`)

/** One crash group: what it is, where it happens, and its latest occurrences. */
export function CrashPage() {
  const { appId, name } = useCurrentApp()
  const { fingerprint = '' } = useParams()
  const [result, reload] = useQuery({ query: CrashQuery, variables: { appId, fingerprint } })
  return (
    <Stack gap="sm">
      <PageTitle>{`${name}: crash`}</PageTitle>
      <Anchor component={Link} to=".." relative="path" size="sm" w="fit-content">
        ← Crashes
      </Anchor>
      <Loadable
        result={result}
        skeleton={<CrashSkeleton />}
        onRetry={() => {
          reload({ requestPolicy: 'network-only' })
        }}
      >
        {({ app: { crashGroup } }) =>
          crashGroup ? (
            <Stack gap="md">
              <CrashHead group={crashGroup} />
              <Grid gap="md">
                <Grid.Col span={{ base: 12, md: 8 }}>
                  <StackPanel title="Stack trace" stack={crashGroup.sampleStackTrace} />
                </Grid.Col>
                <Grid.Col span={{ base: 12, md: 4 }}>
                  <CrashFacts group={crashGroup} />
                </Grid.Col>
                <Grid.Col span={12}>
                  <Occurrences group={crashGroup} sampleStack={crashGroup.sampleStackTrace} />
                </Grid.Col>
              </Grid>
            </Stack>
          ) : (
            <Empty title="This app has no such crash group">
              The address may be mistyped, or belong to another app.
              <br />
              <Button component={Link} to=".." relative="path" variant="default" size="xs" mt="sm">
                All crashes
              </Button>
            </Empty>
          )
        }
      </Loadable>
    </Stack>
  )
}

function CrashSkeleton() {
  return (
    <Stack gap="md">
      <Skeleton h={64} />
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Skeleton h={280} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Skeleton h={280} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

export const Component = CrashPage
