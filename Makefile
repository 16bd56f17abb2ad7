# `make help` lists the targets. Longer work is Python or scripts/.
SHELL := /bin/bash
PY := .venv/bin/python
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export PYTHONPATH := .

.PHONY: help long setup serve test check fmt knowledge new-municipality new-edition train eval proof bench tools
.DEFAULT_GOAL := help

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-18s %s\n", $$1, $$2}'

setup: ## virtual environment from the lock file (skipped when up to date)
	@scripts/setup.sh

serve: setup ## set everything up and serve: chat on 8080, staff console on 8081
	@$(PY) -m bot.serve

knowledge: setup ## check the content and publish it as a release
	@$(PY) -m bot.releases

new-municipality: setup ## lay out a municipality, NAME=Ærø (SERVICES="genoptraening …" EDITION=2026)
	@$(PY) -m bot.facts.scaffold municipality --name "$$NAME" --services "$$SERVICES" --edition "$$EDITION"

new-edition: setup ## lay out an edition beside the old, MUNICIPALITY=aeroe ID=aeroe-2027 (OLD=…)
	@$(PY) -m bot.facts.scaffold edition --municipality "$$MUNICIPALITY" --id "$$ID" --old "$$OLD"

train: setup ## train the model if its inputs changed
	@$(PY) -m bot.train

check: setup ## the fast half: lint, types, imports, knowledge, unit tests
	@scripts/check.sh

test: check tools train ## everything: whole conversations, browser, PostgreSQL
	@$(PY) -m pytest tests -m "slow and not long" -q --durations=10

long: setup tools train ## the checks that take many minutes (the console's loop trains twice)
	@$(PY) -m pytest tests -m long -q

tools:
	@scripts/tools.sh

fmt: setup ## format and mend what can be mended by itself
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .

eval: setup ## ask CASES=file.jsonl of a running bot (URL=http://127.0.0.1:8080)
	@$(PY) -m bench.eval $(CASES) --url $(or $(URL),http://127.0.0.1:8080)

proof: setup train ## the full form of a long check, NAME=first_light|understanding|console
	@$(PY) -m bench.proof $(NAME)

bench: setup train ## time the bot; writes docs/performance.md
	@$(PY) -m bench.speed
