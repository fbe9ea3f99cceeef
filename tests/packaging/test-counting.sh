#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The closing line of packaging/test, from reports as ctest writes them.
# shellcheck source=tests/packaging/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=packaging/lib/counting.sh
. "$root/packaging/lib/counting.sh"

report() { printf '<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="(empty)"\n\ttests="9"\n\tfailures="4"\n\t>\n%s\n</testsuite>\n' "$1"; }
program() { # NAME STATUS OUTPUT
  printf '\t<testcase name="%s" classname="%s" time="0.1" status="%s">\n%s\t\t<system-out>%s\n</system-out>\n\t</testcase>\n' \
    "$1" "$1" "$2" "${4:-}" "$3"
}
count() { # CODE REPORT
  code=0
  output=$(report "$2" | count_tests "$1") || code=$?
}

two_classes='Totals: 12 passed, 0 failed, 0 skipped, 0 blacklisted, 9ms
Totals: 4 passed, 0 failed, 0 skipped, 0 blacklisted, 3ms'
count 0 "$(program core/base run "$two_classes")"
same 'test functions are counted, without those that QtTest adds to each class' '12 passed, 0 failed' "$output"
same 'and it is a success' 0 "$code"

count 0 "$(program packaging/setup run 'Totals: 26 passed, 0 failed, 0 skipped'; program core/mute run '')"
same 'shell tests count as they say, a silent program as one' '27 passed, 0 failed' "$output"

count 8 "$(program core/good run "$two_classes"; program core/bad fail 'FAIL!  : TestX::y() &lt;&gt;
Totals: 4 passed, 2 failed, 1 skipped, 0 blacklisted, 9ms')"
same 'a failure is named, and the count comes last' 'failed:
  core/bad
1 skipped
14 passed, 2 failed' "$output"
same 'and it is a failure' 1 "$code"

count 8 "$(program core/crash fail 'PASS   : TestX::y()')"
same 'a crash before any total is one failure' '0 passed, 1 failed' "$(tail -n 1 <<<"$output")"

count 8 "$(program core/late fail "$two_classes")"
same 'a crash after the totals is still a failure' '12 passed, 1 failed' "$(tail -n 1 <<<"$output")"

count 8 "$(program core/absent notrun 'Unable to find executable' $'\t\t<skipped message="Unable to find executable"/>\n')"
same 'a program that was not built is a failure' '0 passed, 1 failed' "$(tail -n 1 <<<"$output")"

count 0 "$(program core/good run "$two_classes"; program e2e/browser notrun '' $'\t\t<skipped message="SKIP_RETURN_CODE=77"/>\n')"
same 'a program that says it cannot run here is skipped' '1 skipped
12 passed, 0 failed' "$output"

count 8 "$(program core/good run "$two_classes")"
same 'ctest is believed when it reports a failure that its report does not show' 1 "$code"

count 0 ''
same 'no test at all is no success' 1 "$code"

finish
