#!/bin/sh
# `npm run quickstart`: sees to it that Prosody, the packages and the built bridge are there, then shows them at work.
set -eu
cd "$(dirname "$0")/.."

prosody=installed
if ! command -v prosody > /dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    bash scripts/install-servers.sh prosody || true
  fi
  if command -v prosody > /dev/null; then
    prosody=installed
  elif docker info > /dev/null 2>&1; then
    prosody=docker
    docker pull --quiet prosody/prosody
  else
    cat >&2 << 'END'
The quickstart needs an XMPP server to show the bridge with, and found neither of these:

  Prosody   on Debian or Ubuntu: sudo apt-get install prosody      on macOS: brew install prosody
  Docker    a running one that you may use (`docker info` has to work)

Install one of them and run `npm run quickstart` again.
END
    exit 1
  fi
fi

if [ ! -e node_modules/.package-lock.json ] ||
  [ -n "$(find package-lock.json -newer node_modules/.package-lock.json)" ]; then
  echo "installing packages"
  npm ci --no-audit --no-fund --loglevel=error
  touch node_modules/.package-lock.json
fi
echo "building the bridge"
node scripts/build.mjs

QUICKSTART_PROSODY=$prosody exec node --import tsx scripts/quickstart.ts
