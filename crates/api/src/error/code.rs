//! The kinds of problems: each with what has happened, its status, name and title, and what to do about it.

use serde::Serialize;
use utoipa::ToSchema;

macro_rules! codes {
    ($($(#[doc = $explanation:literal])* $variant:ident = $status:literal, $name:literal, $title:literal, $remedy:literal;)*) => {
        /// The kind of a problem, for programs. New kinds may be added.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
        pub enum Code {
            $($(#[doc = $explanation])* #[doc = $remedy] #[serde(rename = $name)] $variant,)*
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

            /// The kind in English words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)* }
            }

            /// What has happened.
            pub const fn happened(self) -> &'static str {
                match self { $(Self::$variant => concat!($($explanation),*).trim_ascii_start(),)* }
            }

            /// What to do about it.
            pub const fn remedy(self) -> &'static str {
                match self { $(Self::$variant => $remedy,)* }
            }
        }
    };
}

codes! {
    /// The body is not JSON, or nested deeper than 32 levels.
    MalformedBody = 400, "malformed_body", "The body cannot be read", "Send well-formed JSON.";
    /// What was sent is no HTTP request, or its headers contradict each other. The connection is closed.
    MalformedRequest = 400, "malformed_request", "This is no request", "Send a request that keeps to HTTP/1.1, on a new connection.";
    /// There is no credential, or it does not hold. `WWW-Authenticate` says which.
    Unauthorized = 401, "unauthorized", "The credential does not hold", "Sign in, refresh the session, or use a key that holds.";
    /// The credential holds, but its role or its scopes do not include this operation.
    Forbidden = 403, "forbidden", "Not allowed", "Ask the owner for another role, or for a key with the scope.";
    /// There is no such resource, or it belongs to somebody else.
    NotFound = 404, "not_found", "Not found", "Check the path and the id, and that the credential is of the right merchant.";
    /// The path is right, the method is not.
    MethodNotAllowed = 405, "method_not_allowed", "Method not allowed", "Use one of the methods that `Allow` lists.";
    /// The body took longer to arrive than is waited for.
    BodyTimeout = 408, "body_timeout", "The body came too slowly", "Send it again, without pauses.";
    /// The head of the request took longer to arrive than is waited for. The connection is closed.
    HeadTimeout = 408, "head_timeout", "The head came too slowly", "Send the request again, on a new connection.";
    /// The request does not fit what is there already. The detail says what.
    Conflict = 409, "conflict", "Conflict", "Read the resource again, and send what fits.";
    /// The same receipt was recorded with another content. `errors` lists the differences; nothing was changed.
    ReceiptConflict = 409, "receipt_conflict", "The receipt was recorded differently", "Compare the two; a receipt that is another one needs a number of its own.";
    /// One of your customers is probably the same person: `customer_id` says who. Nothing was stored.
    ProbablyRegistered = 409, "probably_registered", "The person is probably registered already", "Enrol that customer or hand over a card, or register with `allow_duplicate` if it is another person.";
    /// There is too little quota for the whole audience, or too few test sends are left this month. Nothing was sent.
    QuotaExhausted = 409, "quota_exhausted", "There is too little quota", "Order a pack, narrow the audience, or wait for the next month.";
    /// There is no relay through which mail of a live merchant could leave. A sandbox needs none.
    NoMailRelay = 409, "no_mail_relay", "There is no mail relay", "Ask the operator to set `REGULARS_SMTP_URL`.";
    /// The merchant has no address to send from. Nothing was counted or sent.
    NoSender = 409, "no_sender", "There is no address to send from", "Set `sender.email` of the merchant.";
    /// Nobody would get the newsletter: its audience is empty, or the contact gate lets nobody through.
    EmptyAudience = 409, "empty_audience", "Nobody would get it", "Read the recap: it says who was excluded and why.";
    /// Other things refer to it. `users` lists them, each with `kind`, `id` and `name`; nothing was deleted.
    InUse = 409, "in_use", "It is used", "Change or delete those first.";
    /// The customer was merged into another one: `merged_into` says into whom, however many merges that took. Nothing was done.
    Merged = 410, "merged", "The customer was merged", "Ask for the customer that `merged_into` names, and remember its id.";
    /// Another request is at work on the same resource, or under the same idempotency key.
    Contended = 409, "contended", "Another request is at work", "Try again in a moment.";
    /// The first answer under this idempotency key held a secret that is shown once, so it was not kept.
    AnswerNotKept = 409, "answer_not_kept", "The answer was not kept", "Make a new one under another key, and revoke the first.";
    /// The resource has changed since the state named in `If-Match`. Nothing was changed.
    PreconditionFailed = 412, "precondition_failed", "The resource has changed", "Read it again, and send the change with its new `ETag`.";
    /// The body is larger than is taken.
    BodyTooLarge = 413, "body_too_large", "The body is too large", "Send less at a time.";
    /// The body's content type or content encoding is not one that this operation takes.
    UnsupportedMediaType = 415, "unsupported_media_type", "Unsupported media type", "Send the content type that the document names, without a content encoding.";
    /// One or more fields are not valid. `errors` points at each; nothing was stored.
    ValidationFailed = 422, "validation_failed", "The request is not valid", "Correct each of them, and send the request again.";
    /// The idempotency key was used for another request.
    IdempotencyMismatch = 422, "idempotency_mismatch", "The idempotency key was used for another request", "Use a key of its own for each request.";
    /// More points are to pay or to be debited than there are: `available` says how many. Nothing was done.
    InsufficientPoints = 422, "insufficient_points", "There are too few points", "Take at most as many as there are.";
    /// The request asks for more than is done at a time: a filter over its cost limit, or a read that did not end by
    /// its deadline. The same request would end the same way.
    TooExpensive = 422, "too_expensive", "The request is too expensive", "Do not repeat it, ask for less.";
    /// The head of the request is larger than is taken. The connection is closed.
    HeadTooLarge = 431, "head_too_large", "The head is too large", "Send shorter headers or a shorter address.";
    /// Too many requests came in too short a time.
    RateLimited = 429, "rate_limited", "Too many requests", "Go on after the seconds in `Retry-After`.";
    /// The server failed. The request id tells the operator why.
    Internal = 500, "internal", "The server failed", "Try again later, and tell the operator the request id if it stays so.";
    /// Too many connections are open, of this address or in all.
    TooManyConnections = 503, "too_many_connections", "Too many connections", "Try again after `Retry-After`, and keep connections open instead of making new ones.";
    /// The service is not available just now.
    Unavailable = 503, "unavailable", "Not available just now", "Try again after `Retry-After`.";
}
