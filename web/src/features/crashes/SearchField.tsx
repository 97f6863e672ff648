import { TextInput } from '@mantine/core'
import { useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { SearchIcon } from '@/ui/icons'
import classes from './CrashList.module.css'

const SEARCH_DELAY_MS = 250

interface SearchFieldProps {
  field: RefObject<HTMLInputElement | null>
  value: string
  onSearch: (text: string) => void
}

/** Searches when the user pauses typing or leaves the field. */
export function SearchField({ field, value, onSearch }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const [searched, setSearched] = useState(value)
  if (searched !== value) {
    // The address has changed by other means, such as the back button.
    setSearched(value)
    setText(value)
  }
  const search = (query: string) => {
    setSearched(query)
    onSearch(query)
  }
  const searchAfterPause = useEffectEvent(search)
  useEffect(() => {
    if (text === value) return undefined
    const timer = setTimeout(() => {
      searchAfterPause(text)
    }, SEARCH_DELAY_MS)
    return () => {
      clearTimeout(timer)
    }
  }, [text, value])
  return (
    <TextInput
      ref={field}
      size="xs"
      className={classes.search}
      aria-label="Search crashes"
      placeholder="Search message, type, frame"
      leftSection={<SearchIcon size={14} />}
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value)
      }}
      onBlur={() => {
        if (text !== value) search(text)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}
