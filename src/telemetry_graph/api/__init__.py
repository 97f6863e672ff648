"""The API: GraphQL, REST, sign-in, health checks and the files of the dashboard."""
