import { Button, CloseButton } from '@mantine/core'
import { useStore } from '@/lib/store'
import { dismissToast, toasts } from '@/lib/toasts'
import classes from './Toasts.module.css'

/** What was just done, and a way to take it back; read out as it appears. */
export function Toasts() {
  const shown = useStore(toasts)
  return (
    <div className={classes.corner} role="status" aria-label="Messages">
      {shown.map(({ id, text, isError, action }) => (
        <div key={id} className={classes.toast} data-error={isError}>
          <span className="user-text">{text}</span>
          {action && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => {
                dismissToast(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <CloseButton
            size="sm"
            aria-label="Dismiss"
            onClick={() => {
              dismissToast(id)
            }}
          />
        </div>
      ))}
    </div>
  )
}
