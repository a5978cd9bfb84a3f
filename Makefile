# The D9311 dashboard. Two commands matter: `make run` opens it, `make test` checks all of it.
# More: `make fast` (all tests but those marked slow), `make rooms` and `make browser` (what `make test` runs side by side:
# all tests but those in a browser, and those), `make walk` (every control of every page, used once), `make format`
# (write it as the house does), `make check` (format, lint, types), `make bench`, `make spark` (Apache Spark answers as
# DuckDB does), `make simulate` (how often the statistics are right), `make mutate` (which one-line mistakes no test
# notices), `make screenshots` (every page, in every state), `make picture` (that of the README), `make clean`.

PY := .venv/bin/python
# Python compiles what it imports on first use; compiling all of it here would double the time.
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --no-compile --only-binary :all:
# pyspark comes as source alone.
PIP_ANY := $(filter-out --only-binary :all:,$(PIP))
PYTEST := $(PY) -m pytest --quiet --durations=10
# Neighbours stay in one process, as they share what they import, until one process has nothing left to do and takes
# tests from the other.
TWO := --numprocesses 2 --dist worksteal

# Compiled modules are kept even where the environment says not to: without them every start takes seconds more.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test rooms browser walk fast format check bench viewers spark simulate mutate screenshots picture clean

run: .venv/.run
	@$(PY) -m d9311 serve $(ARGS)

# Side by side, so that no core waits while a package is unpacked, a page drawn or types checked.
test:
	@$(MAKE) --no-print-directory -j3 check rooms browser

rooms: .venv/.mariadb
	$(PYTEST) $(TWO) --ignore tests/browser -m "not spark"

# One process keeps a browser and a server at work beside itself.
browser: .venv/.browser
	$(PYTEST) tests/browser -m "not walk"

# Every control of every page, used once.
walk: .venv/.browser
	$(PYTEST) tests/browser/test_controls.py

fast: .venv/.test
	$(PYTEST) $(TWO) -m "not slow"

format: .venv/.test
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

check: .venv/.test
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

bench: .venv/.test
	$(PY) -m tests.speed

# Eighty viewers before two processes behind nginx, which must be there.
viewers: .venv/.test
	$(PY) -m tests.speed.viewers $(ARGS)

# Apache Spark is an engine of its own, which takes minutes to be held against DuckDB; it needs Java 17. Each step of a
# build is said, as it takes minutes too.
spark: .venv/.spark
	$(PYTEST) -n0 --log-cli-level=INFO -m spark tests/spark

simulate: .venv/.test
	$(PY) -m tests.simulate

# A sample; `make mutate ARGS=--all` takes a night.
mutate: .venv/.test
	$(PY) -m tests.mutate $(ARGS)

screenshots: .venv/.browser
	$(PYTEST) $(TWO) tests/browser/screenshots.py

picture: .venv/.browser
	$(PYTEST) tests/browser/screenshots.py -k readme

# Everything made here but the data you have put in (data/).
clean:
	rm -rf .venv screenshots .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@.ci/venv

.venv/.run: requirements.txt $(PY)
	@echo "Installing what the dashboard needs into .venv (once, about a minute) ..." >&2
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.test: tests/requirements.txt requirements.txt $(PY)
	@echo "Installing what the dashboard and its tests need into .venv (once, about a minute) ..." >&2
	@$(PIP) -r tests/requirements.txt
	@touch .venv/.run $@

.venv/.spark: requirements-spark.txt .venv/.test
	@echo "Installing what Spark needs into .venv ..." >&2
	@$(PIP_ANY) -r requirements-spark.txt
	@touch $@

# Beside pip, which it does not wait for.
.venv/.debian: tests/debian.py tests/chromium.py tests/mariadb.py $(PY)
	@$(PY) -m tests.debian
	@touch $@

.venv/.browser: .venv/.debian .venv/.test
	@$(PY) -m tests.chromium
	@touch $@

.venv/.mariadb: .venv/.debian .venv/.test
	@$(PY) -m tests.mariadb
	@touch $@
