#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the tree holds: nothing astray at the top, scripts that say their licence and pass shellcheck where there is one.
# shellcheck source=tests/packaging/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
cd -- "$root"

if git rev-parse --git-dir >/dev/null 2>&1; then
  allowed='ARCHITECTURE.md CHANGELOG.md CMakeLists.txt CMakePresets.json CONTRIBUTING.md LICENSE README.md SECURITY.md
    app core packaging resources sync tests translations'
  astray=
  while read -r name; do
    case $name in
    .*) ;;
    *) [[ " ${allowed//[$'\n']/ } " == *" $name "* ]] || astray+="$name " ;;
    esac
  done < <(git ls-files | cut -d/ -f1 | sort -u)
  same 'nothing astray lies at the top of the tree' '' "$astray"
  large=$(git ls-files -z | xargs -0 stat -c '%s %n' 2>/dev/null | awk '$1 > 5000000 { print $2 }')
  same 'no file is larger than 5 MB' '' "$large"
fi

scripts=()
while IFS= read -r file; do scripts+=("$file"); done < <(
  find packaging .ci tests/packaging -maxdepth 2 -type f ! -name '*.md' -print0 | xargs -0 awk 'FNR == 1 && /^#!.*sh$/ { print FILENAME }' | sort
)
same 'the scripts are found' yes "$([ ${#scripts[@]} -gt 8 ] && echo yes)"
for file in "${scripts[@]}"; do
  bad=
  [ "$(sed -n 2p "$file")" = '# SPDX-License-Identifier: GPL-3.0-or-later' ] || bad+='no licence in the second line; '
  [ -x "$file" ] || bad+='not executable; '
  same "$file says its licence and can be run" '' "$bad"
done
for file in README.md ARCHITECTURE.md CONTRIBUTING.md; do
  [ -e "$file" ] || continue
  broken=
  while read -r link; do
    [ -e "${link%%#*}" ] || broken+="$link "
  done < <(grep -o '](\([^)#:]*\))' "$file" | sed 's/^](//; s/)$//')
  same "$file points only at what is there" '' "$broken"
done

if command -v shellcheck >/dev/null; then
  same 'shellcheck finds nothing' '' "$(shellcheck -x "${scripts[@]}" packaging/lib/*.sh tests/packaging/lib.sh 2>&1)"
fi

finish
