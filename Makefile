# One command for everything. Needs Python 3.11 or newer (with venv), git and make; the rest is
# installed from the package index that pip is configured for, into .venv.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV ?= .venv
PEERS_VENV ?= .venv-peers
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
JOBS ?= 2
PYTEST := $(BIN)/python -m pytest -n $(JOBS) --dist worksteal

.DEFAULT_GOAL := help
.PHONY: help demo setup test test-slow test-sdk test-lowest test-pure test-native-sanitized \
	test-spark test-recipes test-clients fuzz reliability lock setup-locked sbom check lint fix bench bench-accuracy \
	bench-instructions bench-notebooks bench-peers accuracy-floors docs wheel vsix vsix-bundled tree-sitter clean

help:
	@echo 'make demo       install, then decide on an example and show its redacted text'
	@echo 'make test       install, then run all tests'
	@echo 'make check      formatting, lint, types, import contracts, make test, bench-instructions: what CI runs'
	@echo 'make fix        format and repair what ruff can'
	@echo 'make test-slow  the long forms of the tests'
	@echo 'make test-lowest  the tests with the lowest versions of what is needed at run time'
	@echo 'make test-pure  the tests of the search without its native form'
	@echo 'make test-native-sanitized  tests of the native form under ASan and UBSan'
	@echo 'make test-recipes  husky and lefthook, from npm, in real repositories'
	@echo 'make test-clients  real editors and JupyterLab in a browser (Debian packages, npm; 2 GB)'
	@echo 'make fuzz SECONDS=60  coverage-guided fuzzing of each target (installs atheris)'
	@echo 'make reliability  the long forms of the hardening tests, and docs/reliability.md (an hour)'
	@echo 'make lock       write requirements/dev.lock anew; make setup-locked installs from it alone'
	@echo 'make sbom       what is shipped and what it needs, as CycloneDX, in dist/'
	@echo 'make test-spark  the tests on PySpark, DuckDB and Ray (needs Java; installs 600 MB)'
	@echo 'make bench      speed, then bench-accuracy'
	@echo 'make bench-instructions  what a decision costs, against what it cost (where valgrind is)'
	@echo 'make bench-accuracy   what the shipped policy finds in labelled texts (docs/accuracy.md)'
	@echo 'make bench-peers      the same beside other tools, which it installs into $(PEERS_VENV)'
	@echo 'make accuracy-floors  write what is found now as what must not be lost'
	@echo 'make docs       regenerate docs/rules and docs/man from what they are about'
	@echo 'make wheel      build the wheel and the source distribution into dist/'
	@echo 'make vsix       the VS Code extension, editors/vscode/promptward.vsix (needs node and npm)'
	@echo 'make vsix-bundled TARGET=linux-x64   the same with the server in it, for one platform'
	@echo 'make tree-sitter  the parser of editors/tree-sitter-ward, tried on every policy'
	@echo 'make clean      remove .venv, .venv-peers, dist and caches'

$(BIN)/python:
	@if [ -z "$(PYTHON)" ]; then \
		echo 'promptward needs Python 3.11 or newer; none was found on PATH.' >&2; \
		echo 'Install it, or name one: make PYTHON=path/to/python' >&2; exit 1; fi
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo '$(PYTHON) lacks the modules venv and ensurepip.' >&2; \
		echo 'On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }
	@echo 'creating $(VENV) with $(PYTHON)'
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# A stamp is newer than pyproject.toml when what it asks for is installed.
$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo 'installing promptward'
	@$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo 'installing promptward and what its tests need'
	@$(PIP) install --editable '.[dev]'
	@touch $(VENV)/.installed $@

