#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The unit files are understood by systemd, shut the machine off from the server, and name commands that there are.
set -euo pipefail
units=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../packaging/systemd" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for unit in "$units"/*; do
    sed 's#/usr/bin/shouli-server#/bin/true#' "$unit" > "$work/$(basename "$unit")"
done
for must in Type=notify WatchdogSec= ProtectSystem=strict NoNewPrivileges=yes CapabilityBoundingSet= LimitCORE=0; do
    grep -q "^$must" "$units/shouli-server.service" || { echo "shouli-server.service lacks $must"; exit 1; }
done
# what the server copies to must be open to it
target=$(sed -n 's/^ExecStart=.*--into \([^ ]*\).*/\1/p' "$units/shouli-backup.service")
grep -q "^ReadWritePaths=.*$target" "$units/shouli-server.service" || { echo "the server cannot write to $target"; exit 1; }

if command -v systemd-analyze > /dev/null; then
    said=$(systemd-analyze verify "$work"/*.service "$work"/*.timer 2>&1 | grep "$work\|shouli-" || true)
    [ -z "$said" ] || { echo "$said"; exit 1; }
fi
