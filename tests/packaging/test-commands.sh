#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# build, test, run and .ci/run in a copy of packaging/ where setup, cmake, ninja and ctest are fakes.
# shellcheck source=tests/packaging/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

tree="$temporary/a tree" # a blank in the path breaks careless scripts
bin=$temporary/bin
export told=$temporary/told
mkdir -p "$tree/.ci" "$bin" "$temporary/elsewhere"
cp -r "$root/packaging" "$tree/packaging"
cp "$root/.ci/run" "$tree/.ci/run"
touch "$tree/CMakePresets.json"
fake() { # PATH, its script on standard input
  { printf '#!%s\nset -e\n' "$(command -v bash)"; cat; } >"$1"
  chmod +x "$1"
}
fake "$tree/packaging/setup" <<'END'
echo setup >>"$told"
END
fake "$bin/cmake" <<'END'
echo "cmake $*" >>"$told"
[ ! -e "$told.no-library" ] || { echo 'CMake Error at CMakeLists.txt:8 (find_package): Qt6 not found' >&2; exit 1; }
mkdir -p "build/$2"
touch "build/$2/build.ninja" "build/$2/CMakeCache.txt"
END
fake "$bin/ninja" <<'END'
echo "ninja $*" >>"$told"
if [ -e "$told.up-to-date" ]; then echo "ninja: Entering directory"; echo "ninja: no work to do."; exit; fi
for i in $(seq 40); do echo "[$i/40] Building CXX object $i.o"; done
[ ! -e "$told.broken" ] || { echo 'x.cpp:3: error: no such thing'; exit 1; }
mkdir -p "$2/bin"
printf '#!/bin/sh\necho "demonstration $1 $2 ${QT_QPA_PLATFORM:-window}" >>"$told"\nexit ${DEMONSTRATION_FAILS:-0}\n' >"$2/bin/shouli-demonstration"
chmod +x "$2/bin/shouli-demonstration"
END
fake "$bin/ctest" <<'END'
echo "ctest long=${SHOULI_LONG:-0} $*" >>"$told"
while [ $# -gt 0 ]; do if [ "$1" = --output-junit ]; then report=$2; fi; shift; done
[ -t 0 ] || cat >/dev/null
{
  printf '\t<testcase name="core/base" status="run">\n\t\t<system-out>Totals: 5 passed, 0 failed, 0 skipped\n</system-out>\n\t</testcase>\n'
  [ ! -e "$told.red" ] || printf '\t<testcase name="core/cases" status="fail">\n\t</testcase>\n'
} >"$report"
[ ! -e "$told.red" ] || exit 8
END
fresh() {
  rm -rf "$told" "$told".* "$tree/build"
  : >"$told"
}
try() { # COMMAND...: from another folder, without a display
  code=0
  output=$(cd "$temporary/elsewhere" && env -u DISPLAY -u WAYLAND_DISPLAY -u QT_QPA_PLATFORM -u SHOULI_LONG PATH="$bin:$PATH" \
    XDG_DATA_HOME="$temporary/data" SHOULI_JOBS=3 "$@" 2>&1 </dev/null) || code=$?
}
last() { tail -n 1 <<<"$output"; }

fresh
try "$tree/packaging/build"
same 'build sets up, configures and builds the dev preset' \
  "0:setup/cmake --preset dev/ninja -C $tree/build/dev -j 3" "$code:$(paste -sd/ "$told")"
same 'and shows about ten lines of progress' yes "$([ "$(grep -c '^\[' <<<"$output")" -le 11 ] && echo yes)"
touch "$told.up-to-date"
: >"$told"
try "$tree/packaging/build"
same 'the second time it configures nothing and says nothing' '0::1' "$code:$output:$(grep -c ninja "$told")"
same 'cmake is not asked again' 0 "$(grep -c cmake "$told" || true)"
touch -d '+1 minute' "$tree/CMakePresets.json"
try "$tree/packaging/build"
same 'but is when the presets have changed' 1 "$(grep -c cmake "$told" || true)"

fresh
try "$tree/packaging/build" asan test_core_base
contains 'another preset and one target can be built' "ninja -C $tree/build/asan -j 3 test_core_base" "$(cat "$told")"
try "$tree/packaging/build" --fast
same 'an unknown option is a failure' 1 "$code"

fresh
touch "$told.no-library"
try "$tree/packaging/build"
same 'failing to configure is a failure' 1 "$code"
contains 'that says what is missing' 'Qt6 not found' "$output"

fresh
touch "$told.broken"
try "$tree/packaging/test"
same 'failing to compile is a failure' 1 "$code"
contains 'that shows the error' 'x.cpp:3: error: no such thing' "$output"
same 'and nothing is tested' 0 "$(grep -c ctest "$told" || true)"

fresh
try "$tree/packaging/test"
same 'test ends in the count' '0:5 passed, 0 failed' "$code:$(last)"
contains 'the short forms' 'ctest long=0' "$(cat "$told")"
try "$tree/packaging/test" --long -R core/base
contains '--long asks for the long forms' 'ctest long=1' "$(cat "$told")"
contains 'and builds each header on its own' ' all headers' "$(cat "$told")"
contains 'other options reach ctest' '-R core/base' "$(cat "$told")"
touch "$told.red"
try "$tree/packaging/test"
same 'a red test is a failure, and the count still comes last' '1:5 passed, 1 failed' "$code:$(last)"
try "$tree/.ci/run"
same '.ci/run does the same' '1:5 passed, 1 failed' "$code:$(last)"
rm "$told.red"
try env CI=true "$tree/.ci/run"
same 'and is green when the tests are' '0:5 passed, 0 failed' "$code:$(last)"

fresh
try "$tree/packaging/run"
same 'without a display run works headless' "demonstration headless $temporary/data/shouli-demonstration/headless offscreen" "$(tail -n 1 "$told")"
contains 'and says so' 'there is no display here' "$output"
try "$tree/packaging/run" --headless results
same 'a folder may be given from where one stands' "demonstration headless $temporary/elsewhere/results offscreen" "$(tail -n 1 "$told")"
try env DISPLAY=:7 "$tree/packaging/run"
same 'with a display a window is opened' "demonstration open $temporary/data/shouli-demonstration window" "$(tail -n 1 "$told")"
same 'on data that only their owner reads' 700 "$(stat -c %a "$temporary/data/shouli-demonstration")"
try env DISPLAY=:7 "$tree/packaging/run" --headless results
contains 'unless headless is asked for' 'demonstration headless' "$(tail -n 1 "$told")"
try env DEMONSTRATION_FAILS=3 "$tree/packaging/run" --headless results
same 'a failing demonstration is a failure' 1 "$code"
contains 'that tells its exit code' 'exit code 3' "$output"
: >"$told"
try "$tree/packaging/run" --headless
same 'headless without a folder is a failure before anything is built' '1:' "$code:$(cat "$told")"

finish
