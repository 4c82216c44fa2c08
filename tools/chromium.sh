#!/usr/bin/env bash
# Chromium and its driver for the browser tests.
#   chromium.sh install   install both where they are missing, or say in one line what to install
#   chromium.sh path      print where Chromium is
#   chromium.sh shell     print where its headless shell is, or Chromium where there is none
#   chromium.sh driver    print where its driver is
# $CHROMIUM and $CHROMEDRIVER name others than the system's.
set -euo pipefail

stop() { printf 'stepglass: %s\n' "$1" >&2; exit 1; }
first() {
    local name
    for name in "$@"; do
        [ -n "$name" ] && command -v "$name" && return
    done
    return 1
}
path() {
    first "${CHROMIUM:-}" /usr/bin/chromium chromium chromium-browser google-chrome google-chrome-stable
}
# The same engine without windows: tests of the page take two thirds of the time in it.
shell() {
    if [ -n "${CHROMIUM:-}" ]; then path; else first chromium-headless-shell || path; fi
}
driver() {
    first "${CHROMEDRIVER:-}" /usr/bin/chromedriver chromedriver \
        "${CHROMEWEBDRIVER:+$CHROMEWEBDRIVER/chromedriver}" /usr/lib/chromium/chromedriver
}

# The fonts make pictures of the page alike everywhere; nanum has the Korean letters.
packages=(chromium chromium-driver fonts-dejavu-core fonts-inter fonts-nanum)

apt=()
# The apt to install with; fails where that needs somebody else.
may_install() {
    command -v apt-get >/dev/null || return
    apt=(apt-get -qq -o DPkg::Lock::Timeout=300)
    [ "$(id -u)" = 0 ] && return
    sudo -n true 2>/dev/null || return
    apt=(sudo -n "${apt[@]}")
}
get() { DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "$@"; }

install() {
    if ! path >/dev/null || ! driver >/dev/null; then all; fi
    # Nothing depends on it.
    if ! command -v chromium-headless-shell >/dev/null && [ -z "${CHROMIUM:-}" ] && may_install; then
        mkdir -p .make
        get chromium-headless-shell >.make/shell.log 2>&1 || true
    fi
}

all() {
    local wanted="install the packages ${packages[*]}"
    may_install || stop "the tests need Chromium and its driver: as root, $wanted (or set CHROMIUM and CHROMEDRIVER)"
    printf '%-9s %s\n' chromium 'installing it with its driver (apt)'
    mkdir -p .make
    if ! { "${apt[@]}" update && get "${packages[@]}"; } >.make/apt.log 2>&1; then
        tail -n 20 .make/apt.log >&2
        stop "apt could not install Chromium: $wanted"
    fi
}

case "${1:-}" in
    install) install ;;
    path) path || stop 'Chromium is missing: run `make chromium`' ;;
    shell) shell || stop 'Chromium is missing: run `make chromium`' ;;
    driver) driver || stop "Chromium's driver is missing: run \`make chromium\`" ;;
    *) stop 'usage: chromium.sh install|path|shell|driver' ;;
esac
