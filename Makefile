# `make demo` and `make test` need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
STAMP = $(VENV)/.ready

.PHONY: demo test lint types everyday matrices atlength gallery survival bench memory soak stubs goldens site checkers clean

$(STAMP): pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m compileall -q src tests
	touch $(STAMP)

demo: $(STAMP)            ## the main job, then every form in three formats, read back: see demo_out/
	$(BIN)/python -m tests.support.demo demo_out

test: $(STAMP) lint types everyday   ## what every change must pass

lint: $(STAMP)
	$(BIN)/ruff check src tests
	$(BIN)/ruff format --check src tests

types: $(STAMP)
	$(BIN)/mypy

everyday: $(STAMP)
	$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not atlength"

matrices: $(STAMP)        ## the everyday tests, with every form in every format where the everyday run takes them in turn
	MATRICES=whole $(BIN)/python -m pytest -n 2 --dist loadgroup -m "not atlength"

atlength: $(STAMP)        ## the tests that take long: processes that hang, memory, wheels, type checkers
	$(BIN)/python -m pytest -n 2 -m atlength

gallery: $(STAMP)         ## every page of every form as a picture: see gallery_out/ (needs LibreOffice)
	$(BIN)/python -m tests.support.gallery gallery_out

survival: $(STAMP)        ## docs/survival.md: what is read of forms after people and programs had them (needs LibreOffice)
	$(BIN)/python -m tests.survival

bench: $(STAMP)           ## the figures of docs/benchmarks.md (needs LibreOffice for the PDF chain)
	$(BIN)/python -m tests.benchmarks.run

memory: $(STAMP)          ## the figures of docs/memory.md
	$(BIN)/python -m tests.benchmarks.memory

soak: $(STAMP)            ## the property tests at length, and runs of 10,000 rows killed, hit by every fault, and resumed
	HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest -n 2 tests/properties
	place=$$(mktemp -d) && $(BIN)/python -m tests.bulk.interrupted $$place fresh 10000 9000; done=$$?; rm -rf $$place; exit $$done
	place=$$(mktemp -d) && $(BIN)/python -m tests.bulk.faults $$place 10000; done=$$?; rm -rf $$place; exit $$done

stubs: $(STAMP)           ## the generated files: stub, schema, reference pages
	$(BIN)/python -m tests.support.generate

goldens: $(STAMP)         ## tests/golden written anew: review the diff before it is committed
	$(BIN)/python -m pytest tests/golden --snapshot-update

site:                     ## the documentation as a site, every link checked: see site_out/index.html
	$(PYTHON) -m venv $(VENV)-site
	$(VENV)-site/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-site.lock
	NO_MKDOCS_2_WARNING=1 $(VENV)-site/bin/mkdocs build --quiet --strict

checkers: $(STAMP)        ## every form and letter as PDF, held against page-validation and outloud
	$(PYTHON) -m venv $(VENV)-checkers
	$(VENV)-checkers/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-checkers.lock
	place=$$(mktemp -d) && $(BIN)/python -m tests.checkers.documents $$place && \
		$(VENV)-checkers/bin/python -m tests.checkers.check $$place; done=$$?; rm -rf $$place; exit $$done

clean:
	rm -rf $(VENV) $(VENV)-site $(VENV)-checkers site_out demo_out gallery_out bench_out .mypy_cache .ruff_cache .pytest_cache .hypothesis
