//! Files of rows as bodies, bounded as any other body.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;

use super::body::{MAX_BYTES, content_type, deadline, read_within};
use crate::auth::refuse;
use crate::error::{ApiError, Code};

/// The bytes of a file of rows.
pub struct CsvFile(pub Vec<u8>);

impl FromRequest for CsvFile {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            match take(&request, payload).await {
                Ok(file) => Ok(file),
                Err(error) => Err(refuse(&request, error).await),
            }
        })
    }
}

async fn take(request: &HttpRequest, payload: Payload) -> Result<CsvFile, ApiError> {
    if content_type(request).as_deref() != Some("text/csv") {
        return Err(ApiError::new(Code::UnsupportedMediaType, "send text/csv"));
    }
    let bytes = read_within(request, payload, MAX_BYTES, deadline(request)?).await?;
    Ok(CsvFile(bytes))
}
