//! The OpenAPI document as it is served, and which operations and methods each path has.

use std::collections::HashMap;

use actix_web::dev::ResourceDef;
use serde_json::Value;

use crate::access::{Access, OPERATIONS};

/// The document, rendered once.
pub struct ServedDocument {
    /// The JSON text.
    pub json: String,
    fixed_paths: HashMap<String, Vec<String>>,
    paths: Vec<(ResourceDef, Vec<String>)>,
    operations: HashMap<(String, String), &'static Access>,
    /// The names of the query parameters of each operation.
    parameters: HashMap<String, Vec<String>>,
}

impl ServedDocument {
    /// Renders the document, and reads the paths and the operations from it.
    pub fn new(document: &Value) -> Self {
        let all = document["paths"].as_object().into_iter().flatten().map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten().map(|(method, _)| method.to_uppercase());
            (path.clone(), methods.collect::<Vec<String>>())
        });
        let (patterns, fixed_paths): (Vec<_>, Vec<_>) = all.partition(|(path, _)| path.contains('{'));
        let paths = patterns.into_iter().map(|(path, methods)| (ResourceDef::new(path), methods));
        Self {
            fixed_paths: fixed_paths.into_iter().collect(),
            paths: paths.collect(),
            operations: operations_of(document),
            parameters: parameters_of(document),
            json: render(document),
        }
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
        let fitting = self.paths.iter().filter(|(pattern, _)| pattern.is_match(path));
        fitting.flat_map(|(_, methods)| methods.iter().cloned()).collect()
    }
}

fn parameters_of(document: &Value) -> HashMap<String, Vec<String>> {
    let items = document["paths"].as_object().into_iter().flatten().map(|(_, item)| item);
    let operations = items.filter_map(Value::as_object).flat_map(|item| item.values());
    operations
        .map(|operation| {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let names = parameters
                .filter(|parameter| parameter["in"] == "query")
                .filter_map(|parameter| parameter["name"].as_str().map(str::to_owned));
            (operation["operationId"].as_str().unwrap_or_default().to_owned(), names.collect())
        })
        .collect()
}

fn operations_of(document: &Value) -> HashMap<(String, String), &'static Access> {
    let mut operations = HashMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            let id = operation["operationId"].as_str().unwrap_or_default();
            if let Some(access) = OPERATIONS.iter().find(|access| access.operation == id) {
                operations.insert((method.to_uppercase(), path.clone()), access);
            }
        }
    }
    operations
}

fn render(document: &Value) -> String {
    serde_json::to_string(document).unwrap_or_default()
}
