//! Problem documents (RFC 9457): the only place that knows which error is which HTTP status.

mod below;
mod code;
mod conversions;
mod field_codes;
mod invalid;
mod newsletters;
mod oauth;
mod titles;

use std::fmt::Display;

use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use regulars_kernel::{Language, StoreError};
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

pub use code::Code;
pub use field_codes::field_codes;
pub use invalid::Invalid;
pub use oauth::OAUTH_ERRORS;

use crate::middleware::Asker;
use crate::pages::problem_page;

/// Why a request was not done (RFC 9457).
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(title = "Problem")]
pub struct Problem {
    /// The address of the page that explains this kind of problem. It stays the same.
    #[serde(rename = "type")]
    #[schema(example = "https://regulars.example/problems/validation_failed", format = "uri")]
    pub kind: String,
    /// The kind in words, in the language of `Accept-Language` that is spoken here (`sr`, `sr-Cyrl`, `pl`, `ru`, `de`,
    /// `en`), otherwise in English.
    #[schema(example = "The request is not valid")]
    pub title: String,
    /// The HTTP status.
    #[schema(example = 422, minimum = 400, maximum = 599)]
    pub status: u16,
    /// What happened this time.
    #[schema(example = "one field is not valid")]
    pub detail: String,
    /// The kind for programs.
    pub code: Code,
    /// Tells this request apart in the server's log.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a")]
    pub request_id: String,
    /// What is wrong where.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// Figures that belong to the kind.
    #[serde(flatten)]
    #[schema(ignore)]
    pub extra: Map<String, Value>,
}

/// What is wrong with one part of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// A JSON pointer (RFC 6901) into the body, or `?name` for a parameter.
    #[schema(example = "/lines/0/total")]
    pub pointer: String,
    /// The kind for programs.
    #[schema(example = "invalid")]
    pub code: String,
    /// What is expected.
    #[schema(example = "must be at least 1")]
    pub detail: String,
}

/// An error on its way to the caller.
#[derive(Debug, thiserror::Error)]
#[error("{}: {detail}", code.name())]
pub struct ApiError {
    code: Code,
    detail: String,
    errors: Vec<FieldError>,
    extra: Map<String, Value>,
    headers: Vec<(&'static str, String)>,
}

impl ApiError {
    /// An error of that kind.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new(), extra: Map::new(), headers: Vec::new() }
    }

    /// The path is known and has other methods.
    pub fn method_not_allowed(method: &str, allowed_methods: &[String]) -> Self {
        let error = Self::new(Code::MethodNotAllowed, format!("{method} is not a method of this path"));
        error.with_header("Allow", allowed_methods.join(", "))
    }

