SHELL := bash
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test

# Private environment, twelve example articles, two questions, one page.
demo: .venv/installed
	$(BIN)/kg ingest examples/articles --store demo.kg
	$(BIN)/kg stats --store demo.kg
	$(BIN)/kg query people-and-posts --store demo.kg
	$(BIN)/kg query quotes-of --param name="Hanung Cahyo Saputro" --store demo.kg
	$(BIN)/kg view --store demo.kg --out graph.html

# Everything the tests need, then the tests.
test: .venv/tested
	$(BIN)/ruff check kg tests
	$(BIN)/mypy
	$(BIN)/python -m pytest tests kg --doctest-modules

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet .
	touch $@

.venv/tested: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --editable ".[test,train]"
	@if ! command -v chromium >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq chromium; \
	  else echo "the page tests need chromium: install it with your package manager (Debian: apt-get install chromium)" >&2; exit 1; fi; fi
	if [ -f tests/view/package.json ]; then npm ci --silent --prefix tests/view; fi
	touch $@
