# The commands of a working day; `make help` lists them. Installing is done by scripts/setup.sh and only once.
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run setup setup-test test lint unit bench soak replay-day translations contract pictures

PYTHON_HERE := .venv/bin/python
ARGS ?=

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: setup ## Open the console on its embedded platform; options in ARGS='...'
	@exec $(PYTHON_HERE) main.py $(ARGS)

setup: ## Install what running needs, nothing else
	@scripts/setup.sh run

setup-test: ## Install what testing and measuring need as well
	@scripts/setup.sh test

test: setup-test lint unit ## Lint, types, import rules and all tests

lint: setup-test ## ruff, mypy --strict and import-linter; silent when all is well
	@.venv/bin/ruff check -q
	@.venv/bin/ruff format -q --check
	@.venv/bin/mypy --no-error-summary
	@rules=$$(.venv/bin/lint-imports --no-logo 2>&1) || { echo "$$rules"; exit 1; }

unit: setup-test ## The tests alone; options in ARGS='...'
	@scripts/tests.sh $(ARGS)

bench: setup-test ## All benchmarks, one line of JSON each
	@$(PYTHON_HERE) -m benchmarks.wall --tiles 64 --seconds 10 --peers
	@$(PYTHON_HERE) -m benchmarks.latency
	@$(PYTHON_HERE) -m benchmarks.feed
	@$(PYTHON_HERE) -m benchmarks.feed --consoles 100
	@$(PYTHON_HERE) -m benchmarks.desk
	@$(PYTHON_HERE) -m benchmarks.alarm
	@$(PYTHON_HERE) -m benchmarks.camera_site --viewers 64 --seconds 10
	@$(PYTHON_HERE) -m benchmarks.recorder
	@$(PYTHON_HERE) -m benchmarks.history
	@$(PYTHON_HERE) -m benchmarks.storm
	@$(PYTHON_HERE) -m benchmarks.fuzz

soak: setup-test ## Half an hour of 64 tiles, a video worker killed each minute; ARGS='--minutes 5'
	@$(PYTHON_HERE) -m benchmarks.soak $(ARGS)

replay-day: setup-test ## A day of a real call log at 600 times its pace, every clock reckoned twice; ARGS='--log FILE.csv'
	@$(PYTHON_HERE) -m benchmarks.replay_day $(ARGS)

translations: setup ## Bring the Chinese catalogue up to date with the sources
	@$(PYTHON_HERE) scripts/translations.py

contract: setup ## Write the published contract: docs/asyncapi.json, docs/schema.json, the table in docs/protocol.md
	@$(PYTHON_HERE) scripts/contract.py

pictures: setup-test ## Take the manuals' pictures anew, of a made-up district, in both languages
	@$(PYTHON_HERE) -m tests.pictures en docs/manual/pictures/en > /dev/null
	@$(PYTHON_HERE) -m tests.pictures zh_CN docs/manual/pictures/zh_CN > /dev/null
