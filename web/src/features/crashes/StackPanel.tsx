import { UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { plural } from '@/lib/format'
import { frames, sections, type Section } from '@/lib/stack'
import { CopyText } from '@/ui/CopyText'
import { Empty } from '@/ui/Empty'
import { Panel } from '@/ui/Panel'
import classes from './StackPanel.module.css'

/** A stack trace: the app's own frames in the light, runs of runtime frames folded. */
export function StackPanel({ title, stack }: { title: string; stack: string }) {
  const all = frames(stack)
  return (
    <Panel
      title={title}
      flush
      aside={all.length > 0 && <CopyText text={stack} label="Copy stack trace" />}
    >
      {all.length === 0 ? (
        <Empty title="No stack trace was sent" />
      ) : (
        <ol className={classes.stack}>
          {sections(all).map((section, index) => (
            <SectionFrames key={index} section={section} />
          ))}
        </ol>
      )}
    </Panel>
  )
}

const FOLDED_FROM = 2

function SectionFrames({ section }: { section: Section }) {
  const [isOpen, setIsOpen] = useState(false)
  const isFolded = section.kind === 'runtime' && section.frames.length >= FOLDED_FROM && !isOpen
  if (isFolded) {
    return (
      <li className={classes.runtime}>
        <UnstyledButton
          className={classes.fold}
          onClick={() => {
            setIsOpen(true)
          }}
        >
          ▸ {plural(section.frames.length, 'runtime frame')}
        </UnstyledButton>
      </li>
    )
  }
  return section.frames.map((frame, index) => (
    <li key={index} className={section.kind === 'app' ? classes.app : classes.runtime}>
      {frame.text}
    </li>
  ))
}