# The native form: built again where its sources change; a note where it can't be.
$(VENV)/.native: hatch_build.py $(wildcard policy_engine/native/*.[ch]) $(VENV)/.installed-dev
	@$(BIN)/python hatch_build.py
	@touch $@

setup: $(VENV)/.installed-dev $(VENV)/.native

demo: $(VENV)/.installed
	@BIN=$(BIN) sh examples/demo.sh

test: setup
	@$(PYTEST) -m 'not slow and not sdk and not spark'

test-slow: setup
	@HYPOTHESIS_PROFILE=slow $(PYTEST) -m slow

# What the native form does, done by the pure one: the tests of the search without it.
test-pure: setup
	@PROMPTWARD_NATIVE=0 $(PYTEST) tests/policy_engine/test_matcher.py tests/policy_engine/test_lexicon.py \
		tests/policy_engine/test_evidence.py tests/policy_engine/test_extents.py tests/policy_engine/fields

# The native form with the sanitisers of addresses and of undefined behaviour (gcc or clang, Linux).
test-native-sanitized: setup
	@$(BIN)/python hatch_build.py --sanitize
	@LD_PRELOAD="$$($${CC:-cc} -print-file-name=libasan.so)" ASAN_OPTIONS=detect_leaks=0 \
		PYTHONMALLOC=malloc $(BIN)/python -m pytest -q tests/policy_engine/test_forms.py \
		tests/policy_engine/test_room.py \
		tests/policy_engine/fields/test_name_ends.py -k 'not findings'; \
		failed=$$?; $(BIN)/python hatch_build.py; exit $$failed

# The SDKs of models that are not in `dev`, against servers on this machine: no account, no network.
test-sdk: setup
	@$(PIP) install --editable '.[dev,dev-sdk]'
	@$(PYTEST) -m sdk

# The lowest versions that the ranges of pyproject.toml allow, in an environment of their own.
LOWEST_VENV ?= .venv-lowest

test-lowest: $(BIN)/python
	@$(BIN)/python tests/lowest.py $(LOWEST_VENV)

# PySpark on executors of its own, DuckDB and Ray: 600 MB, and a Java 17 or newer on this machine.
test-spark: setup
	@java -version >/dev/null 2>&1 || { \
		echo 'make test-spark needs Java 17 or newer. On Debian and Ubuntu: apt install openjdk-17-jre-headless' >&2; exit 1; }
	@$(PIP) install --editable '.[dev,dev-spark]'
	@$(BIN)/python -m pytest -m spark tests/policy_engine/bulk

# husky and lefthook from npm, against real repositories.
HOOK_TOOLS := $(VENV)/hook-tools
test-recipes: setup
	@mkdir -p $(HOOK_TOOLS) && cd $(HOOK_TOOLS) && npm install --no-audit --no-fund --loglevel=error --ignore-scripts husky@9 lefthook@2
	@PROMPTWARD_HOOK_TOOLS='$(abspath $(HOOK_TOOLS))/node_modules' $(BIN)/python -m pytest -q tests/end_to_end/test_recipes.py

# Neovim, Emacs, Helix, tree-sitter, and JupyterLab and VS Code in Chromium. Installs them: Debian or Ubuntu, as root.
CLIENTS ?= .clients
test-clients: setup
	@$(PIP) install --editable '.[dev,dev-lab]'
	@sh tests/lsp/clients/install.sh $(CLIENTS)
	@$(MAKE) --no-print-directory vsix vsix-bundled
	@. $(abspath $(CLIENTS))/environment; PROMPTWARD_BROWSER_PYTHON=$(abspath $(BIN)/python) \
		$(BIN)/python -m pytest -q -m slow \
		tests/lsp/test_clients.py tests/lsp/test_browsers.py tests/lsp/test_grammars.py tests/jupyter/test_lab.py

# SECONDS: for each target; TARGETS: which. An input that makes one fail is kept with the seeds.
SECONDS ?= 60
TARGETS ?= parser yaml formats matcher policy restorer framing

fuzz: setup
	@$(PIP) install --editable '.[dev,dev-fuzz]'
	@for target in $(TARGETS); do echo "== $$target"; \
		$(BIN)/python -m tests.fuzz.run $$target --seconds $(SECONDS) || exit 1; done

reliability: setup
	@$(PIP) install --editable '.[dev,dev-fuzz]'
	@$(BIN)/python -m bench.reliability $(ARGS)

# Every version and the hashes of its files, for whoever builds or tests; users get the ranges.
LOCK_VENV ?= .venv-lock

lock: $(BIN)/python
	@$(BIN)/python -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip --disable-pip-version-check --quiet install 'uv>=0.9,<1'
	@$(LOCK_VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --extra dev \
		--generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--upgrade --output-file requirements/dev.lock pyproject.toml
	@rm -rf $(LOCK_VENV)

setup-locked: $(BIN)/python
	@$(PIP) install --require-hashes --requirement requirements/dev.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.installed $(VENV)/.installed-dev

SBOM_VENV ?= .venv-sbom

sbom: wheel
	@rm -rf $(SBOM_VENV) && $(BIN)/python -m venv $(SBOM_VENV)
	@$(SBOM_VENV)/bin/python -m pip --disable-pip-version-check --quiet install "$$(echo dist/*.whl)[all]"
	@$(SBOM_VENV)/bin/python -m pip --quiet uninstall --yes pip setuptools
	@rm -f $(SBOM_VENV)/lib/python*/site-packages/promptward-*.dist-info/direct_url.json
	@$(PIP) install 'cyclonedx-bom>=7,<8'
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --mc-type library --short-PURLs \
		--output-reproducible -o dist/promptward.cdx.json $(SBOM_VENV)
	@rm -rf $(SBOM_VENV)

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint
	@$(MAKE) --no-print-directory test
	@$(MAKE) --no-print-directory bench-instructions

fix: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup
	@for bench in $(filter-out bench/reliability.py,$(wildcard bench/*.py)); do echo "== $$bench"; $(BIN)/python "$$bench" || exit 1; done
	@$(MAKE) --no-print-directory bench-accuracy

# Counted by valgrind, and skipped with a word where there is none; ARGS=--update keeps what it is now.
bench-instructions: setup
	@$(BIN)/python bench/instructions.py $(ARGS)

# CORPORA: a folder of labelled texts (*.jsonl); ARGS: options, see --help.
bench-accuracy: setup
	@$(BIN)/python -m bench.accuracy $(if $(CORPORA),--corpora '$(CORPORA)') $(ARGS)

# Notebooks of public packages: once, then bench-accuracy has a row of them.
bench-notebooks: setup
	@$(BIN)/python -m bench.accuracy.notebooks

bench-peers: setup
	@$(BIN)/python -m bench.accuracy.peers --venv $(PEERS_VENV) \
		$(if $(CORPORA),--corpora '$(CORPORA)') $(ARGS)

accuracy-floors: setup
	@$(BIN)/python -m bench.accuracy.floors --update

docs: setup
	@$(BIN)/python -m promptward_dsl.pages docs/rules tests/dsl/golden/errors
	@$(BIN)/promptward man > docs/man/promptward.1

wheel: setup
	@rm -rf dist
	@$(BIN)/python -m build --no-isolation --outdir dist .

vsix: setup
	@$(BIN)/python editors/generate.py
	@rm -rf editors/vscode/bundled
	@cd editors/vscode && npm ci --no-audit --no-fund && npm run package -- --out promptward.vsix

# TARGET: a platform as VS Code calls it; PYTHONS: versions of Python to bundle for.
TARGET ?= linux-x64
PYTHONS ?= 3.11 3.12 3.13

vsix-bundled: setup
	@$(BIN)/python editors/generate.py
	@$(BIN)/python editors/bundle.py --target $(TARGET) --pythons $(PYTHONS)
	@cd editors/vscode && npm ci --no-audit --no-fund \
		&& npm run package -- --target $(TARGET) --out promptward-$(TARGET).vsix
	@rm -rf editors/vscode/bundled

TREE_SITTER ?= tree-sitter

tree-sitter: setup
	@$(BIN)/python editors/generate.py
	@cd editors/tree-sitter-ward && $(TREE_SITTER) generate --no-bindings
	@rm -f editors/tree-sitter-ward/src/node-types.json editors/tree-sitter-ward/src/grammar.json
	@PROMPTWARD_TREE_SITTER='$(TREE_SITTER)' $(BIN)/python -m pytest -q tests/lsp/test_grammars.py

clean:
	rm -rf $(VENV) $(PEERS_VENV) $(CLIENTS) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
