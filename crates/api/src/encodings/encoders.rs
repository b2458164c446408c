//! Packs beside the threads that answer requests.

use std::sync::Arc;

use actix_web::web::Bytes;
use regulars_kernel::Priority;
use tokio::sync::{Semaphore, oneshot};

use super::{Effort, Encoding};

/// How many bodies are packed at a time. Each takes a few megabytes meanwhile.
const AT_A_TIME: usize = 2;
/// The most bytes that are packed by the thread that answers the request: going elsewhere would take longer.
const SMALL: usize = 16 * 1024;

/// Packs bodies, few at a time. Nobody waits for a place: what finds none is sent as it is.
pub struct Encoders(Arc<Semaphore>);

impl Default for Encoders {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_A_TIME)))
    }
}

impl Encoders {
    /// The bytes, packed. None when there is no place, or nothing is gained.
    pub async fn encode(&self, encoding: Encoding, bytes: &Bytes, effort: Effort) -> Option<Bytes> {
        let packed = if bytes.len() <= SMALL {
            encoding.encode(bytes, effort)
        } else {
            self.encode_beside(encoding, bytes.clone(), effort).await
        };
        packed.filter(|packed| packed.len() < bytes.len())
    }

    async fn encode_beside(&self, encoding: Encoding, bytes: Bytes, effort: Effort) -> Option<Bytes> {
        let place = Arc::clone(&self.0).try_acquire_owned().ok()?;
        let (done, packed) = oneshot::channel();
        // A thread of its own, because its priority cannot be raised again.
        let started = std::thread::Builder::new().name("packing".to_owned()).spawn(move || {
            Priority::Last.take();
            // Whoever waited may be gone.
            done.send(encoding.encode(&bytes, effort)).ok();
            drop(place);
        });
        started.ok()?;
        packed.await.ok()?
    }
}
