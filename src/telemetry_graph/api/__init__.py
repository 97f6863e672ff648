"""The edge: GraphQL, its REST aliases, sign-in, health and the dashboard's files."""
