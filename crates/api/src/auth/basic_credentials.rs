//! Id and secret of a program by HTTP Basic (RFC 7617; RFC 6749, section 2.3.1).

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};
use data_encoding::BASE64;
use std::future::{Ready, ready};

use crate::error::ApiError;

/// The longest that is looked at: an id and a key are some 160 letters.
const LONGEST: usize = 1024;

/// What the request says by HTTP Basic, if anything. Ids and keys have no letters that the encoding of a form would change,
/// so what is encoded differently is none of ours.
pub struct BasicCredentials(pub Option<(String, String)>);

impl FromRequest for BasicCredentials {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let credentials = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let encoded = credentials
            .and_then(|credentials| credentials.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"))
            .map(|(_, encoded)| encoded.trim());
        // What is said and cannot be read is an id and a secret that do not hold.
        ready(Ok(Self(encoded.map(|encoded| decoded(encoded).unwrap_or_default()))))
    }
}

fn decoded(encoded: &str) -> Option<(String, String)> {
    if encoded.len() > LONGEST {
        return None;
    }
    let text = String::from_utf8(BASE64.decode(encoded.as_bytes()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}
