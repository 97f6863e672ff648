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
  /** Distinct groups in the list's order. */
  groups: readonly ListedGroup[]
  /** null until the first page is loaded. */
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
 * The loaded pages of a list, while it has subscribers. Only the first page and the pages around the
 * visible rows follow the cache: each watched page is read again at every change of the app, which
 * would be too slow for hundreds of pages.
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
    const unsubscribe = this.#store.subscribe(listener)
    if (this.#listeners++ === 0) this.#loadPage(0)
    return () => {
      unsubscribe()
      if (--this.#listeners === 0) this.#truncatePages(0)
    }
  }

  /** Loads the next page, unless it is already loading. */
  loadMore(): void {
    if (this.#isLoadingPage || !this.#pages.at(-1)?.pageInfo.hasNextPage) return
    this.#loadPage(this.#pages.length)
    this.#publish()
  }

  /** Watches the pages around the rows `first` to `last`, and unwatches the others. */
  setVisibleRows(first: number, last: number): void {
    const [from, to] = [this.#findPage(first) - 1, this.#findPage(last) + 1]
    this.#unwatchPages(
      (index) => index > 0 && index < this.#pages.length && (index < from || index > to),
    )
    for (let index = Math.max(from, 0); index <= to && index < this.#pages.length; index++) {
      if (!this.#watched.has(index)) this.#watchPage(index, 'cache-first')
    }
  }

  /** Reloads the first page and drops the others, which load again as the user scrolls. */
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
    this.#unwatchPages((other) => other === index) // a failed attempt
    const after = this.#pages[index - 1]?.pageInfo.endCursor ?? null
    const subscription = pipe(
      this.#query(after, requestPolicy),
      subscribe(({ data, error }) => {
        if (index >= this.#pages.length) this.#isLoadingPage = false
        this.#error = error
        if (data) this.#pages[index] = data.app.crashGroups
        this.#publish()
      }),
    )
    this.#watched.set(index, () => {
      subscription.unsubscribe()
    })
  }

  #unwatchPages(shouldUnwatch: (index: number) => boolean): void {
    for (const [index, unsubscribe] of this.#watched) {
      if (!shouldUnwatch(index)) continue
      unsubscribe()
      this.#watched.delete(index)
    }
  }

  #findPage(row: number): number {
    let end = 0
    const index = this.#pages.findIndex(({ edges }) => row < (end += edges.length))
    return index < 0 ? this.#pages.length : index
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
