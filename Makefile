# make demo   sets everything up and shows it: a recorded consultation becomes a signed document   (ARGS="--no-gui")
# make test   sets everything up and proves it: lint, types, import rules, tests                   (TESTS="tests/review -k units")
# make lint   the checks without the tests
# make screenshots  renders the window's screens in both languages, light and dark              (SHOTS=folder)
# make clean  removes the environment and what was built; models stay

PYTHON ?= python3
ARGS ?=
TESTS ?=
SHOTS ?= build/screenshots
BIN := .venv/bin

.PHONY: demo test lint format screenshots setup models debian clean

demo: setup models
	$(BIN)/saegim demo $(ARGS)

test: debian setup models lint
	$(BIN)/pytest $(TESTS)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: debian setup
	$(BIN)/python -m tests.ui.screenshots $(SHOTS)

# The three steps of the set-up look for themselves whether anything is left to do.
setup:
	@$(PYTHON) packaging/install.py

models: setup
	@$(BIN)/python packaging/fetch_starter_models.py

debian:
	@packaging/install_debian_packages.sh

clean:
	rm -rf .venv build saegim.egg-info demo-output .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find app tests packaging -name __pycache__ -type d -exec rm -rf {} +
