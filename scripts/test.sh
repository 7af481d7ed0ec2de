#!/usr/bin/env bash
# `npm test`: everything, from a fresh clone to the last line `tests: N passed, N failed, N skipped`.
set -uo pipefail
cd "$(dirname "$0")/.."

if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
  npm ci --no-audit --no-fund --loglevel=error || exit 1
  touch node_modules/.package-lock.json
fi
bash scripts/install-servers.sh || exit 1
bash scripts/build-debian-13.sh || exit 1
bash scripts/install-helm.sh || exit 1

# A failure does not end the run: whoever looks at it wants to see everything that is wrong, at once.
failed=0
npm run --silent build || failed=1
node scripts/check.mjs format lint types tiers contract generated unused || failed=1
DIST_IS_BUILT=1 node_modules/.bin/vitest run "$@" || failed=1
exit "$failed"
