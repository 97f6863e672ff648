import { CopyIconButton } from '@/ui/CopyIconButton'
import classes from './CodeSnippet.module.css'

/** Code with a button to copy it. */
export function CodeSnippet({ text, label }: { text: string; label: string }) {
  return (
    <div className={classes.snippet}>
      <pre data-snippet={label}>{text}</pre>
      <span className={classes.copy}>
        <CopyIconButton text={text} label={`Copy ${label}`} />
      </span>
    </div>
  )
}
