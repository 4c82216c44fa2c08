# Everything is built, tested and published from here; `make` lists the targets.
# Each step tests first and does only what is not done: running a target twice costs seconds.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

export PATH := $(PATH):$(HOME)/.cargo/bin
ifndef RUSTUP_TOOLCHAIN
override_toolchain := $(shell tools/toolchain.sh)
ifneq ($(override_toolchain),)
export RUSTUP_TOOLCHAIN := $(override_toolchain)
endif
endif

# Settings: `make serve PORT=9000`, `make page STEPGLASS_URL=https://example.org/stepglass/`.
PORT ?= 8123
BIND ?= 127.0.0.1
WASM_PROFILE ?= release
# A folder of workloads for `make bench`, instead of the project's own.
BENCH ?= $(STEPGLASS_BENCH)
STEPGLASS_URL ?=
export STEPGLASS_URL

target_dir := $(or $(CARGO_TARGET_DIR),target)
wasm_target := wasm32-unknown-unknown
wbg := tools/target/debug/wbg
pkg := www/src/pkg/stepglass.js
packages := node_modules/.installed
bin := node_modules/.bin

# The folders stand in the lists too: their time changes when a file comes or goes.
rust_sources := $(shell find src -name '*.rs' -o -type d) Cargo.toml Cargo.lock rust-toolchain.toml
page_sources := $(shell find www -path www/src/pkg -prune -o \( -type f -o -type d \) -print 2>/dev/null)
page_settings := package.json vite.config.ts
browser = CHROMIUM="$$(tools/chromium.sh path)" CHROMEDRIVER="$$(tools/chromium.sh driver)"

say = @printf '%-9s %s\n' '$(1)' '$(2)'
# A test step's output is shown and kept, so that `tally` can add the steps up.
log = 2>&1 | tee .make/log/$(1).log

.PHONY: help setup rust npm chromium wasm page serve dev dist bench fuzz test format lint test-native test-wasm types \
	test-tools test-page tally fmt clean

help:
	@sed -n 's/^#> //p' Makefile

#> make serve     build everything and serve the page on port 8123
#> make dev       serve the page and rebuild it when a file changes
#> make test      all checks and tests: native, wasm in Node and in Chromium, the page
#> make fuzz      mutated texts, random executions and changed histories for a while; MINUTES=10 SEED=1
#> make bench     time the engine beside its peers; BENCH=FOLDER for other workloads than its own
#> make dist      the static site in dist/, for any host and any path; stepglass.mjs for scripts, embed.js for pages elsewhere
#> make wasm      the engine only        make page   the page only
#> make fmt       format the Rust code   make clean  remove what was built
#> make setup     fetch what the build needs; every target does it by itself
#> make chromium  install the browser that the tests use

# --- what the build needs -------------------------------------------------------------------

setup: rust npm $(wbg)

rust:
	@tools/rust.sh

npm: $(packages)

$(packages): package.json package-lock.json .npmrc
	@tools/node.sh
	$(call say,npm,installing the packages of the lock file)
	@npm ci --no-fund --no-audit --loglevel=error >/dev/null
	@touch $@

