//! The files of Swagger UI, which the program carries within itself.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use actix_web::web::Bytes;
use utoipa_swagger_ui::{Config, SwaggerFile, serve};

use crate::encodings::{Freshness, Unchanging};

/// The files that were asked for so far. There are a dozen of them.
pub struct SwaggerFiles {
    config: Arc<Config<'static>>,
    files: Mutex<HashMap<String, Arc<Unchanging>>>,
}

/// What tells the page which document to show. It is as new as the program.
const OWN: [&str; 2] = ["index.html", "swagger-initializer.js"];

impl Default for SwaggerFiles {
    fn default() -> Self {
        let config = Config::new(["/openapi.json"])
            .persist_authorization(true)
            .display_request_duration(true)
            .doc_expansion("none")
            // Two hundred schemas below the operations are no first impression: each stands where it is used.
            .default_models_expand_depth(-1)
            .filter(true)
            .validator_url("none");
        Self { config: Arc::new(config), files: Mutex::default() }
    }
}

impl SwaggerFiles {
    /// The file of that name; the page itself has none.
    pub fn find(&self, name: &str) -> Option<Arc<Unchanging>> {
        let name = if name.is_empty() { "index.html" } else { name };
        if let Some(known) = self.files.lock().unwrap_or_else(PoisonError::into_inner).get(name) {
            return Some(Arc::clone(known));
        }
        let SwaggerFile { bytes, content_type, .. } = serve(name, Arc::clone(&self.config)).ok()??;
        let bytes = match bytes {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        let freshness = if OWN.contains(&name) { Freshness::Asks } else { Freshness::Minutes };
        let file = Arc::new(Unchanging::new(content_type, freshness, bytes));
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(name.to_owned(), Arc::clone(&file));
        Some(file)
    }
}
