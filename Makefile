# `make demo` and `make test` need Python 3.11 or newer and nothing else prepared.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than there are processors: many tests wait for processes that they start.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: glossary rules wordings demo test check bench bench-dumps bench-encoding bench-engines bench-names bench-pages bench-passages bench-residue bench-starter bench-translation wheel clean help

help:  ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# The stamps are newer than pyproject.toml once everything is installed: what users need for one,
# which takes seconds, and what the suite needs besides for the other. The tests of Spark and of datasets want
# the extra `scale`, and say so.
$(VENV)/.core: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "normalizer needs Python 3.11 or newer: make demo PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@# The one that comes with Python may be years old, and take twice as long to install the rest.
	-@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed: $(VENV)/.core
	@# What isn't imported need not be compiled: most of it isn't.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --editable '.[dev]'
	@touch $@

demo: $(VENV)/.core  ## Install, clean the seeds, show what happened and prove it
	$(BIN)/normalizer clean seeds/ -o cleaned/ --models starter
	@echo
	$(BIN)/normalizer verify cleaned/ --audit cleaned.audit.jsonl
	@echo
	@echo "Russian passages go to the small starter model that comes with the package, unless a full"
	@echo "one is installed; what the starter is unsure of stays in Russian."
	@echo
	@echo "Look next:"
	@echo "  diff -u seeds/001_4af742517c27e9f8.txt cleaned/001_4af742517c27e9f8.txt"
	@echo "  $(BIN)/normalizer explain seeds/001_4af742517c27e9f8.txt"
	@echo "  $(BIN)/normalizer check seeds/"
	@echo "  $(BIN)/normalizer clean --help"

test: $(VENV)/.installed  ## Install, run the whole suite
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

check: $(VENV)/.installed  ## Lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.installed  ## Speed beside the peers, as ratios in one run
	$(BIN)/python bench/run.py

bench-encoding: $(VENV)/.installed  ## What the encoding stage restores, beside its peers
	$(BIN)/python bench/encoding/run.py

# A peer that can't be had here is missing from the tables, which say so.
$(VENV)/.bench: $(VENV)/.installed
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

bench-passages: $(VENV)/.bench  ## How exactly passages are found, beside its peers
	$(BIN)/python -u bench/passages/run.py

bench-residue: $(VENV)/.installed  ## What of a page around an article goes, and what else
	$(BIN)/python -u bench/residue.py

bench-pages: $(VENV)/.installed  ## What of real articles goes, judged by hand (downloads 5 MB)
	$(BIN)/python -u bench/pages.py

bench-names: $(VENV)/.bench  ## How fast and in which spellings names are found
	$(BIN)/python -u bench/names/run.py

bench-translation: $(VENV)/.bench  ## Speed of translation beside CTranslate2 and argostranslate
	$(BIN)/python -u bench/translation/run.py
	$(BIN)/python -u bench/translation/names.py
	$(BIN)/python -u bench/translation/parity.py

bench-starter: $(VENV)/.bench  ## How good the starter model is, what it lets through, how fast
	$(BIN)/python -u bench/starter.py

bench-dumps: $(VENV)/.installed  ## What a run over a dump costs: make bench-dumps MEGABYTES=200
	$(BIN)/python -u bench/dumps/run.py --megabytes $(or $(MEGABYTES),8)

bench-engines: $(VENV)/.installed  ## What Ray and Spark cost beside local processes
	$(BIN)/python -u bench/engines.py --megabytes $(or $(MEGABYTES),51)

glossary: $(VENV)/.installed  ## Make again what is made of the sources of the glossary
	$(BIN)/python tools/glossary/build.py

wordings: $(VENV)/.installed  ## Train what tells lines of pages by their wording, two minutes
	$(BIN)/python tools/residue/train.py

rules: $(VENV)/.installed  ## Read the rules that ship again, and work out what their patterns need
	$(BIN)/python tools/rules/needs.py

wheel: $(VENV)/.installed  ## Build the wheel into dist/
	$(BIN)/python -m build --wheel

clean:  ## Remove what the targets above made
	rm -rf $(VENV) cleaned cleaned.audit.jsonl cleaned.meta.jsonl dist
