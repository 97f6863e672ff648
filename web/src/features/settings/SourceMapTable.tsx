import { useCurrentApp } from '@/app/current-app'
import { graphql } from '@/gql'
import { formatBytes, formatCount } from '@/lib/format'
import { useReloadableQuery } from '@/lib/use-reloadable-query'
import { EmptyState } from '@/ui/EmptyState'
import { LoadMore, type NextPage } from '@/ui/InfinitePages'
import { GuardedButton } from '@/ui/GuardedButton'
import { Loadable } from '@/ui/Loadable'
import { RowsSkeleton } from '@/ui/RowsSkeleton'
import { ScrollBox } from '@/ui/ScrollBox'
import classes from '@/ui/Table.module.css'
import { Time } from '@/ui/Time'

const SourceMapsQuery = graphql(`
  query SourceMaps($appId: ID!, $first: Int!, $after: String) {
    app(id: $appId) {
      id
      sourceMaps(first: $first, after: $after) {
        edges {
          node {
            appVersion
            file
            segmentCount
            storedBytes
            uploadedAt
            uploadedBy
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`)

const PAGE_SIZE = 50

/** Identifies a source map of an app. */
export interface SourceMapKey {
  appVersion: string
  file: string
}

interface SourceMapTableProps {
  after: string | null
  nextPage: NextPage
  onDelete: (map: SourceMapKey) => void
}

export function SourceMapTable({ after, nextPage, onDelete }: SourceMapTableProps) {
  const { appId, cannotTriageReason } = useCurrentApp()
  const [result, reload] = useReloadableQuery(SourceMapsQuery, { appId, first: PAGE_SIZE, after })
  return (
    <Loadable result={result} skeleton={<RowsSkeleton rows={4} height={40} />} onRetry={reload}>
      {({ app: { sourceMaps } }) =>
        sourceMaps.edges.length === 0 && after === null ? (
          <EmptyState title="No source maps yet">
            Upload a source map to display the stack traces of its bundle with your source code.
          </EmptyState>
        ) : (
          <>
            <ScrollBox label="Source maps">
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">Bundle</th>
                    <th scope="col">Version</th>
                    <th scope="col" className={classes.number}>
                      Mappings
                    </th>
                    <th scope="col" className={classes.number}>
                      Size
                    </th>
                    <th scope="col">Uploaded</th>
                    <th scope="col">Actions</th>
                  </tr>
                </thead>
                <tbody>
                  {sourceMaps.edges.map(({ node }) => (
                    <tr key={`${node.appVersion} ${node.file}`}>
                      <th scope="row" className="user-text">
                        {node.file}
                      </th>
                      <td className="user-text">{node.appVersion || 'No version'}</td>
                      <td className={classes.number}>{formatCount(node.segmentCount)}</td>
                      <td className={classes.number}>{formatBytes(node.storedBytes)}</td>
                      <td>
                        <Time at={node.uploadedAt} /> by {node.uploadedBy}
                      </td>
                      <td>
                        <GuardedButton
                          size="compact-xs"
                          variant="default"
                          disabledReason={cannotTriageReason}
                          aria-label={`Delete source map of ${node.file}`}
                          onClick={() => {
                            onDelete(node)
                          }}
                        >
                          Delete
                        </GuardedButton>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </ScrollBox>
            <LoadMore nextPage={nextPage} pageInfo={sourceMaps.pageInfo} />
          </>
        )
      }
    </Loadable>
  )
}
