//! The OpenAPI document, built from the routes without a database.

mod complete;
mod examples;
mod filter_schema;
mod flattened;
mod unused;

use actix_web::web::Bytes;
use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::{ContactBuilder, InfoBuilder, LicenseBuilder};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::error::{Code, FieldError, Problem};

/// The document as it is served: JSON text.
///
/// Building it takes ten times its size, in pieces that lie between those that stay. A thread of its own has them in a
/// place of its own, which is free again as a whole.
pub fn rendered_document() -> Bytes {
    let rendered = std::thread::spawn(|| serde_json::to_vec(&document()).unwrap_or_default());
    rendered.join().unwrap_or_default().into()
}

/// The document as JSON.
pub fn document() -> Value {
    let info = InfoBuilder::new()
        .title("Regulars")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(include_str!("document/description.md")))
        .license(Some(
            LicenseBuilder::new().name("MIT OR Apache-2.0").identifier(Some("MIT OR Apache-2.0")).build(),
        ))
        .contact(Some(ContactBuilder::new().name(Some("Regulars")).url(Some("/docs/")).build()))
        .build();
    let mut base = Shared::openapi();
    base.info = info;
    let (_, collected) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(base)
        .configure(|routes: &mut ServiceConfig<'_>| crate::v1::routes(routes))
        .configure(|routes: &mut ServiceConfig<'_>| crate::pages::routes(routes))
        .split_for_parts();
    let mut document = serde_json::to_value(collected).unwrap_or_default();
    filter_schema::add_filter_schema(&mut document);
    flattened::flatten_objects(&mut document);
    complete::complete(&mut document);
    examples::add_examples(&mut document);
    unused::remove_unused_schemas(&mut document);
    document
}

/// What no route names by itself, because every route can answer with it.
#[derive(OpenApi)]
#[openapi(components(schemas(Problem, FieldError, Code)))]
struct Shared;
