# `make` lists what can be done. Each target sets up what it needs in .venv by itself.
#
#   PYTHON    the Python to set up with, 3.11.5 or newer      make PYTHON=python3.12 serve
#   ARGS      more arguments for the command                  make check ARGS='--format github'
#   PORT      where `make serve` shows the site               make serve PORT=8001
#   ZIP       what `make offline` calls its file              make offline ZIP=our-site.zip
#   ENGINE    what builds and shows the site                  make serve ENGINE=properdocs
#   CHROMIUM  the browser for the tests, if it is not found   make test CHROMIUM=/opt/chrome/chrome
#   WORKERS   how many tests run side by side                 make test WORKERS=2

SHELL := /bin/sh
PYTHON ?= python3
ARGS ?=
PORT ?= 8000
ZIP ?= not-a-bother-offline.zip
ENGINE ?= mkdocs
WORKERS ?= auto

VENV := .venv
# Another engine comes with what the tests need.
READY := $(VENV)/.$(if $(filter mkdocs,$(ENGINE)),site,test)
AUDIT_VENV := .cache/audit
IN_VENV := $(VENV)/bin/python
BROWSERS := chromium chromium-browser google-chrome google-chrome-stable \
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

# Material announces on every run that MkDocs 2 will have no plugins; mkdocs<2 is already required.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export DENO_DIR := $(CURDIR)/.cache/deno
export DENO_NO_UPDATE_CHECK := 1

.PHONY: help serve build offline preview check fix quick test fuzz mutants bench looks search-report audit lock clean browser

help: ## Show this list
	@echo 'make TARGET, where TARGET is one of:'
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  %-13s  %s\n", $$1, $$2 }' Makefile

serve: $(READY) ## Show the site on this computer and follow every change
	@$(IN_VENV) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
	{ $(call say,Port $(PORT) is taken: stop what uses it (another make serve?) or name another port \
	as in: make serve PORT=8001); }
	@$(IN_VENV) -m $(ENGINE) serve --config-file mkdocs.yml --dev-addr 127.0.0.1:$(PORT) $(ARGS)

# No --quiet and no --verbose here: with either, --strict lets some warnings pass.
build: $(READY) ## Build the site into site/; any warning is an error
	@$(IN_VENV) -m $(ENGINE) build --config-file mkdocs.yml --strict $(ARGS)

# In a folder of its own, so that nothing of an earlier build is packed.
offline: $(VENV)/.site ## Make one zip in build/: the site to hand on, opened without a network
	@OFFLINE=true $(IN_VENV) -m mkdocs build --strict --site-dir build/offline $(ARGS)
	@PYTHONPATH=hooks $(IN_VENV) -m notabother pack build/offline build/$(ZIP)

preview: $(VENV)/.site ## Build the site into site/ even if something is wrong in it
	@$(IN_VENV) -m mkdocs build $(ARGS)

check: $(VENV)/.site ## Check what is written in docs/, in about a second
	@PYTHONPATH=hooks $(IN_VENV) -m notabother check docs $(ARGS)

fix: $(VENV)/.site ## Put right in docs/ what needs no decision: odd spaces, marks without width, bullets
	@PYTHONPATH=hooks $(IN_VENV) -m notabother fix docs $(ARGS)

quick: $(VENV)/.test ## Check the code and run all tests that need no built site, in less than a minute
	$(check-code)
	@$(IN_VENV) -m pytest $(side-by-side) -m 'not slow' $(ARGS)

test: browser $(VENV)/.test ## Check the code and run all tests (needs Chromium or Chrome)
	$(check-code)
	@CHROMIUM="$$($(find-browser))" $(IN_VENV) -m pytest $(side-by-side) --durations 10 $(ARGS)

fuzz: $(VENV)/.test ## Try new bad input, a hundred times as much as make test (takes hours)
	@FUZZ=1 $(IN_VENV) -m pytest tests/reading/test_bad_input.py tests/drawing tests/pages/test_finished.py tests/built/test_hostile_builds.py $(ARGS)

mutants: $(VENV)/.test ## Change the core in small ways and see whether a test notices (takes long)
	@$(IN_VENV) benchmarks/mutants.py $(ARGS)

bench: $(VENV)/.site ## Measure builds against plain MkDocs (takes long; see benchmarks/README.md)
	@$(IN_VENV) benchmarks/build.py $(ARGS)

looks: browser $(VENV)/.test ## Say where two built sites look different: make looks ARGS='BEFORE AFTER'
	@CHROMIUM="$$($(find-browser))" $(IN_VENV) benchmarks/looks.py $(ARGS)

search-report: browser $(VENV)/.test build ## Type what people say into the built site; print what comes up
	@CHROMIUM="$$($(find-browser))" $(IN_VENV) benchmarks/search_report.py $(ARGS)

