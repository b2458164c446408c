//! The answer to a POST that makes something, done once per idempotency key.

use std::marker::PhantomData;

use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Responder};
use futures_util::future::BoxFuture;
use regulars_kernel::Scope;
use regulars_persistence::{IdempotencyStore, KeptAnswer, KeyReservation, SystemTx, WriteTx};
use serde::Serialize;
use uuid::Uuid;

use crate::application::Application;
use crate::error::{ApiError, Code};
use crate::extract::OnceKey;
use crate::respond::etag_of;

/// Something was made: a status (`201` unless told otherwise), where it is, and its body.
pub struct Created<B> {
    answer: KeptAnswer,
    replayed: bool,
    body: PhantomData<fn() -> B>,
}

impl<B: Serialize> Created<B> {
    /// `201` with `Location`.
    pub fn at(location: String, body: &B) -> Result<Self, ApiError> {
        Self::with_status(StatusCode::CREATED, Some(location), body)
    }

    /// Another status, with or without a location.
    pub fn with_status(status: StatusCode, location: Option<String>, body: &B) -> Result<Self, ApiError> {
        let (json, _) = etag_of(body)?;
        let answer = KeptAnswer { status: i64::from(status.as_u16()), location, body: Some(json) };
        Ok(Self { answer, replayed: false, body: PhantomData })
    }
}

impl<B> Responder for Created<B> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let status =
            u16::try_from(self.answer.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
        let mut response = HttpResponse::build(status.unwrap_or(StatusCode::CREATED));
        response.content_type("application/json");
        if let Some(location) = self.answer.location {
            response.insert_header((header::LOCATION, location));
        }
        if self.replayed {
            response.insert_header(("Idempotent-Replayed", "true"));
        }
        response.body(self.answer.body.unwrap_or_default())
    }
}

/// A request that is done once per key.
pub struct Once {
    key: Option<String>,
    named: Vec<Uuid>,
    fingerprint: Vec<u8>,
    secret: bool,
}

impl Once {
    /// From the key and the fingerprint of the request.
    pub fn new(key: OnceKey, fingerprint: Vec<u8>) -> Self {
        let OnceKey { key, named } = key;
        Self { key, named, fingerprint, secret: false }
    }

    /// The answer holds a secret that is shown once, so it is not kept for replay.
    #[must_use]
    pub fn with_secret_answer(self) -> Self {
        Self { secret: true, ..self }
    }

    /// Does `work` in the caller's merchant, once per key; the answer is kept in the same transaction.
    pub async fn write<B, F>(
        self,
        application: &Application,
        scope: Scope,
        credential: Uuid,
        work: F,
    ) -> Result<Created<B>, ApiError>
    where
        F: for<'t> FnOnce(&'t mut WriteTx) -> BoxFuture<'t, Result<Created<B>, ApiError>> + Send + 'static,
        B: Send + 'static,
    {
        let now = application.environment.now();
        application
            .database
            .write(scope, move |tx| {
                Box::pin(async move {
                    if let Some(answered) = self.reserve(tx, credential, now).await? {
                        return Ok(answered);
                    }
                    let created = work(tx).await?;
                    self.keep(tx, credential, &created).await?;
                    Ok(created)
                })
            })
            .await
    }

    /// Does `work` on the platform, once per key.
    pub async fn write_platform<B, F>(
        self,
        application: &Application,
        credential: Uuid,
        work: F,
    ) -> Result<Created<B>, ApiError>
    where
        F: for<'t> FnOnce(&'t mut SystemTx) -> BoxFuture<'t, Result<Created<B>, ApiError>> + Send + 'static,
        B: Send + 'static,
    {
        let now = application.environment.now();
        application
            .database
            .write_platform(move |system| {
                Box::pin(async move {
                    if let Some(answered) = self.reserve(system, credential, now).await? {
                        return Ok(answered);
                    }
                    let created = work(system).await?;
                    self.keep(system, credential, &created).await?;
                    Ok(created)
                })
            })
            .await
    }

    async fn reserve<B>(
        &self,
        store: &mut dyn IdempotencyStore,
        credential: Uuid,
        now: regulars_kernel::Instant,
    ) -> Result<Option<Created<B>>, ApiError> {
        let Some(key) = &self.key else { return Ok(None) };
        match store.reserve(credential, key, &self.fingerprint, now).await? {
            KeyReservation::New => Ok(None),
            KeyReservation::Answered(answer) if answer.body.is_none() => {
                Err(ApiError::new(Code::AnswerNotKept, "the first answer held a secret that is shown once"))
            }
            KeyReservation::Answered(answer) => {
                Ok(Some(Created { answer, replayed: true, body: PhantomData }))
            }
            KeyReservation::OtherRequest => {
                Err(ApiError::new(Code::IdempotencyMismatch, "another request was sent under this key"))
            }
        }
    }

    async fn keep<B>(
        &self,
        store: &mut dyn IdempotencyStore,
        credential: Uuid,
        created: &Created<B>,
    ) -> Result<(), ApiError> {
        let Some(key) = &self.key else { return Ok(()) };
        let body = created.answer.body.clone().filter(|_| !self.secret);
        let answer = KeptAnswer { body, ..created.answer.clone() };
        let mut named = self.named.clone();
        for text in [answer.location.as_deref(), answer.body.as_deref()].into_iter().flatten() {
            ids_in(text, &mut named);
        }
        named.sort_unstable();
        named.dedup();
        named.truncate(MOST_NAMED);
        store.keep(credential, key, &answer, &named).await.map_err(ApiError::from)
    }
}

/// An answer names at most so many ids: those of one resource and what it refers to.
const MOST_NAMED: usize = 500;
/// The length of an id with its hyphens.
const ID_LENGTH: usize = 36;

/// Adds every id that stands in a text.
fn ids_in(text: &str, found: &mut Vec<Uuid>) {
    let is_id_part = |letter: char| letter.is_ascii_hexdigit() || letter == '-';
    let parts = text.split(|letter: char| !is_id_part(letter)).filter(|part| part.len() == ID_LENGTH);
    found.extend(parts.filter_map(|part| part.parse::<Uuid>().ok()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let id = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40";
        for text in [format!("/v1/customers/{id}"), format!(r#"{{"a": ["{id}"], "b": "deadbeef"}}"#)] {
            let mut found = Vec::new();
            ids_in(&text, &mut found);
            assert_eq!(found, [id.parse::<Uuid>().unwrap()], "{text}");
        }
    }
}
