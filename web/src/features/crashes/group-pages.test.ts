import { expect, it, vi } from 'vitest'
import { DEFAULT_FILTER } from '@/features/crashes/crash-filter'
import { GroupPages } from '@/features/crashes/group-pages'
import { makeGroup } from '@/features/crashes/testing'
import { createTestClient, type Respond } from '@/testing/render'
import { CombinedError } from 'urql'

/** A server with so many groups, newest first, in pages of two. */
function serverWith(ids: string[]): Respond {
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

const open = (answer: Respond) => {
  const pages = new GroupPages(createTestClient(answer), 'com.example.demo', DEFAULT_FILTER)
  const leave = pages.subscribe(() => undefined)
  return { pages, leave, ids: () => pages.get().groups.map(({ id }) => id) }
}

it('goes on page after page, each group once', async () => {
  const { pages, ids } = open(serverWith(['e', 'd', 'c', 'b', 'a']))
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

it('begins again with the newest when it is refreshed', async () => {
  const all = ['c', 'b', 'a']
  const { pages, ids } = open((operation) => serverWith(all)(operation))
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

it('keeps what it has when the server is away', async () => {
  let isAway = false
  const error = new CombinedError({ networkError: new Error('gone') })
  const { pages, ids } = open((operation) =>
    isAway ? Promise.resolve({ error }) : serverWith(['b', 'a'])(operation),
  )
  await vi.waitFor(() => {
    expect(ids()).toHaveLength(2)
  })
  isAway = true
  await pages.refresh()
  expect(pages.get().error).toBeDefined()
  expect(ids()).toEqual(['b', 'a'])
})

it('asks for nothing more once nobody listens', async () => {
  const answer = vi.fn<Respond>(serverWith(['b', 'a']))
  const { pages, leave } = open(answer)
  await vi.waitFor(() => {
    expect(pages.get().total).toBe(2)
  })
  leave()
  pages.loadMore()
  const asked = answer.mock.calls.filter(([{ kind }]) => kind === 'query')
  expect(asked).toHaveLength(1)
})

it('lets pages rest that are far from what is looked at, and follows them again', async () => {
  const ids = ['h', 'g', 'f', 'e', 'd', 'c', 'b', 'a']
  const kinds = new Map<string, number>()
  const server = serverWith(ids)
  const { pages } = open((operation) => {
    const { after } = operation.variables as { after: string | null }
    const change = operation.kind === 'query' ? 1 : -1
    kinds.set(after ?? 'first', (kinds.get(after ?? 'first') ?? 0) + change)
    return server(operation)
  })
  for (const count of [2, 4, 6, 8]) {
    await vi.waitFor(() => {
      expect(pages.get().groups).toHaveLength(count)
    })
    pages.loadMore()
  }
  const followed = () => [...kinds].filter(([, count]) => count > 0).map(([after]) => after)
  pages.setVisibleRows(6, 7)
  expect(followed()).toEqual(['first', 'e', 'c'])
  expect(pages.get().groups.map(({ id }) => id)).toEqual(ids)
  pages.setVisibleRows(2, 3)
  expect(followed()).toEqual(['first', 'g', 'e'])
})
