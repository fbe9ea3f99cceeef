#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# packaging/setup on a pretended machine: apt, dpkg-query, id and sudo are fakes that read and write two lists.
# shellcheck source=tests/packaging/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

bin=$temporary/bin
mkdir "$bin"
for tool in bash true awk cat dirname dpkg env grep mktemp rm sed tail tee tr wc; do
  ln -s "$(type -P "$tool")" "$bin/$tool"
done
fake() { # NAME, its script on standard input
  { printf '#!%s\n' "$(command -v bash)"; cat; } >"$bin/$1"
  chmod +x "$bin/$1"
}
# installed: NAME VERSION      offered: NAME VERSION SUITE; the first of a name is the candidate
fake dpkg-query <<'END'
for name in "${@:3}"; do awk -v n="$name" '$1 == n { print $1, "installed", $2 }' "$machine/installed"; done
END
fake apt-cache <<'END'
case $1 in
policy) awk -v n="$2" '$1 == n && !seen { seen = 1; print "  Candidate: " $2 }' "$machine/offered" ;;
madison) awk -v n="$2" '$1 == n { print $1 " | " $2 " | http://m.example/debian " $3 "/main amd64 Packages" }' "$machine/offered" ;;
esac
END
fake apt-get <<'END'
printf 'apt-get %s\n' "$*" >>"$machine/calls"
case $1 in
update)
  for option in "$@"; do
    case $option in
    Dir::Etc::sourcelist=*)
      grep -q broken "${option#*=}" && { echo 'E: no Release file'; exit 100; }
      grep -q generous "${option#*=}" && echo 'libsqlcipher-dev 4.6.1-2~bpo12+1 bookworm-backports' >>"$machine/offered"
      ;;
    esac
  done
  [ ! -e "$machine/offline" ] || { echo 'E: cannot resolve the mirror'; exit 100; }
  ;;
install)
  [ ! -e "$machine/disk-full" ] || { echo 'E: no space left'; exit 100; }
  for word in "${@:2}"; do
    awk -v n="${word%%/*}" -v s="${word#*/}" '$1 == n && (s == n || s == $3) { print $1, $2; exit }' "$machine/offered" >>"$machine/installed"
  done
  ;;
esac
exit 0
END
fake id <<'END'
printf '%s\n' "${pretended_uid:-0}"
END
export machine=$temporary/machine

machine() { # a fresh one: cmake is installed, the rest on offer, SQLCipher too old
  rm -rf "$machine" "$bin/sudo"
  mkdir -p "$machine/apt/sources.list.d"
  printf 'VERSION_CODENAME=bookworm\n' >"$machine/os-release"
  printf 'cmake\nlibboost1.81-dev|libboost1.83-dev\nlibsqlcipher-dev >=4.5 @backports\n' >"$machine/packages.txt"
  printf 'cmake 3.25\n' >"$machine/installed"
  printf 'libboost1.83-dev 1.83 bookworm\nlibsqlcipher-dev 3.4.1-2 bookworm\n' >"$machine/offered"
  printf 'deb http://%s.example/debian bookworm main\n' "${1:-generous}" >"$machine/apt/sources.list"
  : >"$machine/calls"
}
setup() {
  code=0
  output=$(PATH=$bin SHOULI_NO_SETUP='' SHOULI_APT_ETC=$machine/apt SHOULI_OS_RELEASE=$machine/os-release SHOULI_PACKAGES=$machine/packages.txt \
    TMPDIR=$machine bash "$root/packaging/setup" 2>&1 </dev/null) || code=$?
}
added=$machine/apt/sources.list.d/shouli-backports.sources

machine
printf 'cmake 3.25\nlibboost1.81-dev 1.81\nlibsqlcipher-dev 4.6.1\n' >"$machine/installed"
setup
same 'where all is there it says nothing' '0:' "$code:$output"
same 'and asks apt for nothing' '' "$(cat "$machine/calls")"

machine
setup
same 'a bare machine is set up' 0 "$code"
contains 'SQLCipher comes from the backports that were added' 'libsqlcipher-dev/bookworm-backports' "$(tail -n 1 "$machine/calls")"
contains 'the other of two names is taken where it is the one on offer' 'libboost1.83-dev' "$(tail -n 1 "$machine/calls")"
same 'what is there is not asked for again' 0 "$(grep -c cmake "$machine/calls" || true)"
contains 'the source names the machine'\''s own mirror' 'URIs: http://generous.example/debian' "$(cat "$added")"
setup
same 'the second time is silent' '0:' "$code:$output"

machine
printf 'libsqlcipher-dev 4.6.1-6 trixie\nlibboost1.83-dev 1.83 trixie\n' >"$machine/offered"
setup
same 'where the release itself is recent enough no source is added' '0 no' "$code $([ -e "$added" ] && echo yes || echo no)"

machine
printf 'libsqlcipher-dev 4.6.1-2~bpo12+1 bookworm-backports\n' >>"$machine/offered"
setup
same 'backports that are there already are used as they are' '0 no' "$code $([ -e "$added" ] && echo yes || echo no)"

machine broken
printf 'deb http://poor.example/debian bookworm main\ndeb http://generous.example/debian bookworm main\n' >>"$machine/apt/sources.list"
setup
same 'of several sources the first that has it is taken' "0 1" "$code $(grep -c generous "$added")"

machine poor
setup
same 'a mirror without it is a failure' 1 "$code"
contains 'that says which package and version' 'libsqlcipher-dev must be of version 4.5 or later' "$output"
same 'and leaves no source behind' no "$([ -e "$added" ] && echo yes || echo no)"

machine
: >"$machine/apt/sources.list"
setup
contains 'no source of the release is told as such' 'no source in' "$output"

machine
: >"$machine/os-release"
setup
contains 'an unknown release is told as such' 'cannot tell which release' "$output"

machine
: >"$machine/offered"
touch "$machine/offline"
setup
same 'without a network it fails' 1 "$code"
contains 'and shows the words of apt' 'cannot resolve the mirror' "$output"

machine
touch "$machine/disk-full"
setup
same 'a failing installation fails' 1 "$code"
contains 'and shows why' 'no space left' "$output"

machine
printf 'cmake 3.25 twice\n' >"$machine/packages.txt"
setup
contains 'an error in the list is told with its line' 'packages.txt:1: "3.25" is not understood' "$output"

export pretended_uid=1000
machine
setup
same 'neither root nor sudo is a failure' 1 "$code"
contains 'that says what to do' 'as root' "$output"

machine
fake sudo <<'END'
export pretended_uid=0
printf 'sudo %s\n' "$*" >>"$machine/calls"
[ "$1" != -n ] || shift
exec "$@"
END
setup
same 'with sudo it works as another user' 0 "$code"
contains 'through sudo' 'sudo env DEBIAN_FRONTEND=noninteractive apt-get install' "$(cat "$machine/calls")"

machine
rm "$bin/apt-get"
setup
contains 'another system is told what to do by hand' 'by hand' "$output"

finish
