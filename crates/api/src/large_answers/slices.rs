//! A body that leaves in slices: the server copies what it writes next, and no more than that.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;

use super::under_way::AnswerUnderWay;

/// The most bytes of a slice.
const SLICE: usize = 8 * 1024;

/// A body that leaves in slices.
pub struct Slices {
    rest: Bytes,
    _under_way: Option<AnswerUnderWay>,
}

impl Slices {
    /// A body of bytes that are counted as long as it is there.
    pub const fn new(bytes: Bytes, under_way: Option<AnswerUnderWay>) -> Self {
        Self { rest: bytes, _under_way: under_way }
    }

    /// A body of bytes that are there anyway: however many connections it leaves on, it takes no further memory.
    pub const fn shared(bytes: Bytes) -> Self {
        Self::new(bytes, None)
    }
}

impl MessageBody for Slices {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(u64::try_from(self.rest.len()).unwrap_or(u64::MAX))
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let rest = &mut self.get_mut().rest;
        let slice = rest.split_to(rest.len().min(SLICE));
        Poll::Ready((!slice.is_empty()).then_some(Ok(slice)))
    }
}
