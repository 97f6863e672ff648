import type { Role } from '@/gql/graphql'

export const ROLE_OPTIONS: { value: Role; label: string }[] = [
  { value: 'VIEWER', label: 'Viewer (read)' },
  { value: 'DEVELOPER', label: 'Developer (read and triage)' },
  { value: 'OWNER', label: 'Owner (read, triage and change settings)' },
]

export const parseRole = (value: string): Role =>
  ROLE_OPTIONS.find((role) => role.value === value)?.value ?? 'VIEWER'
