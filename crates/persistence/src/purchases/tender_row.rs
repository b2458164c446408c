//! Payments and coupons as JSON.

use regulars_kernel::{Label, StoreError};
use regulars_purchases::Tender;
use serde::{Deserialize, Serialize};

use super::line_row::encode;
use crate::error::inconsistent;

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum TenderRow {
    Money { amount: i64, method: Option<String> },
    Points { amount: i64, points: i64 },
    Coupon { amount: i64, code: String },
}

fn label(text: &str) -> Result<Label, StoreError> {
    text.parse().map_err(|error| inconsistent("purchases", error))
}

pub(crate) fn encode_tenders(tenders: &[Tender]) -> Result<String, StoreError> {
    let rows = tenders.iter().map(|tender| match tender {
        Tender::Money { amount, method } => {
            TenderRow::Money { amount: *amount, method: method.as_ref().map(|name| name.as_str().to_owned()) }
        }
        Tender::Points { amount, points } => TenderRow::Points { amount: *amount, points: *points },
        Tender::Coupon { amount, code } => {
            TenderRow::Coupon { amount: *amount, code: code.as_str().to_owned() }
        }
    });
    encode(&rows.collect::<Vec<_>>())
}

pub(super) fn decode_tenders(json: &str) -> Result<Vec<Tender>, StoreError> {
    let rows: Vec<TenderRow> =
        serde_json::from_str(json).map_err(|error| inconsistent("purchases", error))?;
    let tender = |row| {
        Ok(match row {
            TenderRow::Money { amount, method } => {
                Tender::Money { amount, method: method.as_deref().map(label).transpose()? }
            }
            TenderRow::Points { amount, points } => Tender::Points { amount, points },
            TenderRow::Coupon { amount, code } => Tender::Coupon { amount, code: label(&code)? },
        })
    };
    rows.into_iter().map(tender).collect()
}

pub(crate) fn encode_coupons(coupons: &[Label]) -> Result<String, StoreError> {
    encode(&coupons.iter().map(Label::as_str).collect::<Vec<_>>())
}

pub(super) fn decode_coupons(json: &str) -> Result<Vec<Label>, StoreError> {
    let codes: Vec<String> = serde_json::from_str(json).map_err(|error| inconsistent("purchases", error))?;
    codes.iter().map(|code| label(code)).collect()
}
