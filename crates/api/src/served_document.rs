//! The OpenAPI document as it is served, and which operations and methods each path has.

use std::collections::{BTreeMap, HashMap};

use actix_web::dev::ResourceDef;

use crate::access::{Access, OPERATIONS};
use crate::document::{Outline, OutlinedOperation, RenderedDocument};
use crate::encodings::{Freshness, Unchanging};
use crate::operations;
use crate::request_rules::RequestRules;

/// The document, rendered once.
pub struct ServedDocument {
    /// The JSON text.
    pub json: Unchanging,
    fixed_paths: HashMap<String, Vec<String>>,
    paths: Vec<(ResourceDef, Vec<String>)>,
    operations: HashMap<(String, String), &'static Access>,
    /// What bodies and parameters must be like.
    pub rules: RequestRules,
    /// The names of the query parameters of each operation.
    parameters: HashMap<String, Vec<String>>,
}

impl ServedDocument {
    /// Reads the paths and the operations from the outline of the document.
    pub fn new(RenderedDocument { json, outline, rules }: RenderedDocument) -> Self {
        let outline: Outline = serde_json::from_slice(&outline).unwrap_or_default();
        let rules = RequestRules::new(&outline, &rules);
        let (mut operations, mut parameters) = (HashMap::new(), HashMap::new());
        let mut methods: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for OutlinedOperation { path, method, id, query, .. } in outline.operations {
            if let Some(access) = OPERATIONS.iter().find(|access| access.operation == id) {
                operations.insert((method.clone(), path.clone()), access);
            }
            parameters.insert(id, query);
            methods.entry(path).or_default().push(method);
        }
        let (mut fixed_paths, mut paths) = (HashMap::new(), Vec::new());
        let mut add_path = |path: &str, methods: Vec<String>| {
            if path.contains('{') {
                paths.push((ResourceDef::new(path), methods));
            } else {
                fixed_paths.insert(path.to_owned(), methods);
            }
        };
        for path in operations::PATHS {
            add_path(path, allowed(["get"]));
        }
        for (path, methods) in methods {
            add_path(&path, allowed(methods.iter().map(String::as_str)));
        }
        let json = Unchanging::new("application/json".to_owned(), Freshness::Asks, json);
        Self { json, fixed_paths, paths, operations, parameters, rules }
    }

    /// The row of the operation that a method and the pattern of a path stand for; none for a public one.
    pub fn access(&self, method: &str, pattern: &str) -> Option<&'static Access> {
        self.operations.get(&(method.to_owned(), pattern.to_owned())).copied()
    }

    /// A query parameter that the operation does not have. A typing mistake is not silently ignored.
    pub fn unknown_parameter(&self, operation: &str, query: &str) -> Option<String> {
        if query.is_empty() {
            return None;
        }
        let known = self.parameters.get(operation)?;
        let pairs: Vec<(String, String)> = serde_html_form::from_str(query).ok()?;
        pairs.into_iter().map(|(name, _)| name).find(|name| !known.contains(name))
    }

    /// The methods of a path that has no parts to be filled in, if there is one.
    pub fn methods_at_fixed(&self, path: &str) -> Option<&Vec<String>> {
        self.fixed_paths.get(path)
    }

    /// The methods of the path, or none when nothing is there. A path without parts to be filled in goes first: the
    /// `search` of `/v1/customers/search` is no customer's id.
    pub fn methods_at(&self, path: &str) -> Vec<String> {
        if let Some(methods) = self.methods_at_fixed(path) {
            return methods.clone();
        }
        let mut all: Vec<String> = Vec::new();
        for (_, methods) in self.paths.iter().filter(|(pattern, _)| pattern.is_match(path)) {
            all.extend(methods.iter().filter(|method| !all.contains(method)).cloned().collect::<Vec<_>>());
        }
        all
    }
}

/// What is allowed where these methods are: `HEAD` wherever `GET`, and `OPTIONS` everywhere.
fn allowed<'a>(methods: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut allowed: Vec<String> = methods.into_iter().map(str::to_uppercase).collect();
    if allowed.iter().any(|method| method == "GET") {
        allowed.push("HEAD".to_owned());
    }
    allowed.push("OPTIONS".to_owned());
    allowed.sort();
    allowed
}
