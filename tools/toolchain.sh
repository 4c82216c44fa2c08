#!/usr/bin/env bash
# Prints the toolchain to use instead of the one rust-toolchain.toml names, or nothing.
# Where only "stable" is installed and is that very version, using it spares a download.
set -euo pipefail
cd "$(dirname "$0")/.."

channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
command -v rustup >/dev/null || exit 0
installed=$(rustup toolchain list 2>/dev/null || true)
if ! grep -q "^$channel-" <<<"$installed" && grep -q '^stable-' <<<"$installed" &&
    rustup run stable rustc --version | grep -q "^rustc $channel "; then
    echo stable
fi
