#!/bin/sh
# Creates the cluster on the first start, then runs PostgreSQL.
#
#   POSTGRES_PASSWORD   password of the role, or POSTGRES_PASSWORD_FILE; required on the first start
#   POSTGRES_USER       role that owns the database and is no superuser (default: telemetry)
#   POSTGRES_DB         name of the database (default: telemetry)
#   DATABASE_CONF       settings to include (default: /etc/telemetry-graph/database.conf)
set -eu

: "${PGDATA:?}"
: "${POSTGRES_USER:=telemetry}"
: "${POSTGRES_DB:=telemetry}"
: "${DATABASE_CONF:=/etc/telemetry-graph/database.conf}"
export POSTGRES_USER POSTGRES_DB

read_password() {
    if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
        cat "$POSTGRES_PASSWORD_FILE"
    elif [ -n "${POSTGRES_PASSWORD:-}" ]; then
        printf '%s' "$POSTGRES_PASSWORD"
    else
        echo "database: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE" >&2
        return 1
    fi
}

# The cluster has a temporary name until it is complete, so that an interrupted start begins again.
create_cluster() {
    POSTGRES_PASSWORD=$(read_password)
    export POSTGRES_PASSWORD
    new=$PGDATA.new
    rm -rf "$new"
    initdb --pgdata="$new" --encoding=UTF8 --locale=C --locale-provider=builtin \
        --builtin-locale=C.UTF-8 --data-checksums --auth-local=peer --auth-host=scram-sha-256
    echo "host all all all scram-sha-256" >>"$new/pg_hba.conf"
    echo "include '$DATABASE_CONF'" >>"$new/postgresql.conf"
    socket=$(mktemp -d)
    pg_ctl --pgdata="$new" --wait \
        --options="-c listen_addresses='' -c unix_socket_directories='$socket'" start
    provision "$socket"
    pg_ctl --pgdata="$new" --wait --mode=fast stop
    rmdir "$socket"
    mv "$new" "$PGDATA"
}

# Only a superuser can create the extensions, and the product's role is not one.
provision() {
    psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --host="$1" --dbname=postgres <<'SQL'
\getenv role POSTGRES_USER
\getenv password POSTGRES_PASSWORD
\getenv database POSTGRES_DB
CREATE ROLE :"role" LOGIN PASSWORD :'password';
CREATE DATABASE :"database" OWNER :"role";
\connect :"database"
SET client_min_messages = error;
CREATE EXTENSION timescaledb;
CREATE EXTENSION hll;
CREATE EXTENSION tdigest;
SQL
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
    create_cluster
fi
unset POSTGRES_PASSWORD POSTGRES_PASSWORD_FILE
exec postgres -D "$PGDATA" "$@"
