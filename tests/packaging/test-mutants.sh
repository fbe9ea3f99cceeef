#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The mutants that the sources know, that packaging/mutants lets loose and that stand somewhere are the same.
# shellcheck source=tests/packaging/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

known=$(sed -n 's/^ *X(\([A-Za-z]*\)).*/\1/p' "$root/core/base/Mutant.h" | sort)
listed=$("$root/packaging/mutants" --list | cut -d'|' -f1 | sort)
loose=$("$root/packaging/mutants" --list | grep -v '|not yet|' | cut -d'|' -f1 | sort)
standing=$(grep -rhoE --include='*.cpp' --include='*.h' 'Mutant::[A-Z][A-Za-z]+' "$root/core" "$root/sync" |
  sed 's/.*:://' | sort -u)
same 'packaging/mutants names each mutant of core/base/Mutant.h' '' "$(comm -23 <(echo "$known") <(echo "$listed"))"
same 'each mutant that it lets loose is there' '' "$(comm -13 <(echo "$known") <(echo "$loose"))"
same 'each mutant stands somewhere' "$known" "$standing"
finish
