//! What a page keeps as evidence of what a person did on it.

use actix_web::HttpRequest;
use actix_web::http::header;
use regulars_consent::Evidence;
use serde_json::{Map, Value};

use crate::peers::client_address;

/// The most characters of the browser's name.
const LONGEST_AGENT: usize = 500;

/// The internet address and the browser that a form was sent from.
pub fn evidence_of(request: &HttpRequest) -> Option<Evidence> {
    let mut evidence = Map::new();
    if let Some(address) = client_address(request) {
        evidence.insert("internet_address".to_owned(), Value::String(address.to_string()));
    }
    let agent = request.headers().get(header::USER_AGENT).and_then(|agent| agent.to_str().ok());
    if let Some(agent) = agent {
        let agent: String = agent.chars().take(LONGEST_AGENT).collect();
        evidence.insert("user_agent".to_owned(), Value::String(agent));
    }
    Evidence::new(evidence).ok()
}
