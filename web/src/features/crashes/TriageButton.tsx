import { Button } from '@mantine/core'

/** A button of a triage menu. */
export function TriageButton({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <Button
      variant="subtle"
      color="gray"
      c="var(--ink)"
      size="sm"
      px="sm"
      fw={500}
      fullWidth
      justify="start"
      onClick={onClick}
    >
      {children}
    </Button>
  )
}
