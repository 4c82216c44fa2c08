#!/usr/bin/env bash
# Puts the Rust toolchain and its wasm target in place; silent when both are there.
set -euo pipefail
cd "$(dirname "$0")/.."

target=wasm32-unknown-unknown
say() { printf '%-9s %s\n' "$1" "$2"; }
stop() { printf 'stepglass: %s\n' "$1" >&2; exit 1; }
has_target() {
    local folder
    folder=$(rustc --print target-libdir --target "$target" 2>/dev/null) && [ -d "$folder" ]
}

command -v cargo >/dev/null || stop 'cargo is missing: install Rust with rustup (https://rustup.rs)'
command -v cc >/dev/null || stop 'a C linker is missing: install the package gcc'

channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
if command -v rustup >/dev/null && [ -z "${RUSTUP_TOOLCHAIN:-}" ] &&
    ! rustup toolchain list | grep -q "^$channel-"; then
    say rust "installing the toolchain $channel"
    rustup toolchain install "$channel" --no-self-update --profile minimal \
        --component rustfmt --component clippy --target "$target"
fi
if ! has_target; then
    command -v rustup >/dev/null || stop "the Rust target $target is missing: install it, or use rustup"
    say rust "adding the target $target"
    rustup --quiet target add "$target" || rustup toolchain install --no-self-update
    has_target || stop "the Rust target $target could not be added"
fi
