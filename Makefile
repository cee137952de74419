# Two commands do everything on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

DEMO := demo.db
STATIC := src/marsad/web/static/index.html

.PHONY: demo web test programs lint types unit gate bench clean

$(BIN)/marsad: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: pyproject.toml $(BIN)/marsad
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

demo: $(BIN)/marsad web  ## set everything up, read the sample reports into a desk and open it in a browser
	$(BIN)/marsad add samples/desk.jsonl --desk $(DEMO)
	$(BIN)/marsad serve --desk $(DEMO) --open

web: $(STATIC)  ## build the desk's pages into the package

$(STATIC): $(shell find web -name node_modules -prune -o -type f -print) src/marsad/data/gazetteer/countries.tsv src/marsad/data/grounds.tsv | $(BIN)/marsad
	$(BIN)/python tools/build_web.py

test: programs lint types unit gate  ## set up what tests need and run all of them

programs:  ## a PostgreSQL server and a browser, as far as they can be installed here
	sh tools/install_test_programs.sh

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

unit: $(VENV)/.dev web
	$(BIN)/pytest

gate: $(VENV)/.dev  ## quality on annotated reports must not fall below the pinned floors
	$(BIN)/python eval/gate.py
	$(BIN)/python eval/names/names_gate.py
	$(BIN)/python eval/stories/stories_gate.py
	$(BIN)/python eval/newswire.py

bench: $(VENV)/.dev  ## speed, start-up and memory, as a table
	$(BIN)/python bench/run.py

clean:
	rm -rf $(VENV) build dist web/node_modules src/marsad/web/static $(DEMO)* .pytest_cache .mypy_cache .ruff_cache .hypothesis
