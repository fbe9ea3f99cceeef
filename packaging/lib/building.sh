# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Configures and builds. Sourced after common.sh by build, test, run and bench.
# shellcheck disable=SC2154 # shouli_root is common.sh's

# build_preset PRESET [TARGET...]: brings build/PRESET up to date, without a word where it is already.
# Progress goes to standard error: each step on a terminal, every tenth part otherwise.
build_preset() {
  local preset=$1 dir=$shouli_root/build/$1 jobs log started=$SECONDS
  shift
  local tool
  for tool in cmake ninja c++; do
    command -v "$tool" >/dev/null || fail "$tool is missing: run packaging/setup."
  done
  [ "$preset" != fuzz ] || command -v clang++ >/dev/null || fail "the fuzz preset needs clang: apt-get install clang"
  # the same object from any checkout: ccache must not see where this one lies
  export CCACHE_BASEDIR=${CCACHE_BASEDIR:-$shouli_root} CCACHE_NOHASHDIR=${CCACHE_NOHASHDIR:-1}

  if [ ! -e "$dir/build.ninja" ] || [ "$shouli_root/CMakePresets.json" -nt "$dir/CMakeCache.txt" ]; then
    say "configuring $preset"
    mkdir -p "$shouli_root/build"
    log=$shouli_root/build/configure.log
    (cd -- "$shouli_root" && cmake --preset "$preset") >"$log" 2>&1 || {
      grep -A 12 -E 'CMake Error|No such preset' "$log" >&2 || tail -n 20 "$log" >&2
      fail "configuring $preset failed; the lines above say what is missing (whole log: $log)."
    }
    touch "$dir/CMakeCache.txt"
  fi

  jobs=$(job_count)
  NINJA_STATUS='[%f/%t] ' ninja -C "$dir" -j "$jobs" "$@" 2>&1 | _progress "$command: building $preset with $jobs jobs" >&2 ||
    fail "building $preset failed; the lines above say where."
  if [ $((SECONDS - started)) -gt 5 ]; then say "built $preset in $((SECONDS - started)) s"; fi
}

# _progress TITLE: of ninja's output lets through what compilers say, and of its steps every tenth part; on a
# terminal each step, in one line. Says the title before the first step, so nothing where there is nothing to do.
# Not in awk: Debian's mawk waits for four kilobytes before it looks at a line.
_progress() {
  local title=$1 line tenth last=-1 open='' clear='' begun=''
  if [ -t 2 ]; then clear=$'\r\e[K'; fi
  while IFS= read -r line; do
    case $line in
    'ninja: Entering directory'* | 'ninja: no work to do.' | '-- '* | *'Re-checking globbed'* | *'Re-running CMake'*) continue ;;
    esac
    if [[ $line =~ ^\[([0-9]+)/([0-9]+)\]\  ]]; then
      [ -n "$begun" ] || printf '%s\n' "$title"
      begun=yes
      tenth=$((BASH_REMATCH[1] * 10 / BASH_REMATCH[2]))
      if [ -n "$clear" ]; then
        printf '%s%s' "$clear" "${line:0:100}"
        open=yes
      elif [ "$tenth" != "$last" ]; then
        printf '%s\n' "$line"
      fi
      last=$tenth
    else
      [ -z "$open" ] || printf '%s' "$clear"
      open=
      printf '%s\n' "$line"
    fi
  done
  [ -z "$open" ] || printf '%s' "$clear"
}