$(wbg): tools/Cargo.toml tools/Cargo.lock $(wildcard tools/src/bin/*.rs) | rust
	$(call say,tools,building wasm-bindgen (the first time takes a minute or two))
	@cargo build --locked --quiet --manifest-path tools/Cargo.toml --target-dir tools/target
	@touch $@

chromium:
	@tools/chromium.sh install

# --- the engine and the page ----------------------------------------------------------------

# A changed setting must rebuild what was built with another: the file's time changes only with its text.
.make/profile: FORCE
	@mkdir -p .make && { cmp -s $@ <<<'$(WASM_PROFILE)' || cat >$@ <<<'$(WASM_PROFILE)'; }
.make/url: FORCE
	@mkdir -p .make && { cmp -s $@ <<<'$(STEPGLASS_URL)' || cat >$@ <<<'$(STEPGLASS_URL)'; }
FORCE:

# Two builds: the first load goes without the JSONata evaluator, which is almost half of the engine, and without
# simulated services and other state machines.
engine := cargo build --locked --quiet --lib --profile $(WASM_PROFILE) --target $(wasm_target)
compiled := $(target_dir)/$(wasm_target)/$(WASM_PROFILE)/stepglass.wasm
bind := $(wbg) --target web --remove-name-section --remove-producers-section --out-dir www/src/pkg

wasm: $(pkg)

$(pkg): $(rust_sources) $(wbg) .make/profile | rust
	$(call say,wasm,compiling the engine ($(WASM_PROFILE)))
	@$(engine) --no-default-features
	@$(bind) --out-name stepglass $(compiled)
	$(call say,wasm,compiling the whole engine ($(WASM_PROFILE)))
	@$(engine)
	@$(bind) --out-name whole $(compiled)
	@touch $@

page: dist/index.html

dist/index.html: $(page_sources) $(page_settings) $(pkg) $(packages) .make/url
	$(call say,page,building the page)
	@$(bin)/vite build --logLevel warn
	@cp LICENSE-MIT LICENSE-APACHE NOTICE dist/
	@touch $@

dist: dist/first-load.json dist/stepglass.mjs dist/embed.js

dist/first-load.json: dist/index.html tools/first-load.mjs
	@node tools/first-load.mjs dist

# The page's build empties the folder, so this comes after it.
dist/stepglass.mjs: dist/index.html $(wildcard node/*.mjs) vite.node.config.ts
	$(call say,node,building the command for scripts)
	@$(bin)/vite build --config vite.node.config.ts --logLevel warn
	@touch $@

# One script with the engine in it, for pages elsewhere; it prints its size.
dist/embed.js: dist/index.html tools/embed.mjs
	@node tools/embed.mjs dist

serve: dist
	@node tools/serve.mjs dist --host $(BIND) --port $(PORT)

dev: setup
	@node tools/dev.mjs --host $(BIND) --port $(PORT)

# --- measuring ------------------------------------------------------------------------------

peers := .make/bench/node_modules/.installed

$(peers): tools/bench/package.json tools/bench/package-lock.json .npmrc
	@tools/node.sh
	$(call say,bench,installing what Stepglass is measured against)
	@mkdir -p .make/bench && cp $^ .make/bench/
	@cd .make/bench && npm ci --no-fund --no-audit --loglevel=error >/dev/null
	@touch $@

# `ONLY="W1 W5 page"` chooses rows.
bench: $(peers) $(pkg)
	@BENCH_PEERS="$$PWD/.make/bench" STEPGLASS_BENCH="$(BENCH)" .make/bench/node_modules/.bin/node tools/bench/main.mjs $(ONLY)

# A third of the time for texts mutated from the project's cases, one for random executions, one for changed histories
# of recorded runs. A finding prints how to run it alone.
MINUTES ?= 10
SEED ?= 1
fuzz: | rust
	$(call say,fuzz,$(MINUTES) minutes from seed $(SEED))
	@STEPGLASS_FUZZ_SECONDS=$$(($(MINUTES) * 20)) STEPGLASS_FUZZ_SEED=$(SEED) cargo test --locked --quiet \
		--profile quick --test mutated --test fuzz --test recording -- --include-ignored --nocapture

# --- tests ----------------------------------------------------------------------------------

test: .make/log format lint test-native test-wasm types test-tools test-page tally

.make/log: FORCE
	@rm -rf $@ && mkdir -p $@

format: | rust
	$(call say,test,formatting)
	@cargo fmt --check

lint: | rust
	$(call say,test,clippy and crate docs$(comma) native and wasm)
	@cargo clippy --locked --quiet --all-targets -- -D warnings
	@cargo clippy --locked --quiet --lib $(wasm_tests) --target $(wasm_target) -- -D warnings
	@RUSTDOCFLAGS='-D warnings' cargo doc --locked --quiet --no-deps --document-private-items

test-native: | rust
	$(call say,test,engine)
	@mkdir -p .make/log
	@cargo test --locked $(call log,native)

# The tests that only exist for wasm; every other file of tests/ is native.
wasm_tests := $(patsubst tests/%.rs,--test %,$(wildcard tests/node.rs tests/web.rs tests/worker.rs))

test-wasm: $(wbg) chromium | rust
ifneq ($(wasm_tests),)
	$(call say,test,engine as wasm$(comma) in Node and in Chromium)
	@mkdir -p .make/log
	@sed "s#/usr/bin/chromium#$$(tools/chromium.sh path)#" webdriver.json >.make/webdriver.json
	@$(browser) WASM_BINDGEN_TEST_WEBDRIVER_JSON="$$PWD/.make/webdriver.json" WASM_BINDGEN_TEST_TIMEOUT=120 \
		cargo test --locked --target $(wasm_target) $(wasm_tests) $(call log,wasm)
else
	$(call say,test,no wasm tests)
endif

types: $(packages) $(pkg)
	$(call say,test,types of the page)
	@for part in page worker sandbox tools; do $(bin)/tsc --noEmit -p tsconfig.$$part.json; done

test-tools: $(packages) dist
	$(call say,test,commands and sizes)
	@mkdir -p .make/log
	@node tools/first-load.mjs dist --check
	@node tools/embed.mjs dist --check
	@node --test --test-reporter=spec tests/tools/*.test.mjs $(call log,tools)

test-page: $(packages) dist chromium
	$(call say,test,page in Chromium)
	@mkdir -p .make/log
	@CHROMIUM="$$(tools/chromium.sh shell)" $(bin)/playwright test $(call log,page)

tally:
	@node tools/tally.mjs .make/log

fmt: | rust
	@cargo fmt

clean:
	@rm -rf dist target tools/target node_modules www/src/pkg test-results playwright-report .make

comma := ,
