import type { Role } from '@/gql/graphql'

export const ROLE_OPTIONS: { value: Role; label: string }[] = [
  { value: 'VIEWER', label: 'Viewer: reads' },
  { value: 'DEVELOPER', label: 'Developer: reads, triages' },
  { value: 'OWNER', label: 'Owner: reads, triages, changes settings' },
]

export const parseRole = (value: string): Role =>
  ROLE_OPTIONS.find((role) => role.value === value)?.value ?? 'VIEWER'
