"""The REST API in snake_case: the same services, credentials and checks as GraphQL."""
