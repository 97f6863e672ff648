import { Skeleton, Stack } from '@mantine/core'
import classes from '@/ui/FigureTile.module.css'

interface ChartsSkeletonProps {
  tiles?: number
  charts?: number
}

export function ChartsSkeleton({ tiles = 0, charts = 2 }: ChartsSkeletonProps) {
  return (
    <Stack gap="md">
      {tiles > 0 && (
        <div className={classes.tiles} data-few="true">
          {Array.from({ length: tiles }, (_, index) => (
            <Skeleton key={index} h={131} />
          ))}
        </div>
      )}
      {Array.from({ length: charts }, (_, index) => (
        <Skeleton key={index} h={312} />
      ))}
    </Stack>
  )
}
