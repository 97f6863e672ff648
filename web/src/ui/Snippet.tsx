import { CopyText } from '@/ui/CopyText'
import classes from './Snippet.module.css'

/** Shell lines to copy. */
export function Snippet({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes.snippet}>
      <pre data-snippet={label}>{text}</pre>
      <span className={classes.copy}>
        <CopyText text={text} label={`Copy ${label}`} />
      </span>
    </div>
  )
}
