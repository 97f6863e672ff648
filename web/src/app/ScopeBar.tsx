import { Button } from '@mantine/core'
import { useSearchParams } from 'react-router'
import { RangePicker } from '@/app/RangePicker'
import { useScope } from '@/app/use-scope'
import { VersionPicker } from '@/app/VersionPicker'
import { withRange } from '@/lib/range'
import { withComparison, withVersion } from '@/lib/scope'
import { CheckIcon } from '@/ui/icons'
import classes from './ScopeBar.module.css'

/** Controls for the range, version and comparison of the page's figures. */
export function ScopeBar({ appId }: { appId: string }) {
  const [params, setParams] = useSearchParams()
  const { choice, range, version, isCompared } = useScope()
  return (
    <div className={classes.bar} role="group" aria-label="Range, version and comparison">
      <RangePicker
        choice={choice}
        range={range}
        onChoose={(next) => {
          setParams(withRange(params, next))
        }}
      />
      <VersionPicker
        appId={appId}
        range={range}
        version={version}
        onChoose={(next) => {
          setParams(withVersion(params, next))
        }}
      />
      <Button
        size="xs"
        px="xs"
        variant={isCompared ? 'light' : 'default'}
        aria-pressed={isCompared}
        leftSection={isCompared ? <CheckIcon size={14} /> : undefined}
        onClick={() => {
          setParams(withComparison(params, !isCompared))
        }}
      >
        Compare
      </Button>
    </div>
  )
}
