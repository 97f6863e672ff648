import { Grid, Skeleton, Stack } from '@mantine/core'
import classes from './MetricTile.module.css'

export function OverviewSkeleton() {
  return (
    <Stack gap="md">
      <div className={classes.tiles}>
        {['a', 'b', 'c', 'd', 'e'].map((name) => (
          <Skeleton key={name} h={100} className={classes.tile} />
        ))}
      </div>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <Skeleton h={312} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Skeleton h={312} />
        </Grid.Col>
        <Grid.Col span={12}>
          <Skeleton h={360} />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}
