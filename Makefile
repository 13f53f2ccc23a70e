# minutier: `make run` reads the sample minutes, `make test` tests everything. Both set up what they need, once.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
# The first Python on this machine that is new enough (3.11); override with `make run PYTHON=/path/to/python`.
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && exit; done; echo python3)
BIN := .venv/bin
DOCUMENTS ?= corpus/documents
# More gold to measure, as "name=folder": make scores SETS='"my minutes=/path/to/gold"'
SETS ?=
# All programs of benchmarks/ but the maker of pages that they share.
BENCHMARKS := $(filter-out benchmarks/made_pages.py,$(wildcard benchmarks/*.py))

.PHONY: help setup setup-dev run test lint fix golden scores bench fuzz clean

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## */:/' | awk -F: '{printf "  make %-10s %s\n", $$1, $$2}'

setup:  ## Set up what `make run` needs (it does so itself)
	@$(PYTHON) scripts/setup.py run

setup-dev:  ## Set up what `make test` needs (it does so itself)
	@$(PYTHON) scripts/setup.py dev

run: setup  ## Read the minutes in corpus/documents (or DOCUMENTS=folder) into outputs/minutier.db
	@$(BIN)/minutier ingest --prefect $(DOCUMENTS)
	@echo "(minutier is $(BIN)/minutier here.)"

test: setup-dev  ## Run all tests (ARGS="-k votes" for some)
	@$(BIN)/python -m pytest $(ARGS)

lint: setup-dev  ## Look for faults of style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

fix: setup-dev  ## Repair what can be repaired by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

golden: setup-dev  ## Rewrite the golden files after an intended change; then read the difference line by line
	@GOLDEN_REWRITE=1 $(BIN)/python -m pytest tests/golden -q
	@git --no-pager diff --stat -- tests/golden

scores: setup-dev  ## Measure against the gold annotations and rewrite docs/scores.md
	@$(BIN)/python -m evaluation.scores_page $(SETS)

bench: setup-dev  ## Measure speed and memory
	@for program in $(BENCHMARKS); do echo "== $$program"; $(BIN)/python "$$program" || exit 1; done

fuzz: setup-dev  ## Damage the sample documents in 500 ways and read each (ARGS="--count 50 --seed 2")
	@$(BIN)/python scripts/mutate.py $(ARGS)

clean:  ## Remove environment and caches, never your data in outputs/
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build ./*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
