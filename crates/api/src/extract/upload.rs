//! Forms with files: taken as they come, bounded in size, and each piece in time.

use std::time::Duration;

use actix_multipart::{Field, Multipart};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use sha2::{Digest, Sha256};

use super::body::{
    Fingerprint, application, check_announced_length, check_content_encoding, content_type, deadline,
    too_large,
};
use super::patience::within;
use crate::auth::refuse;
use crate::error::{ApiError, Code};

/// The most bytes of what stands around the parts of a form.
const AROUND_PARTS: usize = 64 << 10;

/// A form whose parts arrive one after the other. None of them is held in memory as a whole.
pub struct Upload {
    parts: Multipart,
    most: usize,
    taken: usize,
    patience: Duration,
    print: Fingerprint,
    digest: Sha256,
}

/// A part of a form.
pub struct UploadPart {
    /// The name of its field.
    pub name: String,
    /// What the file was called, if it is one.
    pub file_name: Option<String>,
    /// None once all of it has come: it must not be asked again.
    field: Option<Field>,
}

impl FromRequest for Upload {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            match begin(&request, payload) {
                Ok(upload) => Ok(upload),
                Err(error) => Err(refuse(&request, error).await),
            }
        })
    }
}

fn begin(request: &HttpRequest, payload: Payload) -> Result<Upload, ApiError> {
    if content_type(request).as_deref() != Some("multipart/form-data") {
        return Err(ApiError::new(Code::UnsupportedMediaType, "send multipart/form-data"));
    }
    check_content_encoding(request)?;
    let most = application(request)?.settings.import_limit;
    check_announced_length(request, most.saturating_add(AROUND_PARTS))?;
    Ok(Upload {
        parts: Multipart::new(request.headers(), payload),
        most,
        taken: 0,
        patience: deadline(request)?,
        print: Fingerprint::begin(request),
        digest: Sha256::new(),
    })
}

impl Upload {
    /// The next part.
    pub async fn next(&mut self) -> Result<Option<UploadPart>, ApiError> {
        let next = within(self.patience, self.parts.next()).await.ok_or_else(|| too_slow(self.patience))?;
        let Some(field) = next.transpose().map_err(malformed)? else { return Ok(None) };
        let name = field.name().unwrap_or_default().to_owned();
        let file_name = field.content_disposition().and_then(|given| given.get_filename()).map(str::to_owned);
        self.digest.update(name.as_bytes());
        Ok(Some(UploadPart { name, file_name, field: Some(field) }))
    }

    /// At most `most` more bytes of a part; fewer are its end.
    pub async fn read(&mut self, part: &mut UploadPart, most: usize) -> Result<Vec<u8>, ApiError> {
        let mut bytes = Vec::with_capacity(most.min(1 << 20));
        while bytes.len() < most {
            let Some(field) = &mut part.field else { break };
            let next = within(self.patience, field.next()).await.ok_or_else(|| too_slow(self.patience))?;
            let Some(piece) = next.transpose().map_err(malformed)? else {
                part.field = None;
                break;
            };
            self.taken += piece.len();
            if self.taken > self.most {
                return Err(too_large(self.most));
            }
            self.digest.update(&piece);
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    /// The fingerprint of the request: the same for the same parts only.
    pub fn fingerprint(self) -> Vec<u8> {
        self.print.of(&self.digest.finalize())
    }
}

fn malformed(error: actix_multipart::MultipartError) -> ApiError {
    ApiError::new(Code::MalformedBody, format!("the form is not well formed: {error}"))
}

fn too_slow(patience: Duration) -> ApiError {
    let detail = format!("nothing came for {} seconds", patience.as_secs_f32());
    ApiError::new(Code::BodyTimeout, detail)
}
