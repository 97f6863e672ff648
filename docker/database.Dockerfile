# PostgreSQL 17 with TimescaleDB (Apache edition), hll and tdigest, from Debian 13's packages.

FROM debian:trixie-slim

# The entrypoint creates the cluster on the volume, so the package must not create one.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends postgresql-common \
 && sed -ri "s/^#?(create_main_cluster) .*/\1 = false/" /etc/postgresql-common/createcluster.conf \
 && apt-get install --yes --no-install-recommends \
      postgresql-17 postgresql-17-timescaledb postgresql-17-hll postgresql-17-tdigest \
 && rm -rf /var/lib/apt/lists/* \
 && install --directory --owner=postgres --group=postgres --mode=0700 /var/lib/postgresql \
 && install --directory --owner=postgres --group=postgres --mode=2775 /var/run/postgresql

COPY docker/database.conf /etc/telemetry-graph/database.conf
COPY --chmod=0755 docker/database-entrypoint.sh /usr/local/bin/database-entrypoint

ENV PATH=/usr/lib/postgresql/17/bin:$PATH \
    PGDATA=/var/lib/postgresql/data \
    LC_ALL=C.UTF-8
USER postgres
VOLUME /var/lib/postgresql
EXPOSE 5432
# PostgreSQL's fast shutdown: it ends sessions and keeps all committed data.
STOPSIGNAL SIGINT
# Over TCP, because nothing listens there while the cluster is being created.
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s --retries=5 \
    CMD ["pg_isready", "--quiet", "--host=127.0.0.1"]
ENTRYPOINT ["database-entrypoint"]
