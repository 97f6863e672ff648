"""Self-hosted app telemetry: a GraphQL API with real-time crash alerting."""

__version__ = "0.1.0"
