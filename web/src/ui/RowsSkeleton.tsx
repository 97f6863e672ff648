import { Skeleton } from '@mantine/core'

interface RowsSkeletonProps {
  rows?: number
  height?: number
}

export function RowsSkeleton({ rows = 8, height = 62 }: RowsSkeletonProps) {
  return Array.from({ length: rows }, (_, index) => (
    <div
      key={index}
      style={{ height, padding: '14px 16px', borderTop: index > 0 ? '1px solid var(--line)' : 0 }}
    >
      <Skeleton h={12} w={`${String(70 - (index % 3) * 14)}%`} mb={8} />
      <Skeleton h={9} w="22%" />
    </div>
  ))
}
