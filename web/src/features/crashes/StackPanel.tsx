import { UnstyledButton } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { StackLineItem } from '@/features/crashes/StackLineItem'
import { GroupingFragment } from '@/features/crashes/GroupingDetails'
import { readFragment, type FragmentType } from '@/gql'
import { formatCount, pluralize } from '@/lib/format'
import { groupIntoSections, parseStackLines, type StackSection } from '@/lib/stack'
import { CopyIconButton } from '@/ui/CopyIconButton'
import { EmptyState } from '@/ui/EmptyState'
import { Panel } from '@/ui/Panel'
import classes from './StackPanel.module.css'

interface StackPanelProps {
  title: string
  stack: string
  /** Whose grouping says which frames are the app's. */
  group: FragmentType<typeof GroupingFragment>
  children?: ReactNode
}

const COLLAPSED_LINES = 200

/** A stack trace: the app's own frames in the light, runs of all others folded. */
export function StackPanel({ title, stack, group, children }: StackPanelProps) {
  const { grouping } = readFragment(GroupingFragment, group)
  const [isWhole, setIsWhole] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const all = parseStackLines(stack, [...grouping.countedFrames, ...grouping.ignoredFrames])
  const lines = isWhole ? all : all.slice(0, COLLAPSED_LINES)
  const found = groupIntoSections(lines)
  const hasFolded = found.some((section) => !section.isApp)
  return (
    <Panel
      title={title}
      flush
      aside={
        all.length > 0 && (
          <span className={classes.aside}>
            {hasFolded && (
              <UnstyledButton
                className={classes.fold}
                aria-pressed={isOpen}
                onClick={() => {
                  setIsOpen(!isOpen)
                }}
              >
                {isOpen ? 'App frames only' : 'All frames'}
              </UnstyledButton>
            )}
            <CopyIconButton text={stack} label="Copy stack trace" />
          </span>
        )
      }
    >
      {all.length === 0 && <EmptyState title="No stack trace was sent" />}
      {all.length > 0 && (
        <ol className={classes.stack}>
          {found.map((section, index) => (
            <SectionLines
              key={`${String(index)} ${String(isOpen)}`}
              section={section}
              isOpen={isOpen}
            />
          ))}
        </ol>
      )}
      {lines.length < all.length && (
        <UnstyledButton
          className={classes.more}
          onClick={() => {
            setIsWhole(true)
          }}
        >
          Show {formatCount(all.length - lines.length)} more lines
        </UnstyledButton>
      )}
      {children}
    </Panel>
  )
}

function SectionLines({ section, isOpen }: { section: StackSection; isOpen: boolean }) {
  const [isUnfolded, setIsUnfolded] = useState(isOpen || section.isApp)
  if (!isUnfolded) {
    return (
      <li className={classes.other}>
        <UnstyledButton
          className={classes.fold}
          onClick={() => {
            setIsUnfolded(true)
          }}
        >
          ▸ {pluralize(section.lines.length, 'frame')} of libraries and the runtime
        </UnstyledButton>
      </li>
    )
  }
  return section.lines.map(({ text }, index) => (
    <StackLineItem key={index} text={text} isApp={section.isApp} />
  ))
}
