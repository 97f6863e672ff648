# The commands of this repository. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMPS := $(VENV)/.stamps
WEB_SOURCES := $(shell find web/src web/public web/index.html web/*.ts web/*.json -type f 2>/dev/null)
PIP := $(BIN)/pip --disable-pip-version-check --quiet --quiet install --require-hashes

PATHS ?=

.PHONY: help setup up down status demo test fuzz fmt lint prose types schema unit integration e2e web \
        web-test web-e2e bench bench-analytics bench-alerts bench-grouping bench-soak soak lock clean
.DEFAULT_GOAL := help

help: ## List the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-15s %s\n", $$1, $$2}'

setup: ## Install the Python packages and build the dashboard
	@$(MAKE) --silent --no-print-directory -j2 $(STAMPS)/package web/dist/index.html

up: setup ## Start everything on this machine and print how to use it
	@$(BIN)/telemetry-graph up

down: ## Stop everything that `up` started
	@$(BIN)/telemetry-graph down

status: ## Show what is running
	@$(BIN)/telemetry-graph status

demo: setup ## Create 30 days of demo data, then send live data until Ctrl-C
	@$(BIN)/telemetry-graph demo

test: setup $(STAMPS)/dev ## Run everything that CI runs
	@$(MAKE) --no-print-directory lint types schema web-test web-e2e sdk-lua sdk-python sdk-javascript
	$(BIN)/pytest -n 2

unit: setup $(STAMPS)/dev ## Run the tests without a database
	$(BIN)/pytest -n 2 tests/unit

integration: setup $(STAMPS)/dev ## Run the tests with a database and Redis
	$(BIN)/pytest -n 2 tests/integration

e2e: setup $(STAMPS)/dev ## Run the tests with the real processes
	$(BIN)/pytest -n 2 tests/e2e

fuzz: setup $(STAMPS)/dev ## Run the property tests with thousands of new examples
	$(BIN)/pytest -n 2 --hypothesis-profile fuzz $$(grep -rl 'from hypothesis import' tests/unit)

fmt: $(STAMPS)/dev ## Format the Python code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(STAMPS)/dev ## Run ruff, import-linter and the check of docker-compose.yml
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

prose: $(STAMPS)/dev ## check that text is plain English
	@$(BIN)/python -m tests.prose $(PATHS)

types: $(STAMPS)/dev ## Run mypy
	$(BIN)/mypy

schema: $(STAMPS)/dev ## Write schema.graphql; fail if it was out of date
	@$(BIN)/telemetry-graph schema export --output $(STAMPS)/schema.graphql
	@cmp -s $(STAMPS)/schema.graphql schema.graphql || { \
	  cp $(STAMPS)/schema.graphql schema.graphql; \
	  echo 'schema.graphql was out of date and has been updated: commit it'; exit 1; }

web: web/dist/index.html ## Build the dashboard

web-test: web/node_modules/.dev ## Run the lint, the type check and the tests of the dashboard
	cd web && npm run --silent lint && npm run --silent types && npm run --silent test
	cd web && npm run --silent codegen && git diff --exit-code -- src/gql

web-e2e: setup web/node_modules/.dev ## Test the dashboard in Chromium with the real server
	@chromium=$$(web/e2e/chromium.sh) && lua=$$(web/e2e/lua.sh) && cd web && \
	  CHROMIUM="$$chromium" LUA="$$lua" npm run --silent e2e

bench: setup $(STAMPS)/dev ## Measure ingestion against plain COPY and against a naive server
	$(BIN)/python -m bench.ingest --json -

bench-analytics: setup $(STAMPS)/dev ## Measure every metric at 1 and 10 million events
	$(BIN)/python -m bench.analytics --json -

bench-alerts: setup $(STAMPS)/dev ## Measure alerts under load, with faults and in a storm (15 minutes)
	$(BIN)/python -m bench.alerts --json -

bench-grouping: setup $(STAMPS)/dev ## Measure the speed of crash grouping, and its quality on a corpus
	$(BIN)/python -m bench.grouping --json -

bench-soak: setup $(STAMPS)/dev ## Check that memory does not grow during ten minutes of full load
	$(BIN)/python -m bench.soak --json -

soak: setup $(STAMPS)/dev ## Kill processes under load for ten minutes and check every count
	SOAK_SECONDS=600 $(BIN)/pytest tests/e2e/test_exactly_once.py

lock: ## Update the lock files
	$(PYTHON) -m venv $(STAMPS)/uv && $(STAMPS)/uv/bin/pip --quiet install uv
	$(STAMPS)/uv/bin/uv pip compile $(LOCK_FLAGS) pyproject.toml -o requirements.lock
	$(STAMPS)/uv/bin/uv pip compile $(LOCK_FLAGS) pyproject.toml --group dev \
	  -c requirements.lock -o requirements-dev.lock
	$(STAMPS)/uv/bin/uv pip compile $(LOCK_FLAGS) --group build \
	  -c requirements-dev.lock -o requirements-build.lock

LOCK_FLAGS := --quiet --universal --generate-hashes --no-header --no-emit-index-url \
              --no-emit-find-links --python-version 3.11

include sdk/sdk.mk

clean: ## Remove installed packages and builds, but no database
	rm -rf $(VENV) web/node_modules web/dist

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' || { \
	  echo 'Python 3.11.5 or newer is required. Set its path: make PYTHON=/path/to/python3 …'; exit 1; }
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
