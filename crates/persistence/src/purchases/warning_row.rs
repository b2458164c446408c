//! What was odd about a receipt, as JSON.

use regulars_kernel::StoreError;
use regulars_purchases::{Oddity, ReceiptWarning};
use serde::{Deserialize, Serialize};

use super::line_row::encode;
use crate::error::inconsistent;

#[derive(Serialize, Deserialize)]
struct WarningRow {
    code: String,
    pointer: String,
}

pub(crate) fn encode_warnings(warnings: &[ReceiptWarning]) -> Result<String, StoreError> {
    let row = |ReceiptWarning { pointer, oddity }: &ReceiptWarning| WarningRow {
        code: oddity.code().to_owned(),
        pointer: pointer.clone(),
    };
    encode(&warnings.iter().map(row).collect::<Vec<_>>())
}

pub(super) fn decode_warnings(json: &str) -> Result<Vec<ReceiptWarning>, StoreError> {
    let rows: Vec<WarningRow> =
        serde_json::from_str(json).map_err(|error| inconsistent("purchases", error))?;
    let warning = |WarningRow { code, pointer }| {
        let oddity = Oddity::ALL.into_iter().find(|oddity| oddity.code() == code);
        oddity.map(|oddity| ReceiptWarning { pointer, oddity }).ok_or_else(|| inconsistent("purchases", code))
    };
    rows.into_iter().map(warning).collect()
}