# All that depends on the day and on the network, so that neither builds nor tests do. What builds the site is among
# what tests it. Strict, or a package that could not be asked about would count as sound. Neither answer
# keeps the other from being heard.
audit: $(AUDIT_VENV)/.done $(VENV)/.site ## Ask for known holes in what we use (needs the network); see if security.txt is due
	@failed=0; \
	$(AUDIT_VENV)/bin/pip-audit --requirement requirements-test.txt --requirement requirements-audit.txt \
	--require-hashes --disable-pip --strict --progress-spinner off $(ARGS) || failed=1; \
	PYTHONPATH=hooks $(IN_VENV) -m notabother expires mkdocs.yml || failed=1; \
	exit $$failed

lock: $(VENV)/.test ## Write requirements*.txt anew; ARGS=--upgrade takes newer versions
	@$(compile) $(ARGS) --output-file requirements.txt
	@$(compile) $(ARGS) --group test --constraints requirements.txt --output-file requirements-test.txt
	@$(subst pip compile pyproject.toml,pip compile,$(compile)) $(ARGS) --group audit --output-file requirements-audit.txt

clean: ## Remove everything that make has made
	@rm -rf $(VENV) $(AUDIT_VENV) .cache/deno .cache/kept site build .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the tests -----------------------------------------------------------------------------------

define check-code
	@$(IN_VENV) -m ruff format --check
	@$(IN_VENV) -m ruff check
	@$(IN_VENV) -m mypy
	@$(VENV)/bin/deno check --quiet --config tests/deno.json --no-remote --no-npm --no-lock overrides/assets/javascripts
	@$(VENV)/bin/deno lint --quiet --config tests/deno.json overrides/assets/javascripts
endef

# In the order that tests/conftest.py sets, and not in one of its own. A worker takes a gigabyte or more.
side-by-side = --numprocesses $(WORKERS) --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

# --- the browser ---------------------------------------------------------------------------------

find-browser = if [ -n "$${CHROMIUM:-}" ]; then command -v "$$CHROMIUM"; else \
               for name in $(BROWSERS); do command -v "$$name" && break; done; fi

browser:
	@[ -n "$$($(find-browser))" ] || { $(call say,The browser tests need Chromium or Chrome and \
	found neither$${CHROMIUM:+ at $$CHROMIUM}: install one (on Debian and Ubuntu: apt-get install chromium$(COMMA) as root) or \
	name it with CHROMIUM=/path/to/it.); }

# --- the environment -----------------------------------------------------------------------------

COMMA := ,
say = echo "$(1)" >&2; exit 1
compile = $(IN_VENV) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11.5 \
          --generate-hashes --no-emit-index-url --no-header

# Asks a registry for nothing but the locked files, and says in one sentence what went wrong.
define install
	@$(IN_VENV) -m pip install --quiet --require-hashes --requirement $(1) >$(VENV)/pip.log 2>&1 || { \
	if grep -q -e 'Retrying (Retry' -e 'ConnectionError' -e '(from versions: none)' $(VENV)/pip.log; \
	then $(call say,Could not reach the package registry to install $(1): check the network \
	connection and run this again (pip's own words are in $(VENV)/pip.log).); \
	else tail -n 5 $(VENV)/pip.log >&2; $(call say,Could not install $(1): pip's own words are \
	above and in $(VENV)/pip.log.); fi; }
endef

# An environment whose Python has gone is made anew, like one whose lock has changed.
ifeq ($(wildcard $(IN_VENV)),)
.PHONY: $(VENV)/.site
endif

$(VENV)/.site: requirements.txt
	@command -v "$(PYTHON)" >/dev/null || { $(call say,There is no $(PYTHON) here: install Python \
	3.11.5 or newer$(COMMA) or name it as in: make PYTHON=python3.12 $(MAKECMDGOALS)); }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null || \
	{ $(call say,Python 3.11.5 or newer is needed and $(PYTHON) is $$("$(PYTHON)" -V 2>&1 | head -n 1): \
	install a newer one$(COMMA) or name it as in: make PYTHON=python3.12 $(MAKECMDGOALS)); }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { $(call say,This Python cannot make \
	environments because its venv module is missing: install it (on Debian and Ubuntu: apt-get \
	install python3-venv$(COMMA) as root) and run this again.); }
	@echo "Setting up $(VENV): once, about half a minute."
	@rm -rf $(VENV)
	@"$(PYTHON)" -m venv $(VENV)
	$(call install,requirements.txt)
	@touch $@

# In an environment of its own: nothing that it brings is there when the site is built or tested.
$(AUDIT_VENV)/.done: requirements-audit.txt $(VENV)/.site
	@rm -rf $(AUDIT_VENV)
	@$(IN_VENV) -m venv $(AUDIT_VENV)
	@$(AUDIT_VENV)/bin/python -m pip install --quiet --require-hashes --requirement requirements-audit.txt
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	@echo "Adding what the tests need."
	$(call install,requirements-test.txt)
	@touch $@
