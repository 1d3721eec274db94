# Two commands: `make story` tells one, `make test` proves it all. The rest is for people who work here.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

UV      := .tools/bin/uv
PYTHON  := .venv/bin/python
VOICES  := .cache/voices
TORCH   := 2.13.0
NPM     := npm --prefix web --loglevel=error
# What the built app is made from: a change there, a new file or one taken away builds it again
WEB     := $(shell find web/src web/public -not -name '*.test.ts*' -not -path 'web/src/testing*') \
           web/index.html web/package.json web/vite.config.ts
# Tests that are not run beside others: a browser would be late for its own clock, and the fuzzing of the API
# counts its questions in one process
ALONE   := tests/evenings tests/api/test_fuzz.py
export UV_FIND_LINKS ?= $(PIP_FIND_LINKS)
export UV_PROJECT_ENVIRONMENT := .venv

IDEA ?=
LANGUAGE ?= en
CHILD ?=
AGE ?= 5

.PHONY: help story setup style serve test check fix client bench bench-style

help: ## What there is to make
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 26

story: .venv/.set-up $(VOICES)/.fetched web/dist/index.html ## Tell a story: IDEA="…" LANGUAGE=fr CHILD=Léa AGE=5
	@.venv/bin/sandman tell "$$SANDMAN_IDEA" --language "$$SANDMAN_LANGUAGE" --child "$$SANDMAN_CHILD" --age "$$SANDMAN_AGE"
story: export SANDMAN_IDEA = $(value IDEA)
story: export SANDMAN_LANGUAGE = $(value LANGUAGE)
story: export SANDMAN_CHILD = $(value CHILD)
story: export SANDMAN_AGE = $(value AGE)

setup: .venv/.set-up $(VOICES)/.fetched web/dist/index.html ## Set everything up; .venv/bin/sandman is then the command

style: setup .venv/.style ## Set up the style wing too: torch and what trains with it (UV_TORCH_BACKEND=cpu for a small one)

serve: setup ## The app, on 127.0.0.1:8765
	@.venv/bin/sandman serve

test: .venv/.dev .venv/.style $(VOICES)/.fetched web/dist/index.html ## Every test: Python, web, a real browser
	@scripts/fetch_browser.sh
	$(NPM) test
	$(PYTHON) -m pytest -n auto --maxprocesses 4 --dist loadfile $(ALONE:%=--ignore %)
	$(PYTHON) -m pytest $(ALONE)

check: .venv/.dev web/node_modules/.set-up ## Format, lint, types, import floors, the web's client
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	$(NPM) run --silent check

fix: .venv/.dev web/node_modules/.set-up ## Format, and mend what the linter can
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	$(NPM) run --silent fix

client: .venv/.set-up web/node_modules/.set-up ## Write the web's client anew from the API
	$(NPM) run --silent client

bench: .venv/.bench $(VOICES)/.fetched web/dist/index.html ## Measure speed, memory, variety and the voices
	$(PYTHON) -m bench

bench-style: .venv/.style ## Our trainer beside diffusers' own script (bench/style.py says how to get it)
	$(PYTHON) -m bench.style

# Set-up, each stamp made once and again only when what it was made from changes

$(UV):
	@echo "setting up: uv" >&2
	@python3 -m venv .tools
	@.tools/bin/pip install -q "uv>=0.13,<0.14"

.venv/.set-up: uv.lock pyproject.toml | $(UV)
	@echo "setting up: Python packages" >&2
	@$(UV) sync -q --frozen --inexact --no-dev --python python3
	@touch $@

.venv/.dev: uv.lock pyproject.toml | $(UV)
	@echo "setting up: what the tests need" >&2
	@$(UV) sync -q --frozen --inexact --python python3
	@touch .venv/.set-up $@

# torch is not taken from the lock: a machine has the build that fits it, and the small one where it lies at hand
.venv/.style: uv.lock pyproject.toml | .venv/.set-up $(UV)
	@echo "setting up: the style wing" >&2
	@$(UV) pip install -q --python $(PYTHON) "torch==$(TORCH)"
	@$(UV) export -q --frozen --no-dev --no-emit-project --no-hashes --extra finetune --prune torch | \
	  $(UV) pip install -q --python $(PYTHON) -r -
	@touch $@

.venv/.bench: uv.lock pyproject.toml | $(UV)
	@echo "setting up: what the benchmarks need" >&2
	@$(UV) sync -q --frozen --inexact --group bench --python python3
	@touch .venv/.set-up .venv/.dev $@

$(VOICES)/.fetched: scripts/fetch_voices.py src/sandman/providers/narration/kokoro/voices.py | .venv/.set-up
	@echo "setting up: voices" >&2
	@$(PYTHON) scripts/fetch_voices.py $(VOICES)
	@touch $@

web/node_modules/.set-up: web/package-lock.json web/.npmrc
	@scripts/need_node.sh
	@echo "setting up: the web's packages" >&2
	@# Not `npm ci`: it refuses a lock that was written where other systems' binaries could not be looked up.
	@$(NPM) install --no-save --silent
	@touch $@

web/dist/index.html: web/node_modules/.set-up $(WEB)
	@echo "setting up: the web app" >&2
	@$(NPM) run --silent bundle -- --logLevel warn
	@touch $@
