//! What becomes of a body that was answered before it had arrived.
//!
//! The server reads on through a chunked body that nobody wants any more, so as to use the connection again. It does so
//! for as long as the client likes to send, without a deadline: a client that sends a byte now and then keeps the
//! connection for ever. A body that somebody still holds is not read on through; the connection is closed instead. So
//! it is held here until the answer is on its way.

use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_web::HttpMessage;
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::web::Bytes;
use futures_util::Stream;

/// A chunked body, in the hands of the request and in ours.
pub struct HeldBody(Rc<RefCell<Shared>>);

struct Shared {
    payload: Payload,
    ended: bool,
}

struct Reader(Rc<RefCell<Shared>>);

/// By then the answer is on its way.
const HELD_FOR: Duration = Duration::from_secs(1);

impl HeldBody {
    /// Takes hold of the body of a request, if it is chunked.
    pub fn of(request: &mut ServiceRequest) -> Option<Self> {
        if !request.headers().contains_key(header::TRANSFER_ENCODING) {
            return None;
        }
        let shared = Rc::new(RefCell::new(Shared { payload: request.take_payload(), ended: false }));
        let reader = Reader(Rc::clone(&shared));
        request.set_payload(Payload::Stream { payload: Box::pin(reader) });
        Some(Self(shared))
    }

    /// Lets go of the body once the answer is on its way; of one that has arrived, at once.
    pub fn release(self) {
        if !self.0.borrow().ended {
            actix_web::rt::spawn(async move {
                tokio::time::sleep(HELD_FOR).await;
                drop(self);
            });
        }
    }
}

impl Stream for Reader {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut shared = self.0.borrow_mut();
        let polled = Pin::new(&mut shared.payload).poll_next(context);
        shared.ended = matches!(polled, Poll::Ready(None));
        polled
    }
}
