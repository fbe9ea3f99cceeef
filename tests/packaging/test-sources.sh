#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# From a machine's apt sources to a stanza for backports, in both formats.
# shellcheck source=tests/packaging/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=packaging/lib/sources.sh
. "$root/packaging/lib/sources.sh"

etc=$temporary/apt
machine() { # a machine without any source yet
  rm -rf "$etc"
  mkdir -p "$etc/sources.list.d"
}
deb822() { cat >"$etc/sources.list.d/$1.sources"; }
one_line() { cat >"$etc/sources.list"; }
found() { backports_stanzas bookworm "$etc"; }

machine
same 'a machine without sources offers nothing' '' "$(found)"

machine
deb822 debian <<'END'
Types: deb
# a comment inside a stanza
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
END
same 'a deb822 source gives its mirror and its key' 'Types: deb
URIs: http://mirror.example/debian
Suites: bookworm-backports
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg' "$(found)"

machine
deb822 debian <<'END'
types: deb deb-src
uris:
 http://first.example/debian
 http://second.example/debian
suites:
 bookworm
 bookworm-updates
components: main
trusted: yes
check-valid-until: no
signed-by:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEZ
 -----END PGP PUBLIC KEY BLOCK-----
END
same 'fields in any case, folded values, an inline key and trust settings are kept' 'Types: deb
URIs: http://first.example/debian http://second.example/debian
Suites: bookworm-backports
Components: main
trusted: yes
check-valid-until: no
signed-by:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEZ
 -----END PGP PUBLIC KEY BLOCK-----' "$(found)"

machine
deb822 off <<'END'
Enabled: no
Types: deb
URIs: http://off.example/debian
Suites: bookworm
Components: main
END
deb822 source-only <<'END'
Types: deb-src
URIs: http://source.example/debian
Suites: bookworm
Components: main
END
deb822 other-component <<'END'
Types: deb
URIs: http://docker.example/linux/debian
Suites: bookworm
Components: stable
END
deb822 other-suite <<'END'
Types: deb
URIs: http://node.example
Suites: nodistro
Components: main
END
one_line <<'END'
# deb http://comment.example/debian bookworm main
deb-src http://source.example/debian bookworm main
deb cdrom:[Debian GNU/Linux 12 _Bookworm_]/ bookworm main
deb http://near.example/debian bookworm-updates main
deb http://flat.example ./
END
same 'disabled, source-only, foreign, commented, cdrom and flat sources do not count' '' "$(found)"

machine
one_line <<'END'
deb http://mirror.example/debian bookworm main non-free-firmware # the mirror of the county
END
same 'a one-line source gives its mirror' 'Types: deb
URIs: http://mirror.example/debian
Suites: bookworm-backports
Components: main' "$(found)"

machine
one_line <<'END'
deb [ arch=amd64,arm64 signed-by=/etc/apt/keyrings/county.gpg check-valid-until=no ] https://mirror.example/debian/ bookworm main contrib
END
same 'options of a one-line source are kept under their deb822 names' 'Types: deb
URIs: https://mirror.example/debian/
Suites: bookworm-backports
Components: main
Architectures: amd64 arm64
Signed-By: /etc/apt/keyrings/county.gpg
Check-Valid-Until: no' "$(found)"

machine
one_line <<'END'
deb [trusted=yes] file:/srv/mirror bookworm main
END
contains 'one option without blanks inside the brackets' 'Trusted: yes' "$(found)"

machine
one_line <<'END'
deb http://one-line.example/debian bookworm main
deb http://alias.example/debian oldstable main
END
deb822 a <<'END'
Types: deb
URIs: http://deb822.example/debian
Suites: bookworm
Components: main
END
deb822 b <<'END'
Types: deb
URIs: http://deb822.example/debian
Suites: bookworm
Components: main
END
printf 'deb http://listed.example/debian bookworm main\r\n' >"$etc/sources.list.d/windows.list"
all=$(found)
same 'several sources come in order, each once, the codename before its alias' \
  'http://deb822.example/debian http://one-line.example/debian http://listed.example/debian http://alias.example/debian' \
  "$(awk '$1 == "URIs:" { print $2 }' <<<"$all" | paste -sd' ')"
same 'each asks for the backports of the codename' 4 "$(grep -c '^Suites: bookworm-backports$' <<<"$all")"
same 'the second can be picked' 'URIs: http://one-line.example/debian' "$(nth_stanza 2 <<<"$all" | sed -n 2p)"
same 'after the last comes nothing' '' "$(nth_stanza 5 <<<"$all")"

finish
