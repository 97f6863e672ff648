import type { Role } from '@/gql/graphql'

export const ROLES: { value: Role; label: string }[] = [
  { value: 'VIEWER', label: 'Viewer: reads' },
  { value: 'DEVELOPER', label: 'Developer: reads, triages' },
  { value: 'OWNER', label: 'Owner: reads, triages, changes settings' },
]

export const roleOf = (value: string): Role =>
  ROLES.find((role) => role.value === value)?.value ?? 'VIEWER'
