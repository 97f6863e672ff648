"""PostgreSQL: the connection pool, binary COPY and the migration runner."""
