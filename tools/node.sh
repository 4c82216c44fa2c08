#!/usr/bin/env bash
# Says in one line when Node.js is missing or too old for the page's build.
set -euo pipefail

stop() { printf 'stepglass: %s\n' "$1" >&2; exit 1; }
command -v node >/dev/null || stop 'Node.js is missing: install Node.js 20.19 or newer'
command -v npm >/dev/null || stop 'npm is missing: install it with Node.js'
node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    stop "Node.js $(node --version) is too old: install 20.19 or newer"
