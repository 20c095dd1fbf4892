PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORPUS ?= corpus/innovationsstrategi-2015
OUT ?= build/$(notdir $(CORPUS))

.DEFAULT_GOAL := help
.PHONY: help demo test check notebooks clean

help: ## Show what there is to make
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(VENV)/installed ## Install, then turn the example corpus into a sammanställning
	$(BIN)/remissnlp run $(CORPUS) --out $(OUT)

test: $(VENV)/installed ## Install, then run all tests
	$(BIN)/pytest -n 2

check: $(VENV)/installed ## Lint, format, types and import arrows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

notebooks: $(VENV)/notebooks ## Open the notebooks in Jupyter
	$(BIN)/jupyter lab notebooks

clean: ## Remove what was built and installed
	rm -rf $(VENV) build dist

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("remissnlp needs Python 3.11 or newer; set PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

$(VENV)/notebooks: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,notebooks]'
	touch $@
