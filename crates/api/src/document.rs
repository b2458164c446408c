//! The OpenAPI document, built from the routes without a database.

mod complete;
mod served;

use serde_json::Value;
use utoipa::openapi::{ContactBuilder, InfoBuilder, OpenApiBuilder};
use utoipa_actix_web::AppExt;

pub use served::ServedDocument;

/// The document as JSON.
pub fn document() -> Value {
    let info = InfoBuilder::new()
        .title("Regulars")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(include_str!("document/description.md")))
        .contact(Some(ContactBuilder::new().name(Some("Regulars")).url(Some("/docs/")).build()))
        .build();
    let base = OpenApiBuilder::new().info(info).build();
    let (_, collected) =
        actix_web::App::new().into_utoipa_app().openapi(base).configure(crate::v1::routes).split_for_parts();
    let mut document = serde_json::to_value(collected).unwrap_or_default();
    complete::complete(&mut document);
    document
}
