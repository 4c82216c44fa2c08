#!/usr/bin/env bash
# Chromium and its driver for the browser tests.
#   chromium.sh install   install both where they are missing, or say in one line what to install
#   chromium.sh path      print where Chromium is
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
driver() {
    first "${CHROMEDRIVER:-}" /usr/bin/chromedriver chromedriver \
        "${CHROMEWEBDRIVER:+$CHROMEWEBDRIVER/chromedriver}" /usr/lib/chromium/chromedriver
}

# The fonts make pictures of the page alike everywhere; nanum has the Korean letters.
packages=(chromium chromium-driver fonts-dejavu-core fonts-inter fonts-nanum)

install() {
    if path >/dev/null && driver >/dev/null; then return; fi
    local apt=(apt-get -qq -o DPkg::Lock::Timeout=300) wanted="install the packages ${packages[*]}"
    command -v apt-get >/dev/null || stop "the tests need Chromium and its driver: $wanted (or set CHROMIUM and CHROMEDRIVER)"
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "the tests need Chromium and its driver: as root, $wanted"
        apt=(sudo -n "${apt[@]}")
    fi
    printf '%-9s %s\n' chromium 'installing it with its driver (apt)'
    mkdir -p .make
    if ! { "${apt[@]}" update && DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "${packages[@]}"; } \
        >.make/apt.log 2>&1; then
        tail -n 20 .make/apt.log >&2
        stop "apt could not install Chromium: $wanted"
    fi
}

case "${1:-}" in
    install) install ;;
    path) path || stop 'Chromium is missing: run `make chromium`' ;;
    driver) driver || stop "Chromium's driver is missing: run \`make chromium\`" ;;
    *) stop 'usage: chromium.sh install|path|driver' ;;
esac
