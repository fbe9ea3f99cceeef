# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Reads apt's sources in both their formats. Changes nothing; sourced by packaging/setup.

# backports_stanzas CODENAME ETC_APT
# Prints, for every source of the Debian release CODENAME under ETC_APT (sources.list, sources.list.d),
# a deb822 stanza for CODENAME-backports on the same mirror with the same trust, a blank line after each;
# those that name the release by its codename first, then those that say stable or oldstable.
# Nothing where there is none.
backports_stanzas() {
  local codename=$1 etc=$2 suite
  for suite in "$codename" stable oldstable; do
    _from_deb822 "$codename" "$suite" "$etc"/sources.list.d/*.sources
    _from_one_line "$codename" "$suite" "$etc"/sources.list "$etc"/sources.list.d/*.list
  done | awk 'BEGIN { RS = ""; ORS = "\n\n" } !seen[$0]++'
}

# nth_stanza N: of those on standard input, counted from 1.
nth_stanza() { awk -v n="$1" 'BEGIN { RS = "" } NR == n'; }

# https://manpages.debian.org/sources.list.5: fields in any case, values over several lines, several
# suites and URIs in one stanza, Enabled: no. Fields not about which suite are kept (Signed-By, Trusted ...).
_from_deb822() {
  local codename=$1 suite=$2 file
  shift 2
  for file in "$@"; do
    [ -r "$file" ] || continue
    awk -v codename="$codename" -v suite="$suite" '
      function has(field, word,   n, i, w) {
        n = split(value[field], w)
        for (i = 1; i <= n; i++) if (w[i] == word) return 1
        return 0
      }
      function uris(   n, i, w, out) {
        n = split(value["uris"], w)
        for (i = 1; i <= n; i++) if (w[i] !~ /^cdrom:/) out = out " " w[i]
        return out
      }
      function flush(   i) {
        if (count > 0 && has("types", "deb") && has("suites", suite) && has("components", "main") &&
            uris() != "" && tolower(value["enabled"]) !~ /^[ \t]*(no|false|off|without|disable|0)[ \t]*$/) {
          printf "Types: deb\nURIs:%s\nSuites: %s-backports\nComponents: main\n", uris(), codename
          for (i = 1; i <= count; i++)
            if (order[i] !~ /^(types|uris|suites|components|enabled)$/) printf "%s:%s\n", name[i], value[order[i]]
          printf "\n"
        }
        count = 0; field = ""
        split("", value); split("", order); split("", name)
      }
      { sub(/\r$/, "") }
      /^#/ { next }
      /^[ \t]*$/ { flush(); next }
      /^[ \t]/ { if (field != "") value[field] = value[field] "\n" $0; next }
      {
        colon = index($0, ":")
        if (colon == 0) { field = ""; next }
        field = tolower(substr($0, 1, colon - 1))
        if (!(field in value)) { count++; order[count] = field; name[count] = substr($0, 1, colon - 1) }
        value[field] = substr($0, colon + 1)
      }
      END { flush() }' "$file"
  done
}

# deb [ option=value ... ] uri suite component ...
_from_one_line() {
  local codename=$1 suite=$2 file
  shift 2
  for file in "$@"; do
    [ -r "$file" ] || continue
    awk -v codename="$codename" -v suite="$suite" '
      # signed-by=/a/key -> Signed-By: /a/key; three options have other names in deb822
      function field(option,   eq, n, i, w, key, text, suffix) {
        eq = index(option, "=")
        if (eq == 0) return ""
        key = tolower(substr(option, 1, eq - 1)); text = substr(option, eq + 1)
        if (key ~ /\+$/) { suffix = "-Add"; sub(/\+$/, "", key) }
        else if (key ~ /-$/) { suffix = "-Remove"; sub(/-$/, "", key) }
        if (key == "inrelease-path") return ""
        if (key == "arch" || key == "lang" || key == "target") gsub(/,/, " ", text)
        if (key == "arch") key = "architectures"
        if (key == "lang") key = "languages"
        if (key == "target") key = "targets"
        n = split(key, w, "-"); key = ""
        for (i = 1; i <= n; i++) key = key (i > 1 ? "-" : "") toupper(substr(w[i], 1, 1)) substr(w[i], 2)
        return key suffix ": " text "\n"
      }
      { sub(/\r$/, ""); sub(/[ \t]#.*$/, "") }
      $1 != "deb" { next }
      {
        at = 2; options = ""
        if ($2 ~ /^\[/) {
          for (closed = 0; at <= NF && !closed; at++) {
            word = $at
            if (word ~ /\]$/) closed = 1
            sub(/^\[/, "", word); sub(/\]$/, "", word)
            options = options field(word)
          }
        }
        uri = $at; main = 0
        for (i = at + 2; i <= NF; i++) if ($i == "main") main = 1
        if (uri ~ /^cdrom:/ || $(at + 1) != suite || !main) next
        printf "Types: deb\nURIs: %s\nSuites: %s-backports\nComponents: main\n%s\n", uri, codename, options
      }' "$file"
  done
}
