//! The rules of bodies and parameters that the document states are the ones that hold: requests are checked against the
//! document's own schemas, so that no limit can be documented and not enforced, and all faults are told at once.
//!
//! What a schema cannot say (that an address is one, that a store exists) stays with the domain's types.

mod faults;
mod rule;
mod schemas;
mod texts;

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web::Bytes;

use crate::document::Outline;

pub use rule::{NAMES, Rule};
pub use texts::{RuleTexts, parameters_of};

/// What is said of a body whose parts are parsed and answered one by one: a wrong item costs no other one.
const ITEMS_ALONE: &str = "BatchItem";

/// The rules of every operation, by method and pattern of the path.
#[derive(Default)]
pub struct RequestRules {
    bodies: HashMap<(String, String), Arc<Rule>>,
    parameters: HashMap<(String, String), Arc<Rule>>,
    batch_item: Option<Arc<Rule>>,
}

impl RequestRules {
    /// The rules that the outline finds among `texts`. Each is made ready when it is first needed.
    pub fn new(outline: &Outline, texts: &Bytes) -> Self {
        let rule = |place: &std::ops::Range<usize>| Arc::new(Rule::new(texts.slice(place.clone())));
        let mut rules = Self::default();
        for operation in &outline.operations {
            let key = (operation.method.clone(), operation.path.clone());
            if let Some(place) = &operation.body {
                rules.bodies.insert(key.clone(), rule(place));
            }
            if let Some(place) = &operation.parameters {
                rules.parameters.insert(key, rule(place));
            }
        }
        rules.batch_item = Some(rule(&outline.batch_item));
        rules
    }

    /// The rule of an operation's body.
    pub fn body(&self, method: &str, pattern: &str) -> Option<Arc<Rule>> {
        self.bodies.get(&(method.to_owned(), pattern.to_owned())).cloned()
    }

    /// The rule of an operation's query parameters, as of an object that has them all.
    pub fn parameters(&self, method: &str, pattern: &str) -> Option<Arc<Rule>> {
        self.parameters.get(&(method.to_owned(), pattern.to_owned())).cloned()
    }

    /// The rule of one item of a batch of receipts.
    pub fn batch_item(&self) -> Option<&Rule> {
        self.batch_item.as_deref()
    }

    #[cfg(test)]
    fn all(&self) -> impl Iterator<Item = &Arc<Rule>> {
        self.bodies.values().chain(self.parameters.values()).chain(&self.batch_item)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn rules() -> RequestRules {
        let (outline, texts) = crate::document::outline(&crate::document::document());
        RequestRules::new(&serde_json::from_slice(&outline).unwrap(), &texts)
    }

    fn told(rule: &Rule, body: &Value) -> Vec<(String, String)> {
        let faults = rule.faults(body).unwrap();
        faults.into_iter().map(|fault| (fault.pointer, fault.code)).collect()
    }

    #[test]
    fn every_rule_of_the_document_can_be_made_ready() {
        let rules = rules();
        assert!(rules.all().count() > 60);
        for rule in rules.all() {
            rule.faults(&json!({})).unwrap();
        }
    }

    #[test]
    fn all_faults_of_a_body_are_told_at_once() {
        let rules = rules();
        let rule = rules.body("POST", "/v1/customers").unwrap();
        let body = json!({"first_name": "x".repeat(201), "last_name": "", "gender": "robot", "type": "member",
            "birth_date": "2026-02-30", "nonsense": 1, "tags": "VIP", "address": {"city": 5},
            "data_consent": {}});
        let faults = told(&rule, &body);
        let expected = [
            ("/address/city", "wrong_type"),
            ("/birth_date", "wrong_format"),
            ("/data_consent/source", "required"),
            ("/first_name", "too_long"),
            ("/gender", "not_allowed"),
            ("/last_name", "too_short"),
            ("/nonsense", "unknown"),
            ("/tags", "wrong_type"),
            ("/type", "read_only"),
        ];
        assert_eq!(faults, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    }

    #[test]
    fn a_variant_is_told_by_what_names_it() {
        let rules = rules();
        let rule = rules.body("POST", "/v1/auth/token").unwrap();
        assert_eq!(
            told(&rule, &json!({"grant_type": "refresh_token", "refresh_token": 5})),
            [("/refresh_token".to_owned(), "wrong_type".to_owned())]
        );
        assert_eq!(
            told(&rule, &json!({"grant_type": "magic"})),
            [("/grant_type".to_owned(), "not_allowed".to_owned())]
        );
    }

    #[test]
    fn what_names_a_variant_is_all_that_lacks_where_it_does() {
        let rules = rules();
        let rule = rules.body("POST", "/v1/coupon-campaigns").unwrap();
        let faults = told(&rule, &json!({"name": "A", "effect": {}}));
        assert_eq!(faults, [("/effect/kind".to_owned(), "required".to_owned())]);
    }

    #[test]
    fn an_item_of_a_batch_has_a_rule_of_its_own() {
        let rules = rules();
        let batch = rules.body("POST", "/v1/purchases/batch").unwrap();
        assert_eq!(told(&batch, &json!({"items": [{"kind": "nothing"}]})), []);
        assert_eq!(told(&batch, &json!({"items": []})), [("/items".to_owned(), "too_few".to_owned())]);
        let item = rules.batch_item().unwrap();
        assert_eq!(
            told(
                item,
                &json!({"kind": "refund", "receipt": {"receipt_number": ""}, "lines": [],
                "refund_number": "R", "occurred_at": "2026-11-20T17:30:00Z"})
            ),
            [
                ("/lines".to_owned(), "too_few".to_owned()),
                ("/receipt/receipt_number".to_owned(), "too_short".to_owned())
            ]
        );
    }
}
