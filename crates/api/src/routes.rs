//! What the routes are registered with: the application that serves them, or the document that describes them.
//!
//! Each worker of the server registers the routes for itself. Describing them takes memory that the allocator keeps for
//! the worker's thread ever after, so only the document does it, once.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::service_config::ServiceConfig;

/// Takes routes.
pub trait Routes: Sized {
    /// Takes the route of one operation.
    fn service<Operation>(&mut self, operation: Operation) -> &mut Self
    where
        Operation: HttpServiceFactory + OpenApiFactory + 'static;

    /// Takes the routes of a module.
    fn configure(&mut self, routes: impl FnOnce(&mut Self)) -> &mut Self {
        routes(self);
        self
    }
}

/// Serves the routes.
impl Routes for web::ServiceConfig {
    fn service<Operation>(&mut self, operation: Operation) -> &mut Self
    where
        Operation: HttpServiceFactory + OpenApiFactory + 'static,
    {
        Self::service(self, operation)
    }
}

/// Describes the routes.
impl Routes for ServiceConfig<'_> {
    fn service<Operation>(&mut self, operation: Operation) -> &mut Self
    where
        Operation: HttpServiceFactory + OpenApiFactory + 'static,
    {
        Self::service(self, operation)
    }
}
