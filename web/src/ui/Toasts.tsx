import { Button, CloseButton } from '@mantine/core'
import { useStore } from '@/lib/store'
import { dismissToast, toasts } from '@/lib/toasts'
import classes from './Toasts.module.css'

/** Messages about completed or failed actions; screen readers announce them. */
export function Toasts() {
  const visibleToasts = useStore(toasts)
  return (
    <div className={classes.corner} role="status" aria-label="Notifications">
      {visibleToasts.map(({ id, text, isError, action }) => (
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
