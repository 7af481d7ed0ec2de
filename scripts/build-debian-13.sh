#!/usr/bin/env bash
# Builds a Debian 13 in a folder, with its Prosody and ejabberd, in which tests start servers by chroot: on Debian as root.
# It is kept for later runs and for other clones. Elsewhere it says what is missing: an error in CI, and on other machines
# only fewer tests.
#
#   bash scripts/build-debian-13.sh
set -euo pipefail

packages=(prosody prosody-modules ejabberd)
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
# test/support/debian-13.ts looks in the same place.
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/stanza-bridge
root=$cache/debian-13
# What is in the finished folder's `.stamp`: another list of packages, or another way to build it, is another folder.
stamp="1 ${packages[*]}"

is_built() { [ "$(cat "$root/.stamp" 2> /dev/null)" = "$stamp" ]; }

give_up() {
  echo "no Debian 13 for the tests: $1" >&2
  [ -z "${CI:-}" ]
  exit
}

tools() {
  if command -v debootstrap > /dev/null && [ -e "$keyring" ]; then return; fi
  bash "$(dirname "$0")/install-servers.sh" debootstrap debian-archive-keyring
}

# The machine's own mirror, where it is one of Debian.
mirror() {
  local found
  found=$(cat /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2> /dev/null |
    grep -Eo 'https?://[^ ]+/debian/?( |$)' | head -1 | tr -d ' ')
  echo "${found:-http://deb.debian.org/debian}"
}

# debootstrap verifies the signature of what it fetches; apt in the new Debian does the same.
build() {
  local new=$1
  debootstrap --variant=minbase --include=ca-certificates --keyring="$keyring" trixie "$new" "$(mirror)"
  # What the machine knows of proxies and of who signs their certificates.
  apt-config dump | grep -E '^Acquire::https?::' > "$new/etc/apt/apt.conf.d/90machine" || true
  cp /etc/ssl/certs/ca-certificates.crt "$new/etc/ssl/certs/ca-certificates.crt" || true
  # Services of installed packages are not started.
  printf '#!/bin/sh\nexit 101\n' > "$new/usr/sbin/policy-rc.d"
  chmod +x "$new/usr/sbin/policy-rc.d"
  DEBIAN_FRONTEND=noninteractive chroot "$new" apt-get -y install --no-install-recommends "${packages[@]}"
  chroot "$new" apt-get clean
  # Its own path means the same inside as outside, so that configurations and logs can be named once.
  mkdir -p "$new$cache"
  ln -s / "$new$root"
  echo "$stamp" > "$new/.stamp"
}

if is_built; then exit; fi
if [ "$(id -u)" != 0 ]; then give_up 'it is built by root'; fi
if ! command -v apt-get > /dev/null; then give_up 'it is built on Debian'; fi
tools || give_up 'debootstrap and debian-archive-keyring are not installed'

mkdir -p "$cache"
exec 9> "$cache/debian-13.lock"
flock 9
if is_built; then exit; fi
echo 'building a Debian 13 with Prosody and ejabberd'
umount "$root.new/proc" 2> /dev/null || true # a build that was interrupted
rm -rf "$root.new"
set +e
(
  set -e
  build "$root.new"
) &> "$cache/debian-13.log"
built=$?
set -e
if [ $built != 0 ]; then
  tail -20 "$cache/debian-13.log" >&2
  give_up "it was not built, as said above and in $cache/debian-13.log"
fi
rm -rf "$root"
mv "$root.new" "$root"
