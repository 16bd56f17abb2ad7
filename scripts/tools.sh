#!/usr/bin/env bash
# What the slow tests need from Debian; says in one sentence what is missing.
set -u
missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ]; then
  echo "make test needs Debian's ${missing[*]}: run 'apt-get install ${missing[*]}' and try again." >&2
  exit 1
fi
