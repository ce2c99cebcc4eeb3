# SPDX-License-Identifier: GPL-2.0-or-later
.PHONY: setup demo test lint types unit qgis e2e floor package screenshot bench docs i18n clean
PYTEST := PYTHONSAFEPATH=1 .venv/bin/pytest
OFFSCREEN := QT_QPA_PLATFORM=offscreen
SHIPPED := $(wildcard *.py analysis cartography charts i18n processing records ui)

setup:
	@tools/setup floor

demo: setup
	@tools/demo

test: lint types unit qgis floor e2e

lint: setup
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .
	@.venv/bin/bandit --quiet --recursive --severity-level medium $(SHIPPED)
	@git ls-files -z -- ':!tests/data/plan_v*.sql' ':!records/steps' | xargs -0 .venv/bin/detect-secrets-hook --baseline .secrets.baseline

types: setup
	@.venv/bin/mypy analysis records

unit: setup
	@$(PYTEST) tests/unit -q -p no:pytest_qgis -p no:pytest-qt --cov --cov-report=term-missing:skip-covered --cov-fail-under=90

qgis: setup
	@$(OFFSCREEN) $(PYTEST) tests/qgis -q

e2e: setup
	@$(PYTEST) tests/e2e -q -p no:pytest_qgis -p no:pytest-qt

floor: setup
	@if [ -x .venv-floor/bin/pytest ]; then $(OFFSCREEN) PYTHONSAFEPATH=1 ATLAS_PCAET_VENV=$(CURDIR)/.venv-floor .venv-floor/bin/pytest tests/unit tests/qgis -q; \
	else $(OFFSCREEN) ATLAS_PCAET_BLOCKED=rasterio,pyogrio,pyarrow $(PYTEST) tests/unit tests/qgis -q; fi

package: setup i18n
	@.venv/bin/python tools/package.py

screenshot: setup
	@tools/screenshot

bench: setup
	@.venv/bin/python benchmarks/run.py

docs: setup
	@.venv/bin/python tools/algorithm_reference.py

i18n: setup
	@.venv/bin/python tools/translations.py

clean:
	@rm -rf build .venv .venv-floor .qgis-settings .coverage
