# The D9311 dashboard. Two commands matter: `make run` opens it, `make test` checks all of it.
# More: `make fast` (tests of a minute or two), `make check` (format, lint, types), `make bench`,
# `make simulate` (how often the statistics are right), `make clean`.

PY := .venv/bin/python
# Python compiles what it imports on first use; compiling all of it here would double the time.
PIP := $(PY) -m pip --disable-pip-version-check --no-input install --quiet --no-compile --only-binary :all:
PYTEST := $(PY) -m pytest --quiet --durations=10
# What takes most of the time: many imports each, or the browser. `make fast` leaves it out.
SLOW := tests/browser tests/identity tests/stats/test_extremes.py tests/stats/test_shrinkage.py \
	tests/test_against_oracle.py tests/test_changes_against_oracle.py tests/test_changes_page.py \
	tests/test_collisions.py tests/test_damaged_database.py tests/test_far_dates.py tests/test_format_privacy.py \
	tests/test_full_disk.py tests/test_identifiers.py tests/test_import_durability.py tests/test_import_killed.py \
	tests/test_import_privacy.py tests/test_import_set_aside.py tests/test_import_truncated.py tests/test_laws.py \
	tests/test_mapping_files.py tests/test_mapping_import.py tests/test_mapping_keys.py tests/test_mapping_list.py \
	tests/test_mapping_screen.py tests/test_mending.py tests/test_one_kind_only.py tests/test_pages.py \
	tests/test_payer_card.py tests/test_payer_names.py tests/test_plain_sentences.py tests/test_pollution.py \
	tests/test_practices.py tests/test_practices_page.py tests/test_random_practices.py \
	tests/test_reading_round_trip.py tests/test_released.py tests/test_rows_behind.py tests/test_server.py \
	tests/test_shared_patients.py tests/test_store.py tests/test_time_pages.py tests/test_undo.py \
	tests/test_upsert.py tests/test_watch.py tests/x12/test_joining.py tests/x12/test_order_law.py \
	tests/x12/test_provider_adjustments.py tests/x12/test_same_day.py

# Compiled modules are kept even where the environment says not to: without them every start takes seconds more.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test fast check bench simulate clean

run: .venv/.run
	@$(PY) -m d9311 serve $(ARGS)

test: check .venv/.browser .venv/.mariadb
	$(PYTEST) --numprocesses 2 --ignore tests/browser
	$(PYTEST) tests/browser

fast: .venv/.test
	$(PYTEST) --numprocesses 2 $(SLOW:%=--ignore %) -m "not slow"

check: .venv/.test
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy

bench: .venv/.test
	$(PY) -m tests.speed

simulate: .venv/.test
	$(PY) -m tests.simulate

# Everything made here but the data you have put in (data/).
clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(PY):
	@.ci/venv

.venv/.run: requirements.txt $(PY)
	@echo "Installing what the dashboard needs into .venv (once, about a minute) ..." >&2
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.test: tests/requirements.txt .venv/.run
	@echo "Installing what the tests need into .venv ..." >&2
	@$(PIP) -r tests/requirements.txt
	@touch $@

.venv/.browser: tests/chromium.py .venv/.test
	@$(PY) -m tests.chromium
	@touch $@

.venv/.mariadb: tests/mariadb.py .venv/.test
	@$(PY) -m tests.mariadb
	@touch $@
