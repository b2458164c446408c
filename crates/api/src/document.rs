//! The OpenAPI document, built from the routes without a database.

mod answers;
mod causes;
mod complete;
mod error_responses;
mod examples;
mod filter_schema;
mod flattened;
mod headers;
mod limits;
mod media;
mod named_schemas;
mod outline;
mod problem_members;
mod receipt_condition_schema;
mod recorded;
mod tags;
mod unused;
mod without_prose;

use actix_web::web::Bytes;
use serde_json::Value;
use utoipa::OpenApi;
use utoipa::openapi::{ContactBuilder, InfoBuilder, LicenseBuilder};
use utoipa_actix_web::AppExt;
use utoipa_actix_web::service_config::ServiceConfig;

pub use outline::{Outline, OutlinedOperation, outline};
pub use without_prose::bare;

use crate::error::{Code, FieldError, Problem};

/// The document, and what the program reads of it, as JSON texts.
#[derive(Default)]
pub struct RenderedDocument {
    /// As it is served.
    pub json: Bytes,
    /// What the program itself reads of it.
    pub(crate) outline: Bytes,
    /// The rules of requests, where the outline says.
    pub(crate) rules: Bytes,
}

/// The document as it is served.
///
/// Building it takes ten times its size, in pieces that lie between those that stay. A thread of its own has them in a
/// place of its own, which is free again as a whole.
pub fn rendered_document() -> RenderedDocument {
    let rendered = std::thread::spawn(move || {
        let document = document();
        let (outline, rules) = outline(&bare(&document));
        RenderedDocument { json: serde_json::to_vec(&document).unwrap_or_default().into(), outline, rules }
    });
    rendered.join().unwrap_or_default()
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
        .contact(Some(
            ContactBuilder::new().name(Some("Regulars")).url(Some("https://regulars.example/")).build(),
        ))
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
    receipt_condition_schema::add_receipt_condition_schema(&mut document);
    flattened::flatten_objects(&mut document);
    named_schemas::name_schemas(&mut document);
    media::make_files_binary(&mut document);
    problem_members::declare_problem_members(&mut document);
    answers::require_members_of_answers(&mut document);
    complete::complete(&mut document);
    headers::declare_headers(&mut document);
    tags::add_tags(&mut document);
    examples::add_examples(&mut document);
    unused::remove_unused_schemas(&mut document);
    limits::limit_everything(&mut document);
    document
}

/// What no route names by itself, because every route can answer with it.
#[derive(OpenApi)]
#[openapi(components(schemas(Problem, FieldError, Code)))]
struct Shared;
