# Two commands for a machine with Python 3.11+ and make:
#   make demo   install into .venv, ingest examples/articles, answer two queries, write graph.html
#   make test   install what the tests need, then check style, types and behaviour
# and one for the documentation:
#   make docs   build the site into site/ (open site/index.html), refusing dead links

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test docs docs-pictures chromium strace

demo: $(VENV)/demo
	rm -rf demo.kg
	@echo "== ingest examples/articles"
	$(BIN)/kg ingest examples/articles --store demo.kg
	$(BIN)/kg stats --store demo.kg
	@echo "== who holds which post"
	$(BIN)/kg query people-and-posts --store demo.kg
	@echo "== who said what (Hanung Cahyo Saputro)"
	$(BIN)/kg query quotes-of --param name="Hanung Cahyo Saputro" --store demo.kg
	$(BIN)/kg view --store demo.kg --out graph.html

test: $(VENV)/test chromium strace
	@if [ -f tests/view/package.json ]; then \
	  if command -v npm > /dev/null; then npm ci --silent --no-audit --no-fund --prefix tests/view; \
	  else echo "npm is not installed: the page's accessibility tests will fail (Debian: apt-get install npm)"; fi; fi
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests kg --doctest-modules

docs: $(VENV)/test
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict

docs-pictures: $(VENV)/test chromium
	$(BIN)/python docs/generators/pictures.py

# Programs that tests run: a browser for the page, strace for the proof that nothing calls home.
chromium strace:
	@if command -v $@ > /dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	  echo "installing $@ for the tests"; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $@ > /dev/null; \
	else echo "$@ is not installed and cannot be from here: the tests that need it will fail (Debian: apt-get install $@)"; fi

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The wheel is built from the sources, so any change to them is installed anew.
$(VENV)/demo: $(VENV)/bin/python pyproject.toml $(shell find kg ontologies -type f -not -name '*.pyc')
	$(PIP) .
	touch $@

$(VENV)/test: $(VENV)/bin/python pyproject.toml
	$(PIP) --editable '.[test,train,docs]'
	touch $@
