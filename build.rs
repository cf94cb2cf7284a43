//! `locales/` -> a typed module of texts: a missing or superfluous key does not compile.

use std::{env, error::Error, path::PathBuf};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos, options::CodegenOptions};

const NAMESPACES: [&str; 12] = [
    "common", "head", "consent", "policy", "account", "privacy", "portal", "problem", "limits", "proof", "requests",
    "viewer",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    split();
    let config = Config::new("lv")?
        .add_locales(["en"])?
        .add_namespaces(NAMESPACES)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let texts = TranslationsInfos::parse(config)?;
    texts.emit_diagnostics();
    texts.rerun_if_locales_changed();
    let attributes = "#![allow(missing_docs, clippy::all, clippy::allow_attributes, clippy::expect_used, clippy::unwrap_used, unused)]".parse()?;
    let options = CodegenOptions::default().top_level_attributes(Some(attributes)).gen_docs(false);
    let folder = PathBuf::from(env::var("OUT_DIR")?).join("i18n");
    texts.generate_i18n_module_with_options(folder, options)?;
    Ok(())
}

/// `cargo xtask` cuts the wasm into chunks (`src/lazy.rs`) and says so. Relocations tell it what belongs together; no other
/// build wants them, nor the calls that only that cut connects.
fn split() {
    println!("cargo::rustc-check-cfg=cfg(split)");
    println!("cargo::rerun-if-env-changed=VET2B_SPLIT");
    if env::var_os("VET2B_SPLIT").is_some() && env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm")
    {
        println!("cargo::rustc-cfg=split");
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
