import { Skeleton, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useQuery } from 'urql'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import { truncate, pluralize } from '@/lib/format'
import { Loadable } from '@/ui/Loadable'
import { Panel } from '@/ui/Panel'
import classes from './SimilarGroupsPanel.module.css'

export const SimilarGroupsQuery = graphql(`
  query SimilarGroups($appId: ID!, $fingerprint: String!) {
    app(id: $appId) {
      id
      crashGroup(fingerprint: $fingerprint) {
        id
        similar(first: 5) {
          id
          fingerprint
          type
          message
          occurrenceCount
        }
      }
    }
  }
`)

/** Groups that crash in functions and files of the same names. */
export function SimilarGroupsPanel({ fingerprint }: { fingerprint: string }) {
  const { appId } = useCurrentApp()
  const [result, execute] = useQuery({
    query: SimilarGroupsQuery,
    variables: { appId, fingerprint },
  })
  return (
    <Panel title="Similar groups">
      <Loadable
        result={result}
        skeleton={<Skeleton h={40} />}
        onRetry={() => {
          execute({ requestPolicy: 'network-only' })
        }}
      >
        {({ app: { crashGroup } }) =>
          crashGroup && crashGroup.similar.length > 0 ? (
            <ul className={classes.similar}>
              {crashGroup.similar.map((group) => (
                <li key={group.id}>
                  <Link
                    to={`../${group.fingerprint}`}
                    relative="path"
                    className="user-text"
                    dir="auto"
                  >
                    {truncate(group.message, 120) || 'No message'}
                  </Link>
                  <Text size="xs" c="dimmed" className="user-text">
                    {truncate(group.type, 80)} ·{' '}
                    {pluralize(group.occurrenceCount, 'crash', 'crashes')}
                  </Text>
                </li>
              ))}
            </ul>
          ) : (
            <Text c="dimmed">None crashes in the same functions and files.</Text>
          )
        }
      </Loadable>
    </Panel>
  )
}
