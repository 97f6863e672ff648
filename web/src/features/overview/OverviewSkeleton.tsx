import { Grid, Skeleton, Stack } from '@mantine/core'
import classes from '@/ui/FigureTile.module.css'

const TILES = ['users', 'crashes', 'free users', 'free sessions', 'start', 'session']

export function OverviewSkeleton() {
  return (
    <Grid gap="md">
      <Grid.Col span={12}>
        <div className={classes.tiles}>
          {TILES.map((name) => (
            <Skeleton key={name} h={131} />
          ))}
        </div>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack gap="md">
          <Skeleton h={312} />
          <Skeleton h={244} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack gap="md">
          <Skeleton h={312} />
          <Skeleton h={244} />
        </Stack>
      </Grid.Col>
      <Grid.Col span={12}>
        <Skeleton h={360} />
      </Grid.Col>
    </Grid>
  )
}
