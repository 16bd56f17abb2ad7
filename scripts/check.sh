#!/usr/bin/env bash
# The fast half of the tests: every step runs, and the first that fails is named.
set -uo pipefail
cd "$(dirname "$0")/.."
failed=()
step() { local name=$1; shift; printf '\033[1m[check]\033[0m %s\n' "$name"; "$@" || failed+=("$name"); }
step lint .venv/bin/ruff check .
step format .venv/bin/ruff format --check -q .
step types .venv/bin/mypy
step imports .venv/bin/lint-imports --no-logo
step yaml .venv/bin/yamllint -s knowledge data config.yml domain.yml endpoints.yml credentials.yml bot
step knowledge .venv/bin/python -m bot.facts check
step unit .venv/bin/python -m pytest tests -m "not slow" -q -n 2
if [ ${#failed[@]} -gt 0 ]; then echo "[check] failed: ${failed[*]}" >&2; exit 1; fi
