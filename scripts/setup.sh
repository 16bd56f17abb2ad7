#!/usr/bin/env bash
# Makes .venv from requirements.lock: finds Python 3.10, installs with hashes, compiles byte code.
# Does nothing when the lock file has not changed since the last run.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\033[1m[setup]\033[0m %s\n' "$*"; }
lock_hash() { sha256sum requirements.lock | cut -d' ' -f1; }

is_310() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
  local candidate root
  for candidate in "${PYTHON:-}" "$(command -v python3.10 || true)" "$(command -v python3 || true)"; do
    [ -n "$candidate" ] && is_310 "$candidate" && { echo "$candidate"; return; }
  done
  # A .python-version file can hide a 3.10 that pyenv holds, so its folders are read directly.
  root=${PYENV_ROOT:-$HOME/.pyenv}
  for candidate in "$root"/versions/3.10*/bin/python; do
    is_310 "$candidate" && { echo "$candidate"; return; }
  done
  if command -v uv >/dev/null; then
    candidate=$(uv python find 3.10 2>/dev/null || { uv python install -q 3.10 >&2 && uv python find 3.10; } || true)
    [ -n "$candidate" ] && is_310 "$candidate" && { echo "$candidate"; return; }
  fi
  echo "[setup] Python 3.10 was not found: install it (pyenv install 3.10, or uv), or set PYTHON=/path/to/python3.10, and run make again." >&2
  exit 1
}

if [ -f .venv/.lock-hash ] && [ "$(cat .venv/.lock-hash)" = "$(lock_hash)" ]; then
  exit 0
fi

python=$(find_python)
say "1/3 virtual environment in .venv with $python"
[ -x .venv/bin/python ] && is_310 .venv/bin/python || { rm -rf .venv; "$python" -m venv .venv; }

say "2/3 installer (uv, by hash)"
awk '/^uv==/{on=1} on{print} on&&!/\\$/{exit}' requirements.lock > .venv/uv.lock
.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.lock

say "3/3 packages from requirements.lock, with byte code (about 1 GB the first time, a few minutes)"
VIRTUAL_ENV=$PWD/.venv .venv/bin/uv pip sync --require-hashes --compile-bytecode requirements.lock
lock_hash > .venv/.lock-hash
say "ready"
