//! HTTP: routes, extractors, bodies, problem documents, and the OpenAPI document that is built from the routes.
//!
//! The only crate besides the program itself that knows actix, and the only one that knows utoipa. A handler extracts,
//! calls and converts; rules live in the domain crates. `access.rs` says who may call what.

mod access;
mod application;
mod auth;
mod connection;
mod document;
mod encodings;
mod error;
mod extract;
mod guesses;
mod hits;
mod large_answers;
mod middleware;
mod operations;
mod origins;
mod pages;
mod peers;
mod processors;
mod request_rules;
mod respond;
mod routes;
mod served_document;
mod v1;

pub use access::{Access, OPERATIONS, PUBLIC_OPERATIONS};
pub use application::{Application, ApplicationSettings};
pub use auth::Secrets;
pub use connection::{ConnectionActivity, RequestInHand};
pub use document::{RenderedDocument, document, rendered_document};
pub use peers::{InvalidTrustedProxies, Peer, TrustedProxies};

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::{App, web};

/// The whole HTTP application, ready to be served.
pub fn http_app(
    application: web::Data<Application>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(application)
        .configure(v1::routes)
        .configure(pages::routes)
        .configure(operations::routes)
        .default_service(web::to(operations::not_found::no_such_route))
        .wrap(actix_web::middleware::from_fn(middleware::answer_for_merged))
        .wrap(actix_web::middleware::from_fn(middleware::answer_other_methods))
        .wrap(actix_web::middleware::from_fn(middleware::limit_pages))
        .wrap(actix_web::middleware::from_fn(middleware::choose_representation))
        .wrap(actix_web::middleware::from_fn(large_answers::slice_large_answers))
        .wrap(actix_web::middleware::from_fn(middleware::answer_head_as_get))
        .wrap(actix_web::middleware::from_fn(middleware::open_to_other_origins))
        .wrap(actix_web::middleware::from_fn(middleware::around_each_request))
}
