# Targets of the device SDKs; the Makefile of the repository includes them.
.PHONY: sdk-lua sdk-python sdk-javascript

sdk-lua: ## Tests of the Lua SDK on Lua 5.1 to 5.4 and LuaJIT
	@sdk/lua/test.sh

sdk-python: $(STAMPS)/dev ## Types and tests of the Python SDK, on the oldest and newest Python here
	cd sdk/python && ../../$(BIN)/mypy --no-error-summary
	@for python in $$($(BIN)/python sdk/python/interpreters.py); do \
	  $$python --version && \
	  (cd sdk/python && PYTHONPATH=src:tests $$python -W error -m unittest discover -s tests) || exit 1; done

sdk-javascript: sdk/javascript/node_modules/.dev web/node_modules/.dev ## Types, size and tests of the JavaScript SDK in Node
	web/node_modules/.bin/prettier --check --log-level warn --ignore-path sdk/javascript/.gitignore "sdk/javascript/**/*.{ts,mjs,json}"
	cd sdk/javascript && npm run --silent types && npm test --silent && npm run --silent size

sdk/javascript/node_modules/.dev: sdk/javascript/package-lock.json
	@cd sdk/javascript && npm ci --silent --no-fund --no-audit
	@touch $@

.PHONY: bench-sdk
bench-sdk: setup $(STAMPS)/dev ## Measure what the SDKs cost, and check their books after a day offline
	$(BIN)/python -m bench.sdk --json -
