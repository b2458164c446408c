//! Problem documents of what never became a request, byte by byte: the server answers it without the application.
//!
//! From which origin they were asked is not known, and they say nothing of anybody: a page of any origin may read them.

use std::sync::Arc;

use actix_web::http::StatusCode;

use super::{ApiError, Code};
use crate::application::Application;
use crate::middleware::Asker;

/// How long a refused connection is told to wait, in seconds.
const WAIT: u64 = 1;

impl Application {
    /// The whole answer to what never became a request: 400, 408 or 431 as the server found it, 503 for a connection that
    /// it does not take. None for another status. The connection is closed after it.
    pub fn answer_below(&self, status: u16) -> Option<Vec<u8>> {
        let error = match status {
            400 => ApiError::new(
                Code::MalformedRequest,
                "this is no HTTP request, or one that contradicts itself",
            ),
            408 => ApiError::new(Code::HeadTimeout, "the head of the request did not arrive in time"),
            431 => ApiError::new(Code::HeadTooLarge, "the head of the request is too large"),
            503 => {
                let detail = "too many connections are open, of this address or in all";
                ApiError::new(Code::TooManyConnections, detail).retry_after(WAIT)
            }
            _ => return None,
        };
        let id = self.environment.new_id();
        let asker = Asker { request: id, problems: Arc::clone(&self.problems), ..Asker::default() };
        let body = asker.tell(|| serde_json::to_string(&error.problem()).unwrap_or_default());
        let reason = StatusCode::from_u16(status).ok()?.canonical_reason().unwrap_or_default();
        let headers: String =
            error.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let date = self.environment.now().format("%a, %d %b %Y %H:%M:%S GMT");
        let head = format!(
            "HTTP/1.1 {status} {reason}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\n\
             connection: close\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n\
             referrer-policy: no-referrer\r\naccess-control-allow-origin: *\r\n\
             access-control-expose-headers: Retry-After, X-Request-Id\r\nx-request-id: {id}\r\n{headers}date: {date}\r\n\r\n",
            body.len()
        );
        tracing::info!(%id, status, "answered below the application");
        Some([head.into_bytes(), body.into_bytes()].concat())
    }
}