    /// The resource is not there, or not the caller's: the two look the same.
    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("there is no such {what}"))
    }

    /// Whether a resource is not there.
    pub const fn is_not_found(&self) -> bool {
        matches!(self.code, Code::NotFound)
    }

    /// A reference inside the body that leads nowhere.
    pub fn not_found_at(pointer: &str, what: &str) -> Self {
        let mut error = Self::not_found(what);
        error.errors = vec![FieldError {
            pointer: pointer.to_owned(),
            code: "not_found".to_owned(),
            detail: error.detail.clone(),
        }];
        error
    }

    /// One field of the request is not valid.
    pub fn invalid_field(pointer: &str, code: &str, detail: impl Into<String>) -> Self {
        let mut invalid = Invalid::default();
        invalid.add(pointer, code, detail);
        invalid.into()
    }

    /// The operation has no query parameter of that name.
    pub fn unknown_parameter(name: &str) -> Self {
        Self::invalid_field(&format!("?{name}"), "unknown", "is not a parameter of this operation")
    }

    /// A value that must be unique is another resource's already.
    pub fn taken(pointer: &str, detail: &str) -> Self {
        Self::new(Code::Conflict, detail).with_field(pointer, "taken", detail)
    }

    /// Adds a field error.
    #[must_use]
    pub fn with_field(mut self, pointer: impl Into<String>, code: &str, detail: impl Into<String>) -> Self {
        self.errors.push(FieldError {
            pointer: pointer.into(),
            code: code.to_owned(),
            detail: detail.into(),
        });
        self
    }

    /// The same error of a part of the request: its pointers begin with `prefix`.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        for error in &mut self.errors {
            error.pointer.insert_str(0, prefix);
        }
        self
    }

    /// The problem document.
    pub fn problem(&self) -> Problem {
        self.problem_for(&Asker::current())
    }

    fn problem_for(&self, asker: &Asker) -> Problem {
        let Asker { request, language, problems, .. } = asker;
        Problem {
            kind: format!("{problems}{}", self.code.name()),
            title: self.code.title_in(*language).to_owned(),
            status: self.code.status(),
            detail: self.detail.clone(),
            code: self.code,
            request_id: request.to_string(),
            errors: self.errors.clone(),
            extra: self.extra.clone(),
        }
    }

    /// The caller's bearer token does not hold (RFC 6750, section 3.1); why not is told in words.
    pub fn invalid_token(why: &str) -> Self {
        let challenge = format!("Bearer error=\"invalid_token\", error_description=\"{why}\"");
        Self::new(Code::Unauthorized, why).with_header("WWW-Authenticate", challenge)
    }

    /// Adds a figure that belongs to the kind.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.extra.insert(name.to_owned(), value.into());
        self
    }

    /// Adds a header that belongs to the kind.
    #[must_use]
    pub fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Tells the caller which limit it has reached: so many in so many seconds, the next one after a wait.
    #[must_use]
    pub fn rate_limited(self, limit: &str, quota: u32, window: u64, wait: u64) -> Self {
        self.with_header("RateLimit-Policy", format!("\"{limit}\";q={quota};w={window}"))
            .with_header("RateLimit", format!("\"{limit}\";r=0;t={wait}"))
            .retry_after(wait)
    }

    /// What cannot fail has failed: the program is wrong. Only the log says how.
    pub fn defect(error: impl Display) -> Self {
        tracing::error!(%error, "a defect of the program");
        Self::internal()
    }

    /// The same for a person, who can do little about it but try again.
    fn page(&self, language: Language) -> HttpResponse {
        let mut response = problem_page(self.code, language);
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (HeaderName::try_from(*name), HeaderValue::from_str(value)) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }

    fn internal() -> Self {
        Self::new(Code::Internal, "the server failed; the request id tells the operator why")
    }

    /// Tells the caller when to try again, in seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with_header("Retry-After", seconds.to_string())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(cause) => {
                tracing::error!(cause, "the database is not available");
                Self::new(Code::Unavailable, "the service is not available just now").retry_after(2)
            }
            StoreError::Contended => {
                Self::new(Code::Contended, "another request is at work on the same resource").retry_after(1)
            }
            StoreError::ShareTaken => {
                Self::new(Code::RateLimited, "the merchant's other heavy requests take its whole share")
                    .retry_after(5)
            }
            StoreError::TooExpensive => {
                Self::new(Code::TooExpensive, "the database took longer than a request may; ask for less")
            }
            StoreError::Taken(_) | StoreError::Inconsistent { .. } | StoreError::Failed(_) => {
                tracing::error!(%error, "the database failed");
                Self::internal()
            }
            StoreError::Defect(error) => Self::defect(error),
        }
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let asker = Asker::current();
        if asker.reads_pages {
            return self.page(asker.language);
        }
        let problem = self.problem_for(&asker);
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json")));
        for (name, value) in &self.headers {
            response.insert_header((*name, value.as_str()));
        }
        let is_challenged = self.headers.iter().any(|(name, _)| *name == "WWW-Authenticate");
        if self.code == Code::Unauthorized && !is_challenged {
            response.insert_header((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        response.body(serde_json::to_string(&problem).unwrap_or_default())
    }
}
