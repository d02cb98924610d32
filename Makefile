# Two commands from a fresh clone: `make serve` and `make test`. They need Python 3.11+ and make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help serve test lint audit format index eval bench load lock wheels clean setup setup-dev

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check

# An environment is as good as the lock it was made from and the folder it was made in: the stamps
# carry a checksum of both, so a changed lock or a moved checkout installs anew, and nothing else.
key = $(shell { cat $(1) pyproject.toml; echo "$(CURDIR)"; } | cksum | tr -c '0-9\n' '-')
RUNTIME := $(VENV)/.runtime-$(call key,requirements.lock)
DEV := $(VENV)/.dev-$(call key,requirements.lock requirements-dev.lock)

# A process for each processor, to four: each takes some 1.5 GB. What is dear to make they share.
# They take whole files, in the order of tests/conftest.py.
TOGETHER := --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

# Only what stands on the command line counts: some shells export HOST on their own account.
given = $(if $(filter command%,$(origin $(1))),$(2) "$($(1))")

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

serve: setup ## Set up, build the index if needed, serve the chat page (PORT=8000, HOST=127.0.0.1)
	@$(PY) -m assistant serve $(call given,PORT,--port) $(call given,HOST,--host)

test: setup-dev lint ## Set up, then lint, types, import direction and every test (PYTEST_ARGS="-k word")
	$(PY) -m pytest $(TOGETHER) $(PYTEST_ARGS)

lint: setup-dev ## Ruff, mypy and import-linter only
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports

audit: setup-dev ## Look the locked dependencies up in a database of known weaknesses, where one can be reached
	@$(PY) .ci/audit.py

format: setup-dev ## Rewrite the code in the project's format
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

index: setup ## Build the search index now
	@$(PY) -m assistant index build

eval: setup ## Ask the golden questions and compare with the committed baseline (EVAL_ARGS="--split test --html report.html")
	@$(PY) -m assistant eval $(EVAL_ARGS)

bench: setup-dev ## Measure start-up, answers, index build and memory beside a plain baseline, then coaching records
	@$(PY) -m eval.bench
	@$(PY) -m eval.coach_bench

load: setup-dev ## A hundred signed-in people at once for five minutes, then fifty with a scripted model
	@$(PY) tests/load/start.py $(LOAD_ARGS)

lock: setup-dev ## Resolve the dependencies of pyproject.toml anew into the two locks
	$(call compile,requirements.lock,--extra model)
	$(call compile,requirements-dev.lock,--extra model --extra dev --constraints requirements.lock)

wheels: setup-dev ## Gather every dependency as a wheel in wheels/, for a machine without a network
	$(PIP) wheel --wheel-dir wheels -r requirements-dev.lock

clean: ## Remove the environment, the index and every cache
	rm -rf $(VENV) var/index build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

setup: $(if $(wildcard $(DEV)),,$(RUNTIME))

setup-dev: $(DEV)

$(RUNTIME): $(PY)
	@echo "Installing the locked dependencies; the first time takes a few minutes."
	$(PIP) install -r requirements.lock
	$(call install_self,runtime,$@)

$(DEV): $(PY)
	@echo "Installing the locked dependencies and tools; the first time takes a few minutes."
	$(PIP) install -r requirements-dev.lock
	$(call install_self,dev,$@)

# A link to an interpreter that has gone counts as missing, so this also mends a broken environment.
$(PY):
	@set -e; \
	for candidate in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	  if "$$candidate" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Creating $(VENV) with $$("$$candidate" --version)"; \
	    "$$candidate" -m venv --clear $(VENV); \
	    exit 0; \
	  fi; \
	done; \
	echo "Python 3.11 or newer with its venv module was not found." >&2; \
	echo "Install it (Debian, Ubuntu: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3.12 serve" >&2; \
	exit 1

# The package itself goes in without its dependencies: the lock has said which ones.
define install_self
$(PIP) install --quiet --no-deps --no-build-isolation --editable .
@rm -f $(VENV)/.$(1)-* && touch $(2)
endef

# Torch's CUDA companions stay out of the locks, and so does the local part of its version: which
# build of torch fits the machine is for pip to find out where it installs.
define compile
$(PY) -m uv pip compile pyproject.toml $(2) --quiet --python-version 3.11 --no-annotate --no-header > $(1).all
@sed -E '/^(nvidia|cuda|triton)/d; s/\+cpu$$//' $(1).all > $(1).new && mv $(1).new $(1) && rm $(1).all
endef
