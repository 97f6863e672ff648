import type { AppCategory } from '@/gql/graphql'

const LABELS: Record<AppCategory, string> = {
  BUSINESS: 'Business',
  COMMUNICATION: 'Communication',
  EDUCATION: 'Education',
  ENTERTAINMENT: 'Entertainment',
  FINANCE: 'Finance',
  GAMES: 'Games',
  HEALTH: 'Health',
  NEWS: 'News',
  PRODUCTIVITY: 'Productivity',
  SHOPPING: 'Shopping',
  TOOLS: 'Tools',
  TRAVEL: 'Travel',
}

export const getCategoryLabel = (category: AppCategory): string => LABELS[category]

export const CATEGORIES = Object.entries(LABELS).map(([value, label]) => ({
  value: value as AppCategory,
  label,
}))
