import { Skeleton, Text } from '@mantine/core'
import { Link } from 'react-router'
import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import { truncate, pluralize } from '@/lib/format'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
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

/** Groups that crash in functions and files with the same names. */
export function SimilarGroupsPanel({ fingerprint }: { fingerprint: string }) {
  const { appId } = useCurrentApp()
  const [result, reload] = useReloadableQuery(SimilarGroupsQuery, { appId, fingerprint })
  return (
    <Panel title="Similar groups">
      <Loadable result={result} skeleton={<Skeleton h={40} />} onRetry={reload}>
        {({ app: { crashGroup } }) =>
          crashGroup && crashGroup.similar.length > 0 ? (
            <ul className={classes.list}>
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
            <Text c="dimmed">No similar groups</Text>
          )
        }
      </Loadable>
    </Panel>
  )
}
