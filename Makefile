# Two commands: `make run` serves the knowledge base, `make test` proves it.
PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)
PIP    := $(if $(UV),$(UV) pip install -p $(BIN)/python,$(BIN)/python -m pip install --disable-pip-version-check --no-compile)
HTML   := .ci/html
LIGHT  := .ci/lighthouse
HASHED := --quiet --require-hashes --no-deps --only-binary :all:

.PHONY: run serve-production backup restore test test-slow test-postgres schema fuzz lint types lock check mcp clean test-browser test-browser-all lighthouse

run: $(VENV)/.run-ok
	@$(BIN)/python manage.py bootstrap --address http://127.0.0.1:$(PORT)/
	@exec $(BIN)/granian --interface wsgi --workers 2 --blocking-threads 1 --backpressure 64 --no-ws \
		--log-level warning --host 127.0.0.1 --port $(PORT) atmp_kb.wsgi:application

# What a public site runs, shown on this machine: production settings, WORKERS workers, the database and cache that DATABASE_URL and
# REDIS_URL name (docs/deploy.md). Without TLS in front of it, so the redirect to https is off.
WORKERS ?= 2
serve-production: export VAR_DIR ?= var/production
serve-production: export PRODUCTION = true
serve-production: export ALLOWED_HOSTS ?= 127.0.0.1,localhost
serve-production: export SECURE_SSL_REDIRECT ?= false
serve-production: $(VENV)/.run-ok
	@mkdir -p $(VAR_DIR) && (test -s $(VAR_DIR)/key || (umask 077 && $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))' > $(VAR_DIR)/key))
	@export SECRET_KEY="$${SECRET_KEY:-$$(cat $(VAR_DIR)/key)}" && \
		$(BIN)/python manage.py migrate --verbosity 0 && $(BIN)/python manage.py load_kb fixtures && \
		$(BIN)/python manage.py collectstatic --verbosity 0 --noinput && echo 'Serving on http://127.0.0.1:$(PORT)/' && \
		exec $(BIN)/granian --interface wsgi --workers $(WORKERS) --blocking-threads 1 --backpressure 64 --no-ws --respawn-failed-workers \
			--log-level warning --host 127.0.0.1 --port $(PORT) atmp_kb.wsgi:application

test: $(VENV)/.dev-ok
	$(BIN)/python -m pytest -q -n auto

# What takes minutes of its own: invented requests against the API's document, a client generated from it.
test-slow: $(VENV)/.dev-ok
	$(BIN)/python -m pytest -q -m slow

# The same suite on PostgreSQL; the server's address can be given as TEST_DATABASE_URL.
test-postgres: $(VENV)/.dev-ok
	DATABASE_URL=$${TEST_DATABASE_URL:-postgres://postgres@127.0.0.1:5432/atmp_kb} $(BIN)/python -m pytest -q -n auto

# The site in Debian's Chromium, served as `make run` serves it: journeys, accessibility, weight, print, and its HTML before the Nu checker.
BROWSER ?= tests/browser
test-browser: $(VENV)/.dev-ok $(HTML)/node_modules/.ok
	$(BIN)/python -m pytest -q -m 'browser and not thorough' $(BROWSER)

# The same with each journey at each width, with a script and without.
test-browser-all: $(VENV)/.dev-ok $(HTML)/node_modules/.ok
	$(BIN)/python -m pytest -q -m browser tests/browser

# Lighthouse on home, comparison and profile; needs a machine that does nothing else, so CI does not run it.
lighthouse: $(VENV)/.dev-ok $(LIGHT)/node_modules/.ok
	$(BIN)/python -m tests.browser.lighthouse

# After a change of the API: the examples from the content anew, and the OpenAPI document with them.
schema: $(VENV)/.dev-ok
	WRITE_EXAMPLES=1 $(BIN)/python -m pytest -q tests/schema/test_examples.py -k real_content
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

# The API under invented requests, CASES of them at least, on SQLite; with DATABASE_URL on PostgreSQL.
CASES ?= 20000
fuzz: $(VENV)/.dev-ok
	FUZZ_CASES=$(CASES) $(BIN)/python -m pytest -q -m slow -p no:cacheprovider tests/schema/test_fuzz.py

# The whole database, accounts and drafts included, into a new file; and back. docs/deploy.md says when.
FILE ?= $(or $(VAR_DIR),var)/backups/$(shell date -u +%Y-%m-%dT%H%M%SZ).backup
backup: $(VENV)/.run-ok
	$(BIN)/python manage.py backup $(FILE)

restore: $(VENV)/.run-ok
	$(BIN)/python manage.py restore $(FILE)

lint: $(VENV)/.dev-ok
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.dev-ok
	$(BIN)/mypy

# The content files against their rules, and the models against their migrations.
check: $(VENV)/.dev-ok
	$(BIN)/python manage.py check_kb fixtures --baseline .ci/content-baseline.json
	$(BIN)/python manage.py makemigrations --check --dry-run

# After a change of pyproject.toml: all locks anew, wheels only, no index written into them.
lock: $(VENV)/.dev-ok
	$(BIN)/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 pyproject.toml --extra mcp -o requirements-mcp.lock
	$(BIN)/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--python-version 3.11 pyproject.toml --all-extras --group dev -o requirements-dev.lock

$(VENV)/.run-ok: requirements.lock
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Needs Python 3.11 or newer with venv (Debian: apt-get install python3-venv)'; exit 1; }
	@echo 'Installing the pinned packages into $(VENV) ...'
	@test -x $(BIN)/python || $(if $(UV),$(UV) venv -q -p $(PYTHON) $(VENV),$(PYTHON) -m venv $(VENV))
	@$(PIP) $(HASHED) -r requirements.lock
	@touch $@

# What the endpoint for assistants needs beside; `MCP=true make run` then serves it at /mcp.
mcp: requirements-mcp.lock $(VENV)/.run-ok
	@$(PIP) $(HASHED) -r requirements-mcp.lock

$(VENV)/.dev-ok: requirements-dev.lock $(VENV)/.run-ok
	@$(PIP) $(HASHED) -r requirements-dev.lock
	@touch $@

$(HTML)/node_modules/.ok $(LIGHT)/node_modules/.ok: %/node_modules/.ok: %/package-lock.json
	@for each in chromium java npm; do command -v $$each >/dev/null || { \
		echo "$$each is missing. Debian: apt-get install chromium default-jre-headless npm"; exit 1; }; done
	@npm ci --prefix $* --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error
	@touch $@

clean:
	rm -rf $(VENV) $(HTML)/node_modules $(LIGHT)/node_modules var
