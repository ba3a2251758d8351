# Two commands do all set-up: `make demo` shows the record of the sample case, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types unit eval docs pictures bench clean help

help:  ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "According needs Python 3.11 or newer; say which: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python has no venv here: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@

demo: $(READY)  ## build the sample case, print its record, say how to open it
	@$(BIN)/according build examples/sample --case sample-case
	@$(BIN)/according timeline sample-case
	@$(BIN)/according conflicts sample-case
	@echo
	@echo "The record of 19 short reports lies in sample-case/. Go on with:"
	@echo "    $(BIN)/according serve sample-case           the reading room, in a browser"
	@echo "    $(BIN)/according sources sample-case         who repeats whom"
	@echo "    $(BIN)/according --help                      all commands"

test: $(READY) browser lint types unit floors  ## everything: lint, types, unit, spec pages, laws, end to end, pinned quality

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/python -m pytest -q

.PHONY: floors browser
floors: $(READY)
	$(BIN)/python -m eval --quick

browser:
	@tools/install-browser

eval: $(READY)  ## measure every yardstick in full and compare with the pinned floors
	$(BIN)/python -m eval

docs: $(READY)  ## write the generated reference pages anew
	$(BIN)/python -m tools.reference

pictures: $(READY) browser  ## take the pictures of the documentation anew
	$(BIN)/python -m tools.pictures

bench: $(READY)  ## speed and memory, beside peers
	$(BIN)/python -m bench

clean:  ## remove the environment and what was built
	rm -rf $(VENV) sample-case build dist
