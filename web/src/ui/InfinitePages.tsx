import { Button, Center } from '@mantine/core'
import { useState, type ReactNode } from 'react'

export interface NextPage {
  /** Only the last page loads the next one. */
  isLast: boolean
  load: (cursor: string) => void
}

interface InfinitePagesProps {
  children: (after: string | null, nextPage: NextPage) => ReactNode
}

/** The loaded pages of a cursor-paged list; each page queries its own rows. */
export function InfinitePages({ children }: InfinitePagesProps) {
  const [cursors, setCursors] = useState<(string | null)[]>([null])
  const load = (cursor: string) => {
    setCursors((previous) => (previous.includes(cursor) ? previous : [...previous, cursor]))
  }
  return cursors.map((after, index) => (
    <div key={after} data-page={after === null ? 'first' : 'further'}>
      {children(after, { isLast: index === cursors.length - 1, load })}
    </div>
  ))
}

interface LoadMoreProps {
  nextPage: NextPage
  pageInfo: { hasNextPage: boolean; endCursor: string | null | undefined }
}

/** Loads the next page when the user scrolls near it; also a button, for use without scrolling. */
export function LoadMore({ nextPage, pageInfo: { hasNextPage, endCursor } }: LoadMoreProps) {
  if (!nextPage.isLast || !hasNextPage || !endCursor) return null
  const load = () => {
    nextPage.load(endCursor)
  }
  const observe = (node: HTMLElement | null) => {
    if (node === null) return undefined
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) load()
      },
      { rootMargin: '600px' },
    )
    observer.observe(node)
    return () => {
      observer.disconnect()
    }
  }
  return (
    <Center p="sm" ref={observe}>
      <Button variant="subtle" size="xs" onClick={load}>
        Load more
      </Button>
    </Center>
  )
}
