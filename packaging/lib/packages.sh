# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads packaging/packages.txt and compares versions. Changes nothing; sourced by packaging/setup.

# wanted_packages FILE: one line for each entry, "NAME[|OTHER...] MINIMUM BACKPORTS", where MINIMUM is a version or
# "-" and BACKPORTS is "backports" or "-". Comments and empty lines are left out; anything else is an error.
wanted_packages() {
  awk '
    { sub(/#.*/, "") }
    NF == 0 { next }
    {
      minimum = "-"; backports = "-"
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^>=[0-9]/) minimum = substr($i, 3)
        else if ($i == "@backports") backports = "backports"
        else { printf "packages.txt:%d: \"%s\" is not understood\n", NR, $i > "/dev/stderr"; bad = 1 }
      }
      print $1, minimum, backports
    }
    END { exit bad }' "$1"
}

# recent_enough VERSION MINIMUM: VERSION may be empty or "(none)", MINIMUM may be "-".
recent_enough() {
  [ -n "$1" ] && [ "$1" != "(none)" ] || return 1
  [ "$2" = - ] || dpkg --compare-versions "$1" ge "$2"
}

# installed_versions NAME...: "NAME VERSION" for those that are installed.
installed_versions() {
  # shellcheck disable=SC2016 # dpkg-query's own variables
  { dpkg-query -W -f='${Package} ${db:Status-Status} ${Version}\n' "$@" 2>/dev/null || true; } |
    awk '$2 == "installed" { print $1, $3 }'
}

# offered_suite NAME MINIMUM: the suite with the newest version on offer that is recent enough; nothing if there is none.
offered_suite() {
  local version origin suite
  while IFS='|' read -r _ version origin; do
    version=${version//[[:space:]]/}
    suite=$(awk '{ print $2 }' <<<"$origin") # uri suite/component arch Packages
    if recent_enough "$version" "$2"; then
      printf '%s\n' "${suite%%/*}"
      return
    fi
  done < <(apt-cache madison "$1" 2>/dev/null)
}
