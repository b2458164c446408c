//! JSON bodies: bounded in size, depth and time; unknown fields are refused.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use hmac::{Hmac, KeyInit, Mac};
use regulars_kernel::MerchantId;
use serde::de::{DeserializeOwned, IgnoredAny};
use sha2::Sha256;

use super::named_once::{NAMED_TWICE, NamedOnce};
use super::objects_only::ObjectsOnly;
use super::patience::within;
use crate::application::Application;
use crate::auth::refuse;
use crate::error::{ApiError, Code, Invalid};
use crate::processors::Party;
use crate::request_rules::Rule;

/// The most bytes of a body.
pub const MAX_BYTES: usize = 1024 * 1024;
/// The deepest nesting of a body.
pub const MAX_DEPTH: usize = 32;

/// A JSON body, and the fingerprint of the request that carried it.
pub struct Body<T> {
    /// The body.
    pub value: T,
    /// HMAC-SHA256 over method, path and body: the same for the same request only.
    pub fingerprint: Vec<u8>,
    /// How many bytes it had.
    pub size: usize,
}

/// A JSON body that may be left out whole, or be `null`; then it is the default.
pub struct OptionalBody<T>(pub Body<T>);

impl<T: DeserializeOwned + Default + Send + 'static> FromRequest for OptionalBody<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            match take_optional(&request, payload).await {
                Ok(body) => Ok(Self(body)),
                Err(error) => Err(refuse(&request, error).await),
            }
        })
    }
}

impl<T: DeserializeOwned + Send + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            match take(&request, payload).await {
                Ok(body) => Ok(body),
                Err(error) => Err(refuse(&request, error).await),
            }
        })
    }
}

pub(super) async fn take<T: DeserializeOwned + Send + 'static>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<Body<T>, ApiError> {
    check_content_type(request)?;
    let bytes = read_in_time(request, payload).await?;
    understand(request, bytes, parse).await
}

async fn take_optional<T: DeserializeOwned + Default + Send + 'static>(
    request: &HttpRequest,
    payload: Payload,
) -> Result<Body<T>, ApiError> {
    let bytes = read_in_time(request, payload).await?;
    if bytes.is_empty() {
        return understand(request, bytes, |_, _| Ok(T::default())).await;
    }
    check_content_type(request)?;
    understand(request, bytes, |bytes, rule| Ok(parse::<Option<T>>(bytes, rule)?.unwrap_or_default())).await
}

/// Makes a value of the bytes; of many bytes beside the threads that answer requests.
pub(super) async fn understand<T: Send + 'static>(
    request: &HttpRequest,
    bytes: Vec<u8>,
    parse: fn(&[u8], Option<&Rule>) -> Result<T, ApiError>,
) -> Result<Body<T>, ApiError> {
    let application = application(request)?;
    let pattern = request.match_pattern().unwrap_or_default();
    let rule = application.document.rules.body(request.method().as_str(), &pattern);
    let print = Fingerprint::begin(request);
    let size = bytes.len();
    let work =
        move || Ok(Body { value: parse(&bytes, rule.as_deref())?, fingerprint: print.of(&bytes), size });
    application.processors.run_sized(party_of(request), size, work).await?
}

async fn read_in_time(request: &HttpRequest, payload: Payload) -> Result<Vec<u8>, ApiError> {
    let deadline = deadline(request)?;
    read_within(request, payload, MAX_BYTES, deadline).await
}

/// Reads a body of at most `most` bytes, which must have arrived when the deadline has passed.
pub(super) async fn read_within(
    request: &HttpRequest,
    payload: Payload,
    most: usize,
    deadline: Duration,
) -> Result<Vec<u8>, ApiError> {
    check_content_encoding(request)?;
    check_announced_length(request, most)?;
    within(deadline, read(payload, most)).await.unwrap_or_else(|| {
        let detail = format!("the body took longer than {} seconds", deadline.as_secs_f32());
        Err(ApiError::new(Code::BodyTimeout, detail))
    })
}

/// A keyed fingerprint, because a body can hold a password: without the key nobody can try passwords against it.
pub(super) struct Fingerprint {
    key: [u8; 32],
    method: String,
    uri: String,
}

impl Fingerprint {
    /// That of a request whose body is still to come.
    pub(super) fn begin(request: &HttpRequest) -> Self {
        let key = request.app_data::<web::Data<Application>>().map_or([0; 32], |app| app.fingerprint_key);
        Self { key, method: request.method().to_string(), uri: request.uri().to_string() }
    }

    /// That of the request with this body.
    pub(super) fn of(&self, bytes: &[u8]) -> Vec<u8> {
        let Ok(mut code) = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.key) else { return Vec::new() };
        for part in [self.method.as_bytes(), self.uri.as_bytes(), bytes] {
            code.update(&part.len().to_be_bytes());
            code.update(part);
        }
        code.finalize().into_bytes().to_vec()
    }
}

/// For whom the request is computed. Its caller is known by the time when a large body has arrived: whoever is not gets
/// the share of strangers.
pub(super) fn party_of(request: &HttpRequest) -> Party {
    request.extensions().get::<MerchantId>().copied().map_or(Party::Stranger, Party::Merchant)
}

