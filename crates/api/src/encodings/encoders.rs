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

#[cfg(test)]
mod tests {
    use super::*;

    async fn encode(encoders: &Encoders, bytes: Vec<u8>) -> Option<Bytes> {
        encoders.encode(Encoding::Gzip, &Bytes::from(bytes), Effort::OneAnswer).await
    }

    #[tokio::test]
    async fn who_finds_no_place_is_answered_as_it_is_and_short_bodies_need_none() {
        let encoders = Encoders::default();
        let (short, long) = (vec![b'a'; SMALL], vec![b'a'; SMALL + 1]);
        assert!(encode(&encoders, long.clone()).await.is_some());
        let mut places = Vec::new();
        while let Ok(place) = Arc::clone(&encoders.0).try_acquire_owned() {
            places.push(place);
        }
        assert!(encode(&encoders, long.clone()).await.is_none());
        assert!(encode(&encoders, short).await.is_some());
        drop(places);
        assert!(encode(&encoders, long).await.is_some());
    }

    #[tokio::test]
    async fn what_does_not_shrink_is_left_as_it_is() {
        let noise: [u8; 32] = std::array::from_fn(|place| (place * 37 % 251) as u8);
        assert!(encode(&Encoders::default(), noise.to_vec()).await.is_none());
    }
}
