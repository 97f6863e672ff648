import { expect, it, vi } from 'vitest'
import { DEFAULT_FILTER } from '@/features/crashes/crash-filter'
import { GroupPages } from '@/features/crashes/group-pages'
import { makeGroup } from '@/features/crashes/testing'
import { createTestClient, type Respond } from '@/testing/render'
import { CombinedError } from 'urql'

/** Responds like a server with these groups, newest first, in pages of two. */
function respondWithGroups(ids: string[]): Respond {
  return ({ variables }) => {
    const { after } = variables as { after: string | null }
    const start = after === null ? 0 : ids.indexOf(after) + 1
    const page = ids.slice(start, start + 2)
    const crashGroups = {
      totalCount: ids.length,
      edges: page.map((id) => ({ node: makeGroup({ id }) })),
      pageInfo: { hasNextPage: start + 2 < ids.length, endCursor: page.at(-1) ?? null },
    }
    return Promise.resolve({ data: { app: { id: 'a', crashGroups } } })
  }
}

const openPages = (respond: Respond) => {
  const pages = new GroupPages(createTestClient(respond), 'com.example.demo', DEFAULT_FILTER)
  const unsubscribe = pages.subscribe(() => undefined)
  return { pages, unsubscribe, ids: () => pages.get().groups.map(({ id }) => id) }
}

it('loads page after page, with each group once', async () => {
  const { pages, ids } = openPages(respondWithGroups(['e', 'd', 'c', 'b', 'a']))
  await vi.waitFor(() => {
    expect(ids()).toEqual(['e', 'd'])
  })
  expect(pages.get()).toMatchObject({ total: 5, hasMore: true, isLoading: false })
  pages.loadMore()
  pages.loadMore()
  await vi.waitFor(() => {
    expect(ids()).toEqual(['e', 'd', 'c', 'b'])
  })
  pages.loadMore()
  await vi.waitFor(() => {
    expect(pages.get().hasMore).toBe(false)
  })
  expect(ids()).toEqual(['e', 'd', 'c', 'b', 'a'])
})

it('starts again with the newest groups when it is refreshed', async () => {
  const all = ['c', 'b', 'a']
  const { pages, ids } = openPages((operation) => respondWithGroups(all)(operation))
  await vi.waitFor(() => {
    expect(ids()).toHaveLength(2)
  })
  pages.loadMore()
  await vi.waitFor(() => {
    expect(ids()).toHaveLength(3)
  })
  all.unshift('d')
  await pages.refresh()
  expect(ids()).toEqual(['d', 'c'])
})

it('keeps its groups when the server is unavailable', async () => {
  let isUnavailable = false
  const error = new CombinedError({ networkError: new Error('gone') })
  const { pages, ids } = openPages((operation) =>
    isUnavailable ? Promise.resolve({ error }) : respondWithGroups(['b', 'a'])(operation),
  )
  await vi.waitFor(() => {
    expect(ids()).toHaveLength(2)
  })
  isUnavailable = true
  await pages.refresh()
  expect(pages.get().error).toBeDefined()
  expect(ids()).toEqual(['b', 'a'])
})

it('sends no more requests without subscribers', async () => {
  const respond = vi.fn<Respond>(respondWithGroups(['b', 'a']))
  const { pages, unsubscribe } = openPages(respond)
  await vi.waitFor(() => {
    expect(pages.get().total).toBe(2)
  })
  unsubscribe()
  pages.loadMore()
  const queries = respond.mock.calls.filter(([{ kind }]) => kind === 'query')
  expect(queries).toHaveLength(1)
})

it('watches only the pages around the visible rows', async () => {
  const ids = ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']
  const watchCounts = new Map<string, number>()
  const server = respondWithGroups(ids)
  const { pages } = openPages((operation) => {
    const { after } = operation.variables as { after: string | null }
    const change = operation.kind === 'query' ? 1 : -1
    watchCounts.set(after ?? 'first', (watchCounts.get(after ?? 'first') ?? 0) + change)
    return server(operation)
  })
  for (const count of [2, 4, 6, 8]) {
    await vi.waitFor(() => {
      expect(pages.get().groups).toHaveLength(count)
    })
    pages.loadMore()
  }
  const watchedPages = () =>
    [...watchCounts].filter(([, count]) => count > 0).map(([after]) => after)
  pages.setVisibleRows(6, 7)
  expect(watchedPages()).toEqual(['first', 'e', 'c'])
  expect(pages.get().groups.map(({ id }) => id)).toEqual(ids)
  pages.setVisibleRows(2, 3)
  expect(watchedPages()).toEqual(['first', 'g', 'e'])
})
