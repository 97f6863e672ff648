import type { Client, CombinedError } from 'urql'
import { pipe, subscribe } from 'wonka'
import { asInput, type Filter } from '@/features/crashes/filter'
import { graphql, type FragmentType } from '@/gql'
import type { CrashListQuery as CrashListData } from '@/gql/graphql'
import type { CrashRowFragment } from '@/features/crashes/CrashRow'
import { Store } from '@/lib/store'

const CrashListQuery = graphql(`
  query CrashList(
    $appId: ID!
    $filter: CrashGroupFilter!
    $sort: CrashGroupSort!
    $first: Int!
    $after: String
    $isFirst: Boolean!
  ) {
    app(id: $appId) {
      id
      crashGroups(first: $first, after: $after, filter: $filter, sort: $sort) {
        totalCount @include(if: $isFirst)
        edges {
          node {
            id
            ...CrashRow_group
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

type Connection = CrashListData['app']['crashGroups']
export type ListedGroup = { id: string } & FragmentType<typeof CrashRowFragment>

export interface PagesState {
  /** Each group once, in the list's order. */
  groups: readonly ListedGroup[]
  /** null until the first page is here. */
  total: number | null
  hasMore: boolean
  isLoading: boolean
  error: CombinedError | undefined
}

const FIRST_PAGE = 40
const FURTHER_PAGE = 100
const EMPTY: PagesState = {
  groups: [],
  total: null,
  hasMore: false,
  isLoading: true,
  error: undefined,
}

/** The pages of one list, each following the cache; runs while anyone listens. */
export class GroupPages {
  readonly #store = new Store<PagesState>(EMPTY)
  readonly #client: Client
  readonly #appId: string
  readonly #filter: Filter
  #pages: Connection[] = []
  #leave: (() => void)[] = []
  #listeners = 0
  #error: CombinedError | undefined
  #isRefreshing = false
  #isStale = false

  constructor(client: Client, appId: string, filter: Filter) {
    this.#client = client
    this.#appId = appId
    this.#filter = filter
  }

  readonly get = (): PagesState => this.#store.get()

  readonly subscribe = (listener: () => void): (() => void) => {
    const leave = this.#store.subscribe(listener)
    if (this.#listeners++ === 0) this.#follow(0, null)
    return () => {
      leave()
      if (--this.#listeners === 0) this.#keepPages(0)
    }
  }

  /** The next page, unless it is on its way. */
  more(): void {
    const last = this.#pages.at(-1)
    const isOnItsWay = this.#leave.length > this.#pages.length
    if (isOnItsWay || !last?.pageInfo.hasNextPage) return
    this.#follow(this.#pages.length, last.pageInfo.endCursor ?? null)
    this.#tell()
  }

  /** The first page anew; those after it are asked for again as they come near. */
  async refresh(): Promise<void> {
    if (this.#isRefreshing) {
      this.#isStale = true
      return
    }
    this.#isRefreshing = true
    const { error } = await this.#query(null, 'network-only').toPromise()
    this.#isRefreshing = false
    if (this.#listeners === 0) return
    this.#error = error
    if (!error) this.#keepPages(1)
    this.#tell()
    if (this.#isStale) {
      this.#isStale = false
      await this.refresh()
    }
  }

  #query(after: string | null, requestPolicy: 'cache-and-network' | 'network-only') {
    const variables = {
      appId: this.#appId,
      filter: asInput(this.#filter),
      sort: this.#filter.sort,
      first: after === null ? FIRST_PAGE : FURTHER_PAGE,
      after,
      isFirst: after === null,
    }
    return this.#client.query(CrashListQuery, variables, { requestPolicy })
  }

  #follow(index: number, after: string | null): void {
    const following = pipe(
      this.#query(after, 'cache-and-network'),
      subscribe(({ data, error }) => {
        this.#error = error
        if (data) this.#pages[index] = data.app.crashGroups
        else if (error) this.#leave.splice(index)
        this.#tell()
      }),
    )
    this.#leave[index] = () => {
      following.unsubscribe()
    }
  }

  #keepPages(count: number): void {
    for (const leave of this.#leave.splice(count)) leave()
    this.#pages = this.#pages.slice(0, count)
  }

  #tell(): void {
    const nodes = this.#pages.flatMap(({ edges }) => edges.map(({ node }) => node))
    this.#store.set({
      groups: [...new Map(nodes.map((node) => [node.id, node])).values()],
      total: this.#pages[0]?.totalCount ?? null,
      hasMore: this.#pages.at(-1)?.pageInfo.hasNextPage ?? false,
      isLoading: this.#leave.length > this.#pages.length && !this.#error,
      error: this.#error,
    })
  }
}
