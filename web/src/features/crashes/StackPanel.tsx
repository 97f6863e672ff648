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
  /** Its grouping contains the origin of each frame. */
  group: FragmentType<typeof GroupingFragment>
  children?: ReactNode
}

const COLLAPSED_LINES = 200

/** A stack trace with the app's frames; frames of libraries and the runtime are folded. */
export function StackPanel({ title, stack, group, children }: StackPanelProps) {
  const { grouping } = readFragment(GroupingFragment, group)
  const [hasAllLines, setHasAllLines] = useState(false)
  const [isOpen, setIsOpen] = useState(false)
  const allLines = parseStackLines(stack, [...grouping.countedFrames, ...grouping.ignoredFrames])
  const lines = hasAllLines ? allLines : allLines.slice(0, COLLAPSED_LINES)
  const sections = groupIntoSections(lines)
  const hasFolded = sections.some((section) => !section.isApp)
  return (
    <Panel
      title={title}
      flush
      aside={
        allLines.length > 0 && (
          <span className={classes.aside}>
            {hasFolded && (
              <UnstyledButton
                className={classes.fold}
                aria-pressed={isOpen}
                onClick={() => {
                  setIsOpen(!isOpen)
                }}
              >
                {isOpen ? 'Show app frames only' : 'Show all frames'}
              </UnstyledButton>
            )}
            <CopyIconButton text={stack} label="Copy stack trace" />
          </span>
        )
      }
    >
      {allLines.length === 0 && <EmptyState title="No stack trace" />}
      {allLines.length > 0 && (
        <ol className={classes.stack}>
          {sections.map((section, index) => (
            <SectionLines
              key={`${String(index)} ${String(isOpen)}`}
              section={section}
              isOpen={isOpen}
            />
          ))}
        </ol>
      )}
      {lines.length < allLines.length && (
        <UnstyledButton
          className={classes.more}
          onClick={() => {
            setHasAllLines(true)
          }}
        >
          Show {formatCount(allLines.length - lines.length)} more lines
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
          ▸ Show {pluralize(section.lines.length, 'library or runtime frame')}
        </UnstyledButton>
      </li>
    )
  }
  return section.lines.map(({ text }, index) => (
    <StackLineItem key={index} text={text} isApp={section.isApp} />
  ))
}
