#!/bin/sh
# Makes the database and its two roles: the owner, who migrates and backs up, and the application, which owns nothing and so
# cannot take away the triggers that keep the audit trail. Run once, by PostgreSQL's own superuser, with OWNER_PASSWORD and
# APPLICATION_PASSWORD in the environment: by the image at its first start, or on a plain server
#   sudo -u postgres env OWNER_PASSWORD=… APPLICATION_PASSWORD=… sh deploy/postgres-roles.sh
set -eu

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 ${POSTGRES_USER:+--username "$POSTGRES_USER"} --dbname postgres <<'SQL'
\getenv owner OWNER_PASSWORD
\getenv application APPLICATION_PASSWORD
CREATE ROLE kontakt_owner LOGIN CREATEDB PASSWORD :'owner'; -- CREATEDB: for check_backup
CREATE ROLE kontakt LOGIN PASSWORD :'application';
CREATE DATABASE kontakt OWNER kontakt_owner ENCODING 'UTF8' TEMPLATE template0;
REVOKE CONNECT, TEMPORARY ON DATABASE kontakt FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE kontakt TO kontakt;
\connect kontakt
ALTER DEFAULT PRIVILEGES FOR ROLE kontakt_owner GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO kontakt;
ALTER DEFAULT PRIVILEGES FOR ROLE kontakt_owner GRANT USAGE, SELECT ON SEQUENCES TO kontakt;
ALTER ROLE kontakt SET idle_in_transaction_session_timeout = '10min'; -- a forgotten session holds nobody up for longer
SQL
