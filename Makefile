# Throughline: `make run` to try it, `make test` to change it. Everything goes into this folder and nothing else.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
BIN := .venv/bin
# Reading the settings must not make a data folder where nobody means to run the service.
WITHOUT_DATA := THROUGHLINE_SECRET_KEY=none-is-needed-here

.PHONY: run setup region test lint types contracts bench demo lock clean packages packages-dev python
.NOTPARALLEL:

run: setup              ## serve on http://localhost:8000 (PORT=8001 make run for another port)
	@exec $(BIN)/throughline serve

setup: packages         ## prepare everything without starting
	@$(BIN)/throughline setup

region: python          ## also install what matches lists of a whole region and bounds its call plans
	@$(PYTHON) tools/install.py --region

test: packages-dev      ## run every test (make test ARGS="-k words" for some)
	@$(BIN)/python -m throughline.nhsuk.build
	@browser="$$($(BIN)/python tools/browser.py)" && \
		THROUGHLINE_BROWSER="$$browser" $(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

lint: packages-dev      ## how the code is written
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: packages-dev     ## whether the types agree
	@$(WITHOUT_DATA) $(BIN)/mypy throughline tools

contracts: packages-dev ## which package may import which
	@$(BIN)/lint-imports

bench: packages-dev     ## the figures we hold ourselves to
	@folder="$$(mktemp -d)" && trap 'rm -rf "$$folder"' EXIT && missed=0 && for f in benchmarks/[a-z]*.py; do \
		BENCH_FOLDER="$$folder" $(BIN)/python -m "benchmarks.$$(basename "$$f" .py)" || missed=1; done; exit $$missed

demo: setup             ## put the demo service back to its first day
	@$(BIN)/throughline demo reset

lock: packages-dev      ## write the lock files anew (needs uv and npm)
	@$(BIN)/python tools/lock.py

clean:                  ## remove what was installed and built; the data stays
	rm -rf .venv .build node_modules build ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

packages: python
	@$(PYTHON) tools/install.py

packages-dev: python
	@$(PYTHON) tools/install.py --dev

python:
	@test -n "$(PYTHON)" || { echo "Throughline needs Python 3.11 or newer: install it, then run make again." >&2; exit 1; }
