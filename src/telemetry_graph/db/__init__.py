"""PostgreSQL: the pool, and the migration runner."""
