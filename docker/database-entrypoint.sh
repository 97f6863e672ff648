#!/bin/sh
# Makes the cluster on the first start, then becomes PostgreSQL.
#
#   POSTGRES_PASSWORD   or POSTGRES_PASSWORD_FILE; needed on the first start only
#   POSTGRES_USER       the role that owns the database and is not a superuser (telemetry)
#   POSTGRES_DB         the database (telemetry)
#   DATABASE_CONF       settings to include (/etc/telemetry-graph/database.conf)
set -eu

: "${PGDATA:?}"
: "${POSTGRES_USER:=telemetry}"
: "${POSTGRES_DB:=telemetry}"
: "${DATABASE_CONF:=/etc/telemetry-graph/database.conf}"
export POSTGRES_USER POSTGRES_DB

password() {
    if [ -n "${POSTGRES_PASSWORD_FILE:-}" ]; then
        cat "$POSTGRES_PASSWORD_FILE"
    elif [ -n "${POSTGRES_PASSWORD:-}" ]; then
        printf '%s' "$POSTGRES_PASSWORD"
    else
        echo "database: set POSTGRES_PASSWORD or POSTGRES_PASSWORD_FILE" >&2
        return 1
    fi
}

# Under another name until it is complete, so that a start cut short is simply begun again.
create_cluster() {
    POSTGRES_PASSWORD=$(password)
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

# The extensions need a superuser, which the product's own role is not.
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
