"""GraphQL types of analytics, by topic."""
