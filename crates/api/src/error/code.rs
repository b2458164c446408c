//! The kinds of problems: one line each with status, name and title.

use serde::Serialize;
use utoipa::ToSchema;

macro_rules! codes {
    ($($(#[doc = $explanation:literal])* $variant:ident = $status:literal, $name:literal, $title:literal;)*) => {
        /// The kind of a problem, for programs. New kinds may be added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
        pub enum Code {
            $($(#[doc = $explanation])* #[serde(rename = $name)] $variant,)*
        }

        impl Code {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The kind's name in the API.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The HTTP status.
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status,)* }
            }

            /// The kind in words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// What the kind means and what to do about it.
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => concat!($($explanation),*),)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON, or nested deeper than 32 levels. Send well-formed JSON.
    MalformedBody = 400, "malformed_body", "The body cannot be read";
    /// What was sent is no HTTP request, or its headers contradict each other. The connection is closed.
    MalformedRequest = 400, "malformed_request", "This is no request";
    /// There is no credential, or it does not hold. Sign in, or use a key that holds.
    Unauthorized = 401, "unauthorized", "The credential does not hold";
    /// The credential holds, but its role or its scopes do not include this operation.
    Forbidden = 403, "forbidden", "Not allowed";
    /// There is no such resource, or it belongs to somebody else.
    NotFound = 404, "not_found", "Not found";
    /// The path is right, the method is not. `Allow` lists the methods.
    MethodNotAllowed = 405, "method_not_allowed", "Method not allowed";
    /// The body took longer to arrive than is waited for.
    BodyTimeout = 408, "body_timeout", "The body came too slowly";
    /// The head of the request took longer to arrive than is waited for. The connection is closed.
    HeadTimeout = 408, "head_timeout", "The head came too slowly";
    /// The request does not fit what is there already. The detail says what.
    Conflict = 409, "conflict", "Conflict";
    /// The same receipt was recorded with another content. `errors` lists the differences; nothing was changed.
    ReceiptConflict = 409, "receipt_conflict", "The receipt was recorded differently";
    /// One of your customers is probably the same person: `customer_id` says who. Enrol that customer or hand over a card,
    /// or register with `allow_duplicate` if it is another person. Nothing was stored.
    ProbablyRegistered = 409, "probably_registered", "The person is probably registered already";
    /// There is too little quota for the whole audience, or too few test sends are left this month. Nothing was sent.
    QuotaExhausted = 409, "quota_exhausted", "There is too little quota";
    /// There is no relay through which mail of a live merchant could leave. A sandbox needs none.
    NoMailRelay = 409, "no_mail_relay", "There is no mail relay";
    /// The merchant has no address to send from. Set `sender.email` of the merchant; nothing was counted or sent.
    NoSender = 409, "no_sender", "There is no address to send from";
    /// Nobody would get the newsletter: its audience is empty, or the contact gate lets nobody through.
    EmptyAudience = 409, "empty_audience", "Nobody would get it";
    /// Other things refer to it. `users` lists them, each with `kind`, `id` and `name`; nothing was deleted.
    InUse = 409, "in_use", "It is used";
    /// Another request is at work on the same resource, or under the same idempotency key. Try again.
    Contended = 409, "contended", "Another request is at work";
    /// The first answer under this idempotency key held a secret that is shown once, so it was not kept.
    AnswerNotKept = 409, "answer_not_kept", "The answer was not kept";
    /// The resource has changed since the state named in `If-Match`. Read it again.
    PreconditionFailed = 412, "precondition_failed", "The resource has changed";
    /// The body is larger than is taken.
    BodyTooLarge = 413, "body_too_large", "The body is too large";
    /// The body's content type or content encoding is not one that this operation takes.
    UnsupportedMediaType = 415, "unsupported_media_type", "Unsupported media type";
    /// One or more fields are not valid. `errors` points at each; nothing was stored.
    ValidationFailed = 422, "validation_failed", "The request is not valid";
    /// The idempotency key was used for another request.
    IdempotencyMismatch = 422, "idempotency_mismatch", "The idempotency key was used for another request";
    /// The request asks for more than is done at a time: a filter over its cost limit, or a read that did not end by its
    /// deadline. The same request would end the same way: do not repeat it, ask for less.
    TooExpensive = 422, "too_expensive", "The request is too expensive";
    /// The head of the request is larger than is taken. The connection is closed.
    HeadTooLarge = 431, "head_too_large", "The head is too large";
    /// Too many requests. `Retry-After` says when to go on.
    RateLimited = 429, "rate_limited", "Too many requests";
    /// The server failed. The request id tells the operator why.
    Internal = 500, "internal", "The server failed";
    /// Too many connections are open, of this address or in all. `Retry-After` says when to try again.
    TooManyConnections = 503, "too_many_connections", "Too many connections";
    /// The service is not available just now. `Retry-After` says when to try again.
    Unavailable = 503, "unavailable", "Not available just now";
}