fn check_content_type(request: &HttpRequest) -> Result<(), ApiError> {
    let given = content_type(request);
    let merge_patch = request.method() == actix_web::http::Method::PATCH;
    match given.as_deref() {
        Some("application/json") => Ok(()),
        Some("application/merge-patch+json") if merge_patch => Ok(()),
        _ => Err(ApiError::new(Code::UnsupportedMediaType, "send application/json")),
    }
}

/// No encoding is taken, so that a small body cannot unfold into a large one (RFC 9110, section 15.5.16).
pub(super) fn check_content_encoding(request: &HttpRequest) -> Result<(), ApiError> {
    let mut encodings = request.headers().get_all(header::CONTENT_ENCODING);
    let is_plain = |value: &header::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    if encodings.all(is_plain) {
        return Ok(());
    }
    let error = ApiError::new(Code::UnsupportedMediaType, "send the body without a content encoding");
    Err(error.with_header("Accept-Encoding", "identity"))
}

/// The content type of a request without its parameters, in lower case.
pub(super) fn content_type(request: &HttpRequest) -> Option<String> {
    let given = request.headers().get(header::CONTENT_TYPE)?.to_str().ok()?;
    given.split(';').next().map(|value| value.trim().to_ascii_lowercase())
}

/// How long a body may take to arrive.
pub(super) fn deadline(request: &HttpRequest) -> Result<Duration, ApiError> {
    Ok(application(request)?.settings.body_deadline)
}

/// What the request may use.
pub(super) fn application(request: &HttpRequest) -> Result<&web::Data<Application>, ApiError> {
    let application = request.app_data::<web::Data<Application>>();
    application.ok_or_else(|| ApiError::defect("the application is not wired"))
}

/// A body that is announced as too large is not waited for.
pub(super) fn check_announced_length(request: &HttpRequest, most: usize) -> Result<(), ApiError> {
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let announced = announced.and_then(|value| value.parse::<usize>().ok());
    if announced.is_some_and(|length| length > most) { Err(too_large(most)) } else { Ok(()) }
}

pub(super) fn too_large(most: usize) -> ApiError {
    ApiError::new(Code::BodyTooLarge, format!("this body holds at most {most} bytes"))
}

async fn read(mut payload: Payload, most: usize) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|error| ApiError::new(Code::MalformedBody, error.to_string()))?;
        if bytes.len() + chunk.len() > most {
            return Err(too_large(most));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Parses a body, with a pointer to each part that does not fit: first what the document states of it, then what only its
/// type knows.
pub fn parse<T: DeserializeOwned>(bytes: &[u8], rule: Option<&Rule>) -> Result<T, ApiError> {
    if deepest(bytes) > MAX_DEPTH {
        return Err(ApiError::new(
            Code::MalformedBody,
            format!("a body is nested at most {MAX_DEPTH} levels deep"),
        ));
    }
    if let Some(rule) = rule {
        let value = whole_value(bytes)?;
        let mut invalid = Invalid::default();
        rule.faults(&value)?.into_iter().for_each(|fault| invalid.push(fault));
        invalid.finish()?;
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let parsed = serde_path_to_error::deserialize(ObjectsOnly(&mut deserializer)).map_err(|error| {
        if serde_json::from_slice::<IgnoredAny>(bytes).is_err() {
            return no_json();
        }
        let pointer = pointer_of(error.path());
        let inner = error.into_inner();
        if inner.classify() == serde_json::error::Category::Data {
            let (pointer, code, detail) = explain(pointer, &inner.to_string());
            ApiError::invalid_field(&pointer, code, detail)
        } else {
            // Where one of several names is expected, the parser takes any other type of value for a fault of syntax.
            ApiError::invalid_field(&pointer, "invalid", "is not of the type that is expected here")
        }
    })?;
    deserializer.end().map_err(|_| ApiError::new(Code::MalformedBody, "text follows the JSON value"))?;
    Ok(parsed)
}

/// The body as a value, unless an object in it names a member twice.
fn whole_value(bytes: &[u8]) -> Result<serde_json::Value, ApiError> {
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let read = serde_path_to_error::deserialize::<_, NamedOnce>(&mut deserializer);
    let NamedOnce(value) = read.map_err(|error| {
        let sentence = error.inner().to_string();
        if sentence.starts_with(NAMED_TWICE) {
            let (pointer, code, detail) = explain(pointer_of(error.path()), &sentence);
            ApiError::invalid_field(&pointer, code, detail)
        } else {
            no_json()
        }
    })?;
    deserializer.end().map_err(|_| no_json())?;
    Ok(value)
}

fn no_json() -> ApiError {
    ApiError::new(Code::MalformedBody, "the body is not well-formed JSON")
}

/// Parses a part of a body by itself, with pointers from that part on.
pub fn parse_json<T: DeserializeOwned>(value: &serde_json::Value) -> Result<T, ApiError> {
    parse(value.to_string().as_bytes(), None)
}

/// Counts the nesting of objects and arrays outside strings, before anything is built from it.
fn deepest(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match (in_string, *byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (true, b'"') => in_string = false,
            (true, _) => {}
            (false, b'"') => in_string = true,
            (false, b'{' | b'[') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            (false, _) => {}
        }
    }
    deepest
}

fn pointer_of(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", escape(key)),
            Segment::Enum { .. } | Segment::Unknown => String::new(),
        })
        .collect()
}

