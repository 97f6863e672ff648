import type { Category } from '@/gql/graphql'

const LABELS: Record<Category, string> = {
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

export const getCategoryLabel = (category: Category): string => LABELS[category]

export const CATEGORIES = Object.entries(LABELS).map(([value, label]) => ({
  value: value as Category,
  label,
}))
