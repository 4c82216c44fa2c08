//! Writes the JavaScript side of a compiled wasm module (`wasm-bindgen`'s own command).
// The name is short because rustc refuses any binary called `wasm-bindgen`.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(std::env::args_os())
}
