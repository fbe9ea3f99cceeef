# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Counts what passed and failed. Sourced by packaging/test.

# count_tests CODE <REPORT: REPORT is what ctest --output-junit wrote, CODE its exit code. Prints the failed programs,
# the number skipped, and last "N passed, N failed". Fails when anything failed or CODE is not 0.
#
# A program that prints QtTest's "Totals: N passed, N failed, N skipped" counts as so many tests, without the
# initTestCase and cleanupTestCase that QtTest adds to each class; any other program counts as one test.
count_tests() {
  awk -v code="$1" '
    function attribute(name,   at, rest) {
      at = index($0, " " name "=\"")
      if (at == 0) return ""
      rest = substr($0, at + length(name) + 3)
      return substr(rest, 1, index(rest, "\"") - 1)
    }
    /<testcase / { program = attribute("name"); status = attribute("status"); good = bad = left = told = wanted = 0 }
    /<skipped message="SKIP_/ { wanted = 1 } # the program itself said that it cannot run here
    /Totals: [0-9]+ passed, [0-9]+ failed, [0-9]+ skipped/ {
      sub(/.*Totals: /, "")
      own = ($0 ~ /blacklisted/) ? 2 : 0 # initTestCase and cleanupTestCase
      good += ($1 > own) ? $1 - own : 0
      bad += $3; left += $5; told = 1
    }
    /<\/testcase>/ {
      if (status == "run") { if (!told) good = 1 }
      else if (status == "disabled" || wanted) left++
      else { # failed, crashed, ran out of time, or is not there
        if (bad == 0) bad = 1
        names = names "  " program "\n"
      }
      passed += good; failed += bad; skipped += left
    }
    END {
      if (code != 0 && failed == 0) failed = 1
      if (names != "") printf "failed:\n%s", names
      if (skipped > 0) printf "%d skipped\n", skipped
      printf "%d passed, %d failed\n", passed, failed
      exit failed > 0 || passed == 0
    }'
}
