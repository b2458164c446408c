//! A simulation to be made, on the wire.

use regulars_kernel::{Currency, EarningRuleId, Environment};
use regulars_loyalty::{ChangeConfigurationError, Configuration, EarningRule, PointTypeCode, Programme};
use regulars_persistence::WriteTx;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::ApiError;
use crate::v1::programmes::earning_rules::{NewEarningRuleBody, bind_customers};

/// A rule of the draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SimulatedRuleBody {
    /// The id of the rule of the programme, or of the version that is tried, in whose place it stands, so that both are told side by
    /// side. A new rule where nothing is said.
    replaces: Option<Uuid>,
    /// The rule.
    rule: NewEarningRuleBody,
}

/// What is to be simulated.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"days": 30, "earning_rules": [{"rule": {
    "name": "Dva poena na 100 dinara", "point_type": "points",
    "effect": {"kind": "per_amount", "points": "2", "amount": 10000, "whole": true}
}}]}))]
pub struct NewPastSimulationBody {
    /// Over how many days of the merchant, today the last one.
    #[schema(minimum = 1, maximum = 366)]
    pub days: u16,
    /// A version of the programme that is tried; as it is configured now where nothing is said.
    #[schema(minimum = 1, maximum = 4_294_967_295_i64)]
    pub version: Option<u32>,
    /// The rules that are tried, all of them in the order in which they are asked; those of the version where nothing is said.
    #[schema(max_items = 100)]
    pub earning_rules: Option<Vec<SimulatedRuleBody>>,
    /// The code of the points by which customers are compared; the first ones of the programme where nothing is said.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$")]
    pub point_type: Option<String>,
}

/// The checked rules of a draft of the programme that is configured so beside them. What their filters name is looked up.
pub(super) async fn checked_rules(
    tx: &mut WriteTx,
    environment: &Environment,
    (programme, configuration): (&Programme, &Configuration),
    (currency, country): (Currency, Option<&str>),
    rules: Vec<SimulatedRuleBody>,
) -> Result<Vec<EarningRule>, ApiError> {
    let mut checked = Vec::with_capacity(rules.len());
    for (index, SimulatedRuleBody { replaces, rule }) in rules.into_iter().enumerate() {
        let place = format!("/earning_rules/{index}/rule");
        let id = match replaces.map(EarningRuleId::new) {
            None => EarningRuleId::new(environment.new_id()),
            Some(id) if configuration.rule(id).or_else(|| programme.configuration.rule(id)).is_some() => id,
            Some(_) => {
                return Err(ApiError::not_found_at(
                    &format!("/earning_rules/{index}/replaces"),
                    "earning rule",
                ));
            }
        };
        let below = |error: ApiError| error.below(&place);
        let mut rule = rule.check(id, configuration, country, environment.now()).map_err(below)?;
        bind_customers(tx, &mut rule).await.map_err(below)?;
        let faults = configuration.faults_of_rule(&rule, currency);
        if !faults.is_empty() {
            return Err(ApiError::from(ChangeConfigurationError::Faulty(faults)).below(&place));
        }
        checked.push(rule);
    }
    Ok(checked)
}

/// The code of the points by which customers are compared.
pub(super) fn checked_code(code: Option<String>) -> Result<Option<PointTypeCode>, ApiError> {
    let parsed = code.map(|code| code.parse::<PointTypeCode>()).transpose();
    parsed.map_err(|error| ApiError::invalid_field("/point_type", "invalid", error.to_string()))
}
