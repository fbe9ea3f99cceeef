# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the commands in packaging/ share. Sourced; expects `set -euo pipefail` and $command, the name to speak under.

# The root of the sources: two folders above this file.
# shellcheck disable=SC2034 # for those who source this
shouli_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)

say() { printf '%s: %s\n' "${command:-shouli}" "$*" >&2; }
fail() {
  say "$@"
  exit 1
}

# Ends the command where packages cannot be installed.
need_root() {
  [ "$(id -u)" != 0 ] || return 0
  command -v sudo >/dev/null ||
    fail "installing packages needs root: run packaging/setup once as root, or install sudo."
  { : </dev/tty; } 2>/dev/null || sudo -n true 2>/dev/null ||
    fail "installing packages needs root, and sudo would ask for a password where nobody can type it: run packaging/setup once as root."
}

# as_root COMMAND...: as it is when root, else through sudo.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive "$@"
  else
    sudo env DEBIAN_FRONTEND=noninteractive "$@"
  fi
}

# How many compilers at once: the processors, but no more than one for each GB of free memory.
# SHOULI_JOBS overrides.
job_count() {
  local processors memory
  if [ -n "${SHOULI_JOBS:-}" ]; then
    printf '%s\n' "$SHOULI_JOBS"
    return
  fi
  processors=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1048576) }' /proc/meminfo 2>/dev/null || true)
  if [ -n "$memory" ] && [ "$memory" -lt "$processors" ]; then processors=$memory; fi
  [ "$processors" -ge 1 ] || processors=1
  printf '%s\n' "$processors"
}
