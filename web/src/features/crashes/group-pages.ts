import type { Client, CombinedError, RequestPolicy } from 'urql'
import { pipe, subscribe } from 'wonka'
import { toFilterInput, type CrashFilter } from '@/features/crashes/crash-filter'
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

const FIRST_PAGE_SIZE = 40
const FURTHER_PAGE_SIZE = 100
const INITIAL_STATE: PagesState = {
  groups: [],
  total: null,
  hasMore: false,
  isLoading: true,
  error: undefined,
}

/**
 * The pages of one list; runs while anyone listens. The first page and those about what is in sight
 * follow the cache. Each that does is read anew at every change of the app: of hundreds, all at once,
 * while somebody scrolls.
 */
export class GroupPages {
  readonly #store = new Store<PagesState>(INITIAL_STATE)
  readonly #client: Client
  readonly #appId: string
  readonly #filter: CrashFilter
  #pages: Connection[] = []
  #isLoadingPage = false
  readonly #watched = new Map<number, () => void>()
  #listeners = 0
  #error: CombinedError | undefined
  #isRefreshing = false
  #needsRefresh = false

  constructor(client: Client, appId: string, filter: CrashFilter) {
    this.#client = client
    this.#appId = appId
    this.#filter = filter
  }

  readonly get = (): PagesState => this.#store.get()

  readonly subscribe = (listener: () => void): (() => void) => {
    const leave = this.#store.subscribe(listener)
    if (this.#listeners++ === 0) this.#loadPage(0)
    return () => {
      leave()
      if (--this.#listeners === 0) this.#truncatePages(0)
    }
  }

  /** The next page, unless it is on its way. */
  loadMore(): void {
    if (this.#isLoadingPage || !this.#pages.at(-1)?.pageInfo.hasNextPage) return
    this.#loadPage(this.#pages.length)
    this.#publish()
  }

  /** The rows from `first` to `last` are looked at; what is far from them may rest. */
  setVisibleRows(first: number, last: number): void {
    const [from, to] = [this.#findPage(first) - 1, this.#findPage(last) + 1]
    this.#unwatchPages(
      (index) => index > 0 && index < this.#pages.length && (index < from || index > to),
    )
    for (let index = Math.max(from, 0); index <= to && index < this.#pages.length; index++) {
      if (!this.#watched.has(index)) this.#watchPage(index, 'cache-first')
    }
  }

  /** The first page anew; those after it are asked for again as they come near. */
  async refresh(): Promise<void> {
    if (this.#isRefreshing) {
      this.#needsRefresh = true
      return
    }
    this.#isRefreshing = true
    const { error } = await this.#query(null, 'network-only').toPromise()
    this.#isRefreshing = false
    if (this.#listeners === 0) return
    this.#error = error
    if (!error) this.#truncatePages(1)
    this.#publish()
    if (this.#needsRefresh) {
      this.#needsRefresh = false
      await this.refresh()
    }
  }

  #query(after: string | null, requestPolicy: RequestPolicy) {
    const variables = {
      appId: this.#appId,
      filter: toFilterInput(this.#filter),
      sort: this.#filter.sort,
      first: after === null ? FIRST_PAGE_SIZE : FURTHER_PAGE_SIZE,
      after,
      isFirst: after === null,
    }
    return this.#client.query(CrashListQuery, variables, { requestPolicy })
  }

  #loadPage(index: number): void {
    this.#isLoadingPage = true
    this.#watchPage(index, 'cache-and-network')
  }

  #watchPage(index: number, requestPolicy: RequestPolicy): void {
    this.#unwatchPages((known) => known === index) // one that failed
    const after = this.#pages[index - 1]?.pageInfo.endCursor ?? null
    const following = pipe(
      this.#query(after, requestPolicy),
      subscribe(({ data, error }) => {
        if (index >= this.#pages.length) this.#isLoadingPage = false
        this.#error = error
        if (data) this.#pages[index] = data.app.crashGroups
        this.#publish()
      }),
    )
    this.#watched.set(index, () => {
      following.unsubscribe()
    })
  }

  #unwatchPages(where: (index: number) => boolean): void {
    for (const [index, leave] of this.#watched) {
      if (!where(index)) continue
      leave()
      this.#watched.delete(index)
    }
  }

  #findPage(row: number): number {
    let end = 0
    const found = this.#pages.findIndex(({ edges }) => row < (end += edges.length))
    return found < 0 ? this.#pages.length : found
  }

  #truncatePages(count: number): void {
    this.#unwatchPages((index) => index >= count)
    this.#pages = this.#pages.slice(0, count)
    this.#isLoadingPage = false
  }

  #publish(): void {
    const nodes = this.#pages.flatMap(({ edges }) => edges.map(({ node }) => node))
    this.#store.set({
      groups: [...new Map(nodes.map((node) => [node.id, node])).values()],
      total: this.#pages[0]?.totalCount ?? null,
      hasMore: this.#pages.at(-1)?.pageInfo.hasNextPage ?? false,
      isLoading: this.#isLoadingPage && !this.#error,
      error: this.#error,
    })
  }
}
