#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A PostgreSQL server of its own in a temporary folder, on a unix socket only, for as long as standard input is open:
# it ends, and the folder goes, also when whoever holds the other end is killed. Prints "ready FOLDER"; a server that is
# killed is started again. initdb refuses root, so root becomes the package's own user.
set -eu
bin=${SHOULI_POSTGRES_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
if [ ! -x "$bin/initdb" ]; then
  echo "no PostgreSQL server is installed (Debian: postgresql)" >&2
  exit 3
fi
umask 077
dir=$(mktemp -d "${TMPDIR:-/tmp}/shouli-postgres.XXXXXX")
as=
if [ "$(id -u)" = 0 ]; then
  chown postgres: "$dir"
  as='setpriv --reuid=postgres --regid=postgres --init-groups --inh-caps=-all'
fi
cd "$dir"
trap '' INT TERM HUP
$as "$bin/initdb" -D "$dir/data" -U shouli -A trust -E UTF8 --locale=C --no-sync --no-instructions >"$dir.log" 2>&1 || {
  cat "$dir.log" >&2
  rm -rf "$dir" "$dir.log"
  exit 4
}
# fsync stays on: what is acknowledged must be on the disk
(
  trap '' INT TERM HUP
  while [ -d "$dir/data" ] && [ ! -e "$dir.stop" ]; do
    $as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c unix_socket_permissions=0777 \
      -c max_connections=60 -c shared_buffers=16MB -c recovery_init_sync_method=syncfs >>"$dir.log" 2>&1 </dev/null || true
    sleep 0.1
  done
) </dev/null >/dev/null 2>&1 &
supervisor=$!
chmod 755 "$dir"
until "$bin/pg_isready" -q -h "$dir"; do
  sleep 0.05
done
echo "ready $dir"
cat >/dev/null || true
: >"$dir.stop"
pid=$(head -n 1 "$dir/data/postmaster.pid" 2>/dev/null || true)
[ -z "$pid" ] || kill -QUIT "$pid" 2>/dev/null || true
wait "$supervisor" 2>/dev/null || true
rm -rf "$dir" "$dir.log" "$dir.stop"
