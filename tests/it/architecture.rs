//! Which crate may know which: the edges of `cargo metadata` against the layers of the architecture.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// The layers from the inside out. A crate may know the layers before its own, and no neighbour in it.
const LAYERS: &[&[&str]] = &[
    &["kernel", "row-derive"],
    &["filters", "network", "jobs", "audit"],
    &[
        "companies",
        "identity",
        "customers",
        "consent",
        "purchases",
        "segments",
        "newsletters",
        "quota",
        "loyalty",
        "interchange",
        "invoices",
        "service",
        "surveys",
        "analytics",
    ],
    &["flows"],
    &["persistence", "channels", "sheets"],
    &["api", "worker"],
    &["seed"],
    &["server"],
];

/// Crates that stand beside the layers, and what they may know.
const BESIDE: &[(&str, &[&str])] = &[("bench", &[]), ("migrations", &[]), ("smtp-server", &[])];

/// Edges that the layers forbid and the house allows, with the reason.
const ALLOWED: &[(&str, &str, &str)] = &[(
    "server",
    "migrations",
    "the program brings the schema up to date and refuses to start on an older one",
)];

/// Libraries that only some crates may name, with the reason.
const KEPT_TO: &[(&str, &[&str], &str)] = &[
    (
        "sea-orm",
        &["persistence", "migrations", "server", "tests"],
        "the database is persistence's business alone",
    ),
    ("rusqlite", &["persistence", "bench"], "the database is persistence's business alone"),
    ("sqlx", &["persistence", "migrations"], "the database is persistence's business alone"),
    ("actix", &["api", "server"], "a rule that knows HTTP cannot be used by a job or by the command line"),
    ("utoipa", &["api"], "only the outermost crate knows the wire format"),
];

#[test]
fn a_crate_knows_only_the_layers_inside_its_own() {
    let mut complaints = Vec::new();
    for (name, dependencies) in crates() {
        if name == "tests" {
            continue;
        }
        for Dependency { name: known, development } in dependencies {
            let Some(known) = known.strip_prefix("regulars-") else { continue };
            // What stands beside the layers serves their tests: the schema, and the scripted mail server.
            if development && BESIDE.iter().any(|(beside, _)| *beside == known) {
                continue;
            }
            complaints.extend(complaint(&name, known));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn a_library_is_named_only_where_it_belongs() {
    let mut complaints = Vec::new();
    for (name, dependencies) in crates() {
        for Dependency { name: library, .. } in dependencies {
            for (kept, to, reason) in KEPT_TO {
                if library.starts_with(kept) && !to.contains(&name.as_str()) {
                    complaints.push(format!(
                        "{name} names {library}, which belongs to {}: {reason}",
                        to.join(", ")
                    ));
                }
            }
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn edges_that_break_the_layers_are_told_with_the_reason() {
    for (name, known, reason) in [
        ("kernel", "filters", "points outwards"),
        ("customers", "purchases", "do not know each other"),
        ("identity", "persistence", "points outwards"),
        ("api", "migrations", "stands beside the layers"),
        ("bench", "kernel", "knows none of them"),
        ("newcomer", "kernel", "has no place"),
    ] {
        let complaint = complaint(name, known).expect("the edge is refused");
        assert!(complaint.contains(reason), "{complaint}");
    }
    assert_eq!(complaint("server", "migrations"), None);
    assert_eq!(complaint("api", "persistence"), None);
}

fn complaint(name: &str, known: &str) -> Option<String> {
    if ALLOWED.iter().any(|(from, to, _)| (*from, *to) == (name, known)) {
        return None;
    }
    if let Some((_, may_know)) = BESIDE.iter().find(|(beside, _)| *beside == name) {
        return (!may_know.contains(&known))
            .then(|| format!("{name} knows {known}, but stands beside the layers and knows none of them"));
    }
    if BESIDE.iter().any(|(beside, _)| *beside == known) {
        return Some(format!(
            "{name} knows {known}, which stands beside the layers: no crate of a layer needs it"
        ));
    }
    let (Some(own), Some(other)) = (layer_of(name), layer_of(known)) else {
        let newcomer = if layer_of(name).is_none() { name } else { known };
        return Some(format!("{newcomer} has no place in the architecture: give it a layer in this test"));
    };
    match own.cmp(&other) {
        std::cmp::Ordering::Greater => None,
        std::cmp::Ordering::Equal => Some(format!(
            "{name} knows {known}: crates of one layer do not know each other; what spans them is a flow"
        )),
        std::cmp::Ordering::Less => Some(format!(
            "{name} knows {known}: the edge points outwards, and {name} could no longer be understood by itself"
        )),
    }
}

fn layer_of(name: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&name))
}

struct Dependency {
    name: String,
    development: bool,
}

/// Every crate of the workspace by its name without the prefix, with all that it depends on.
fn crates() -> BTreeMap<String, Vec<Dependency>> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo tells its metadata");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("the metadata are JSON");
    let packages = metadata["packages"].as_array().unwrap().iter().map(|package| {
        let dependencies = package["dependencies"].as_array().unwrap().iter().map(|dependency| Dependency {
            name: dependency["name"].as_str().unwrap().to_owned(),
            development: dependency["kind"] == "dev",
        });
        let name = package["name"].as_str().unwrap().trim_start_matches("regulars-").to_owned();
        (name, dependencies.collect())
    });
    let crates: BTreeMap<_, Vec<_>> = packages.collect();
    assert!(crates.contains_key("kernel") && crates.contains_key("server"), "the workspace was not found");
    crates
}
