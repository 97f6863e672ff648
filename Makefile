# The commands of this repository; `make help` prints them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
WEB_SOURCES := $(shell find web/src web/public web/index.html web/*.ts web/*.json -type f 2>/dev/null)
PIP := $(BIN)/pip --disable-pip-version-check --quiet --quiet install --require-hashes

PATHS ?=

.PHONY: help setup up down status demo test check fuzz fmt lint prose types schema unit integration e2e web \
        web-test web-e2e bench bench-analytics bench-alerts bench-grouping bench-soak soak lock clean
.DEFAULT_GOAL := help

help: ## print this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

setup: ## install what running needs: .venv, the dashboard
	@$(MAKE) --silent --no-print-directory -j2 $(STAMPS)/package web/dist/index.html

up: setup ## start everything on this machine, and print how to use it
	@$(BIN)/telemetry-graph up

down: ## stop what `up` started
	@$(BIN)/telemetry-graph down

status: ## say what runs
	@$(BIN)/telemetry-graph status

demo: setup ## fill 30 days of history, then send from simulated devices until Ctrl-C
	@$(BIN)/telemetry-graph demo

test: setup $(STAMPS)/dev ## everything that CI runs
	@$(MAKE) --no-print-directory lint types schema web-test web-e2e
	$(BIN)/pytest -n 2

unit: setup $(STAMPS)/dev ## the tests without a database
	$(BIN)/pytest -n 2 tests/unit

integration: setup $(STAMPS)/dev ## the tests on the real database and Redis
	$(BIN)/pytest -n 2 tests/integration

e2e: setup $(STAMPS)/dev ## the tests on the real processes
	$(BIN)/pytest -n 2 tests/e2e

fuzz: setup $(STAMPS)/dev ## property tests with thousands of new examples
	$(BIN)/pytest -n 2 --hypothesis-profile fuzz $$(grep -rl 'from hypothesis import' tests/unit)

fmt: $(STAMPS)/dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(STAMPS)/dev ## ruff, the layers, the compose file
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

prose: $(STAMPS)/dev ## find words that are not plain English
	@$(BIN)/python -m tests.prose $(PATHS)

types: $(STAMPS)/dev ## mypy --strict
	$(BIN)/mypy

schema: $(STAMPS)/dev ## write schema.graphql, and fail when it was stale
	@$(BIN)/telemetry-graph schema export --output $(STAMPS)/schema.graphql
	@cmp -s $(STAMPS)/schema.graphql schema.graphql || { \
	  cp $(STAMPS)/schema.graphql schema.graphql; \
	  echo 'schema.graphql was stale and is written anew: commit it'; exit 1; }

web: web/dist/index.html ## build the dashboard

web-test: web/node_modules/.dev ## lint, types and tests of the dashboard
	cd web && npm run --silent lint && npm run --silent types && npm run --silent test
	cd web && npm run --silent codegen && git diff --exit-code -- src/gql

web-e2e: setup web/node_modules/.dev ## the dashboard in Chromium, on the real server
	@chromium=$$(web/e2e/chromium.sh) && lua=$$(web/e2e/lua.sh) && cd web && \
	  CHROMIUM="$$chromium" LUA="$$lua" npm run --silent e2e

bench: setup $(STAMPS)/dev ## measure ingestion against raw COPY and against tutorials
	$(BIN)/python -m bench.ingest --json -

bench-analytics: setup $(STAMPS)/dev ## measure every figure at 1 and 10 million events
	$(BIN)/python -m bench.analytics --json -

bench-alerts: setup $(STAMPS)/dev ## measure alerts: speed under load, faults, a storm (15 minutes)
	$(BIN)/python -m bench.alerts --json -

bench-grouping: setup $(STAMPS)/dev ## measure crash grouping: speed, lists, and quality on a corpus
	$(BIN)/python -m bench.grouping --json -

bench-soak: setup $(STAMPS)/dev ## ten minutes of full load: is memory flat?
	$(BIN)/python -m bench.soak --json -

soak: setup $(STAMPS)/dev ## kill processes under load for ten minutes, and count
	SOAK_SECONDS=600 $(BIN)/pytest tests/e2e/test_exactly_once.py

lock: ## resolve the lock files anew
	$(PYTHON) -m venv $(STAMPS)/uv && $(STAMPS)/uv/bin/pip --quiet install uv
	$(STAMPS)/uv/bin/uv pip compile $(LOCK_FLAGS) pyproject.toml -o requirements.lock
	$(STAMPS)/uv/bin/uv pip compile $(LOCK_FLAGS) pyproject.toml --group dev \
	  -c requirements.lock -o requirements-dev.lock
	$(STAMPS)/uv/bin/uv pip compile $(LOCK_FLAGS) --group build \
	  -c requirements-dev.lock -o requirements-build.lock

LOCK_FLAGS := --quiet --universal --generate-hashes --no-header --no-emit-index-url \
              --no-emit-find-links --python-version 3.11

clean: ## remove what was built here; databases stay
	rm -rf $(VENV) web/node_modules web/dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo 'Python 3.11.5 or newer is needed: make PYTHON=/path/to/python3 …'; exit 1; }
	@echo '· creating $(VENV)'
	@$(PYTHON) -m venv $(VENV)

$(STAMPS)/runtime: requirements.lock requirements-build.lock | $(BIN)/python
	@echo '· installing Python packages'
	@mkdir -p $(STAMPS)
	@$(PIP) -r requirements.lock -r requirements-build.lock
	@touch $@

$(STAMPS)/package: pyproject.toml $(STAMPS)/runtime
	@$(BIN)/pip --disable-pip-version-check --quiet --quiet install --no-deps --no-build-isolation -e .
	@touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/package
	@echo '· installing development packages'
	@$(PIP) -r requirements-dev.lock
	@touch $@

web/node_modules/.runtime: web/package-lock.json
	@echo '· installing front-end packages'
	@cd web && npm ci --silent --no-fund --no-audit --omit=dev
	@touch $@

web/node_modules/.dev: web/package-lock.json web/node_modules/.runtime
	@echo '· installing front-end development packages'
	@cd web && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent --no-fund --no-audit
	@touch $@ web/node_modules/.runtime && touch $@

web/dist/index.html: web/node_modules/.runtime $(WEB_SOURCES)
	@echo '· building the dashboard'
	@cd web && npm run --silent build -- --logLevel warn
	@touch $@
