# Everything starts here. On a machine with Python 3.11 or newer, make and git: `make run` or `make test`.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
# A stamp lies inside the folder it speaks of, so that removing the folder undoes the step.
VENV_MADE := $(VENV)/.made
PACKAGES := $(VENV)/.packages
PACKAGES_DEV := $(VENV)/.packages-dev
NPM := $(VENV)/.npm
NODE := node_modules/.installed
ASSETS := static/build/.built
PIP := $(PY) -m pip install --quiet --require-hashes --prefer-binary --disable-pip-version-check
SCSS := $(shell find static/css -name '*.scss' 2>/dev/null)

.PHONY: help run test check fix bench lock assets

help: ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## /make \1	/p' $(MAKEFILE_LIST)

run: $(PACKAGES) $(ASSETS) ## start everything on this machine; Ctrl-C stops it
	@exec $(PY) -m concordat.embedded.up

test: $(PACKAGES_DEV) $(ASSETS) ## run every test (ARGS="tests/plans -k word" for some)
	@sh .ci/browser
	@$(PY) -m pytest -n 2 --dist loadfile $(ARGS)

check: $(PACKAGES_DEV) $(ASSETS) ## lint, types, templates, import contracts, migrations, deployment settings
	@sh .ci/check

fix: $(PACKAGES_DEV) ## mend what the linter and the formatter can mend
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format .

bench: $(PACKAGES_DEV) $(ASSETS) ## measure speed and memory (ARGS=--json for JSON lines)
	@$(PY) -m tests.bench $(ARGS)

assets: $(ASSETS) ## build style sheets and scripts into static/build

# uv pip compile writes no registry into a lock; each package is held to its hash.
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --custom-compile-command "make lock"
lock: $(PACKAGES_DEV) ## write the lock files anew from pyproject.toml and package.json (UPGRADE=--upgrade for newer versions)
	$(LOCK) $(UPGRADE) pyproject.toml --output-file requirements.txt
	$(LOCK) $(UPGRADE) pyproject.toml --group dev --output-file requirements-dev.txt
	$(LOCK) $(UPGRADE) --group node --output-file requirements-node.txt
	@$(MAKE) --no-print-directory npm-lock

.PHONY: npm-lock
npm-lock: $(NPM)
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm install --package-lock-only

$(VENV_MADE):
	@test -x $(PY) || sh .ci/venv $(VENV)
	@touch $@

$(PACKAGES): requirements.txt $(VENV_MADE)
	@echo "Installing packages …"
	@$(PIP) --requirement requirements.txt
	@touch $@

$(PACKAGES_DEV): requirements-dev.txt $(PACKAGES)
	@echo "Installing packages for tests …"
	@$(PIP) --requirement requirements-dev.txt
	@touch $@

# npm of this machine where it has one that is new enough, else from a locked wheel.
$(NPM): requirements-node.txt $(VENV_MADE)
	@if sh .ci/npm; then :; else echo "Installing Node.js …"; $(PIP) --requirement requirements-node.txt; fi
	@touch $@

$(NODE): package.json package-lock.json .npmrc $(NPM)
	@echo "Installing front-end packages …"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent
	@touch $@

$(ASSETS): $(NODE) $(SCSS) package.json
	@echo "Building style sheets and scripts …"
	@PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build
	@touch $@
