import { Skeleton, Stack } from '@mantine/core'

export function SettingsSkeleton() {
  return (
    <Stack gap="md">
      <Skeleton h={180} />
      <Skeleton h={240} />
    </Stack>
  )
}
