#!/usr/bin/env bash
# Installs the real programs that tests run against, as far as they are missing: on Debian as root, with apt-get.
# Elsewhere it says what is missing: an error in CI, and on other machines only fewer tests.
#
#   bash scripts/install-servers.sh [prosody ejabberd redis-server redis-sentinel python3-slixmpp lua5.4 zsh fish nginx caddy git chromium gcc libc6-dev stunnel4 curl prometheus-alertmanager apprise]
set -euo pipefail

present() {
  case $1 in
    ejabberd) compgen -G '/usr/lib/*/ejabberd-*/ebin/ejabberd.beam' || compgen -G '/opt/ejabberd*' ;;
    debian-archive-keyring) [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] ;;
    python3-slixmpp) /usr/bin/python3 -c 'import slixmpp' || python3 -c 'import slixmpp' ;;
    libc6-dev) test -e /usr/include/stdio.h ;;
    *) command -v "$1" ;;
  esac &>/dev/null
}

missing=()
find_missing() {
  missing=()
  for package in "$@"; do present "$package" || missing+=("$package"); done
}

# Debian starts the service of every package it installs, unless this file says no.
forbid_services() {
  policy=/usr/sbin/policy-rc.d
  if [ -e "$policy" ]; then mv "$policy" "$policy.kept"; fi
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod +x "$policy"
  trap allow_services EXIT
}

allow_services() {
  rm -f "$policy"
  if [ -e "$policy.kept" ]; then mv "$policy.kept" "$policy"; fi
}

install() {
  local apt=(apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0)
  local log
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  # The lists are often absent in containers, and out of date elsewhere: fetched when the first try fails.
  if ! "${apt[@]}" install --no-install-recommends "$@" &> "$log" &&
    ! { "${apt[@]}" update && "${apt[@]}" install --no-install-recommends "$@"; } &> "$log"; then
    tail -20 "$log" >&2
  fi
  rm -f "$log"
}

if [ $# -eq 0 ]; then
  set -- prosody ejabberd redis-server redis-sentinel python3-slixmpp lua5.4 zsh fish nginx caddy git chromium gcc libc6-dev stunnel4 curl prometheus-alertmanager apprise
fi
find_missing "$@"
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "installing ${missing[*]}"
  forbid_services
  install "${missing[@]}"
  find_missing "$@"
fi
if [ ${#missing[@]} -gt 0 ]; then
  echo "not installed: ${missing[*]} (on Debian, as root: apt-get install ${missing[*]})" >&2
  [ -z "${CI:-}" ]
fi
