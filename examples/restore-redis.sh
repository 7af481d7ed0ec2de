#!/bin/sh
# Makes an append-only file out of an RDB file, so that a Redis with `appendonly yes` starts with what is in it:
#
#   sh restore-redis.sh bridge.rdb /var/lib/redis
#
# Such a Redis reads no RDB file: with only a dump.rdb in its folder it starts empty. The folder must be there, and have neither
# an append-only file nor a dump.rdb: what it had is to be moved away first. Run it as the user of Redis.
set -eu

backup=${1:?the RDB file} folder=${2:?the folder of Redis}
for there in "$folder/appendonlydir" "$folder/appendonly.aof" "$folder/dump.rdb"; do
  if [ -e "$there" ]; then
    echo "$there is there already: move it away first" >&2
    exit 1
  fi
done

# A Redis of its own, which only this script can reach.
work=$(mktemp -d)
socket=$work/redis.sock
redis() { redis-cli -s "$socket" "$@"; }
fail() {
  cat "$work/log" >&2
  echo "$1" >&2
  rm -rf "$folder/dump.rdb" "$folder/appendonlydir"
  exit 1
}

cp "$backup" "$folder/dump.rdb"
redis-server --port 0 --unixsocket "$socket" --dir "$folder" --save '' --appendonly no > "$work/log" 2>&1 &
server=$!
trap 'kill $server 2> /dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
until redis ping 2> /dev/null | grep -q PONG; do
  kill -0 $server 2> /dev/null || fail "$backup could not be read"
  sleep 0.1
done
keys=$(redis info keyspace | grep -c '^db' || true)
redis config set appendonly yes > /dev/null
until [ "$(redis info persistence | grep -cE '^aof_rewrite_(in_progress|scheduled):0')" = 2 ]; do sleep 0.1; done
redis info persistence | grep -q '^aof_last_bgrewrite_status:ok' || fail "the append-only file could not be written"
redis shutdown nosave
wait $server || true
rm -f "$folder/dump.rdb"
echo "$folder has an append-only file with the data of $backup ($keys databases)"
