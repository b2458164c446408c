//! Answers that are the same as long as the program runs: packed once, told apart by a tag, and kept by clients.

use actix_web::http::header::{self, HeaderValue};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse};
use tokio::sync::OnceCell;

use super::{Effort, Encoders, Encoding, SHORTEST, best_accepted, is_text};
use crate::large_answers::Slices;
use crate::respond::{tag_of, tag_of_encoded};

/// How long a client may use what it keeps without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It asks each time, and is told that nothing has changed.
    Asks,
    /// Ten minutes.
    Minutes,
}

impl Freshness {
    const fn cache_control(self) -> &'static str {
        match self {
            Self::Asks => "public, no-cache",
            Self::Minutes => "public, max-age=600",
        }
    }
}

/// An answer that stays the same.
pub struct Unchanging {
    content_type: String,
    freshness: Freshness,
    tag: String,
    plain: Bytes,
    brotli: OnceCell<Bytes>,
    gzip: OnceCell<Bytes>,
}

impl Unchanging {
    /// An answer with these bytes.
    pub fn new(content_type: String, freshness: Freshness, plain: Bytes) -> Self {
        let tag = tag_of(&plain);
        Self { content_type, freshness, tag, plain, brotli: OnceCell::new(), gzip: OnceCell::new() }
    }

    /// The answer, packed as the client likes it. The first one who likes it so waits for it to be packed.
    pub async fn respond(&self, request: &HttpRequest, encoders: &Encoders) -> HttpResponse {
        let shrinks = self.plain.len() >= SHORTEST && is_text(&self.content_type);
        let wanted = best_accepted(request.headers()).filter(|_| shrinks);
        let packed = match wanted {
            Some(encoding) => self.packed(encoding, encoders).await.map(|bytes| (encoding, bytes)),
            None => None,
        };
        let mut response = HttpResponse::Ok();
        response.content_type(self.content_type.as_str());
        response.insert_header((header::CACHE_CONTROL, self.freshness.cache_control()));
        if shrinks {
            response.append_header((header::VARY, HeaderValue::from_static("Accept-Encoding")));
        }
        match packed {
            Some((encoding, bytes)) => response
                .insert_header((header::CONTENT_ENCODING, encoding.name()))
                .insert_header((header::ETAG, tag_of_encoded(&self.tag, encoding)))
                .body(Slices::shared(bytes)),
            None => response
                .insert_header((header::ETAG, self.tag.as_str()))
                .body(Slices::shared(self.plain.clone())),
        }
    }

    async fn packed(&self, encoding: Encoding, encoders: &Encoders) -> Option<Bytes> {
        let kept = match encoding {
            Encoding::Brotli => &self.brotli,
            Encoding::Gzip => &self.gzip,
        };
        let pack = async || encoders.encode(encoding, &self.plain, Effort::AllAnswers).await.ok_or(());
        kept.get_or_try_init(pack).await.ok().cloned()
    }
}
