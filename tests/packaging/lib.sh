# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the shell tests share: a temporary folder, checks that count, and a closing line like QtTest's.
set -euo pipefail
# shellcheck disable=SC2034 # for those who source this
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
temporary=$(mktemp -d -t shouli-test.XXXXXX)
trap 'rm -rf "$temporary"' EXIT
passed=0
failed=0

# same WHAT EXPECTED ACTUAL
same() {
  if [ "$2" = "$3" ]; then
    passed=$((passed + 1))
    printf 'PASS   : %s\n' "$1"
  else
    failed=$((failed + 1))
    printf 'FAIL!  : %s\n   expected: %s\n   actual:   %s\n' "$1" "$2" "$3"
  fi
}

# contains WHAT PART WHOLE
contains() {
  if [[ $3 == *"$2"* ]]; then same "$1" yes yes; else same "$1" "...$2..." "$3"; fi
}

finish() {
  printf 'Totals: %d passed, %d failed, 0 skipped\n' "$passed" "$failed"
  [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
