//! The document as it is served, and which methods each path has.

use actix_web::dev::ResourceDef;
use serde_json::Value;

/// The document, rendered once.
pub struct ServedDocument {
    /// The JSON text.
    pub json: String,
    paths: Vec<(ResourceDef, Vec<String>)>,
}

impl ServedDocument {
    /// Builds and renders the document.
    pub fn new() -> Self {
        let document = super::document();
        let paths = document["paths"].as_object().into_iter().flatten().map(|(path, item)| {
            let methods = item.as_object().into_iter().flatten().map(|(method, _)| method.to_uppercase());
            (ResourceDef::new(path.as_str()), methods.collect())
        });
        Self { paths: paths.collect(), json: render(&document) }
    }

    /// The methods of the path, or none when nothing is there.
    pub fn methods_at(&self, path: &str) -> Vec<String> {
        let fitting = self.paths.iter().filter(|(pattern, _)| pattern.is_match(path));
        fitting.flat_map(|(_, methods)| methods.iter().cloned()).collect()
    }
}

fn render(document: &Value) -> String {
    serde_json::to_string(document).unwrap_or_default()
}
