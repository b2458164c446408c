//! HTTP: routes, extractors, bodies, problem documents and the OpenAPI document.