/// A key as one segment of a JSON pointer (RFC 6901).
pub fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// Turns the parser's sentence into a pointer to the very field and a code. The sentences are those of serde, which keeps
/// them stable; an unknown one is passed on as it is.
fn explain(parent: String, sentence: &str) -> (String, &'static str, String) {
    let sentence = sentence.split(" at line ").next().unwrap_or(sentence);
    let quoted = sentence.split('`').nth(1).unwrap_or_default();
    if sentence.starts_with("missing field") {
        return (format!("{parent}/{}", escape(quoted)), "required", "is required".to_owned());
    }
    if sentence.starts_with("unknown field") {
        let field = format!("/{}", escape(quoted));
        let pointer = if parent.ends_with(&field) { parent } else { format!("{parent}{field}") };
        return (pointer, "unknown", "is not a field of this resource".to_owned());
    }
    if sentence.starts_with(NAMED_TWICE) {
        let field = format!("/{}", escape(quoted));
        let pointer = if parent.ends_with(&field) { parent } else { format!("{parent}{field}") };
        return (pointer, "named_twice", "stands twice in this object".to_owned());
    }
    if sentence.starts_with("data did not match any variant") {
        return (parent, "invalid", "has none of the allowed forms".to_owned());
    }
    let expected = sentence.rsplit_once(", expected ").map(|(_, expected)| expected);
    let in_words = expected.filter(|_| sentence.starts_with("invalid ")).and_then(expected_in_words);
    (parent, "invalid", in_words.unwrap_or(sentence).to_owned())
}

/// What the parser expects, in the words of JSON instead of those of the program.
fn expected_in_words(expected: &str) -> Option<&'static str> {
    match expected {
        "i8" | "i16" | "i32" | "i64" => Some("must be a whole number, written without a fraction"),
        "u8" | "u16" | "u32" | "u64" | "usize" => {
            Some("must be a whole number from 0 on, written without a fraction")
        }
        "f32" | "f64" => Some("must be a number"),
        "a boolean" => Some("must be true or false"),
        "a string" => Some("must be a string"),
        "a sequence" => Some("must be an array"),
        "a map" => Some("must be an object"),
        other if other.starts_with("struct ") => Some("must be an object"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Outer {
        #[expect(dead_code, reason = "only its parsing matters")]
        lines: Vec<Inner>,
    }

    #[derive(Deserialize, Debug)]
    #[serde(deny_unknown_fields)]
    struct Inner {
        #[expect(dead_code, reason = "only its parsing matters")]
        total: i64,
        #[expect(dead_code, reason = "only its parsing matters")]
        kind: Option<Kind>,
    }

    #[derive(Deserialize, Debug)]
    enum Kind {
        Goods,
    }

    fn problem(text: &str) -> String {
        let error = parse::<Outer>(text.as_bytes(), None).unwrap_err();
        format!("{error:?}")
    }

    #[test]
    fn every_fault_is_pointed_at() {
        for (text, pointer) in [
            (r#"{"lines": [{"total": 1}, {"total": "x"}]}"#, "\"/lines/1/total\""),
            (r#"{"lines": [{"total": 1, "kind": "x"}]}"#, "\"/lines/0/kind\""),
            (r#"{"lines": [{"total": 1, "kind": 5}]}"#, "\"/lines/0/kind\""),
            (r#"{"lines": [{}]}"#, "\"/lines/0/total\""),
            (r#"{"lines": [{"total": 1, "tax": 2}]}"#, "\"/lines/0/tax\""),
            (r#"{"lines": [], "a/b": 2}"#, "\"/a~1b\""),
            (r#"{}"#, "\"/lines\""),
            (r#"[[]]"#, "\"\""),
            (r#"{"lines": [[1, "Goods"]]}"#, "\"/lines/0\""),
        ] {
            assert!(problem(text).contains(pointer), "{text}: {}", problem(text));
        }
    }

    #[test]
    fn a_type_is_told_in_the_words_of_json() {
        for total in ["1.0", "1e2", "99999999999999999999"] {
            let told = problem(&format!(r#"{{"lines": [{{"total": {total}}}]}}"#));
            assert!(told.contains("must be a whole number"), "{told}");
            assert!(!told.contains("i64"), "{told}");
        }
    }

    #[test]
    fn what_is_not_json_or_too_deep_is_malformed() {
        let deep = format!("{}{}", "[".repeat(33), "]".repeat(33));
        for text in ["", "{", "{\"lines\": []} x", "\u{0}", deep.as_str()] {
            assert!(problem(text).contains("MalformedBody"), "{text:?}");
        }
    }
}
