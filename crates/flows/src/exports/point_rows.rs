//! Rows of a list of operations on points: one for each line of the ledger of an account, the newest first.

use regulars_interchange::{OutCell, PointColumn};
use regulars_kernel::{Instant, PageRequest, PageSize, StoreError};
use regulars_loyalty::{OperationPosition, PointOperation};
use serde_json::{Value, json};

use super::export_rows::ExportChunk;
use super::request::{MeantPointOperations, wrong};
use super::store::ExportingReads;

pub(super) async fn next_operations(
    store: &mut dyn ExportingReads,
    meant: &MeantPointOperations,
    reached: Option<&Value>,
) -> Result<ExportChunk, StoreError> {
    let after = reached.map(position_of).transpose()?;
    let page = PageRequest { size: PageSize::CHUNK, after };
    let (account, query) = meant.asked()?;
    let operations = store.list_point_operations(account, query, page).await?;
    let rows = operations.items.iter().map(|operation| row(operation, meant.decimals));
    let reached = operations.next.map(|OperationPosition(number)| json!(number));
    Ok(ExportChunk { rows: rows.collect(), reached })
}

fn position_of(reached: &Value) -> Result<OperationPosition, StoreError> {
    reached.as_i64().map(OperationPosition).ok_or_else(|| wrong("a place cannot be read"))
}

fn row(operation: &PointOperation, decimals: u8) -> Vec<OutCell> {
    PointColumn::ALL.iter().map(|column| cell(*column, operation, decimals.into())).collect()
}

fn cell(column: PointColumn, operation: &PointOperation, decimals: u32) -> OutCell {
    let (account, cause) = (&operation.entry.account, &operation.cause);
    match column {
        PointColumn::Number => OutCell::number(operation.number),
        PointColumn::RecordedAt => instant(operation.recorded_at),
        PointColumn::OccurredAt => instant(operation.occurred_at),
        PointColumn::Kind => OutCell::Plain(operation.kind.name().to_owned()),
        PointColumn::Points => OutCell::amount(account.total(), decimals),
        PointColumn::Available => OutCell::amount(account.available, decimals),
        PointColumn::Pending => OutCell::amount(account.pending, decimals),
        PointColumn::Reserved => OutCell::amount(account.reserved, decimals),
        PointColumn::Deficit => OutCell::amount(account.deficit, decimals),
        PointColumn::Reason => OutCell::plain(cause.reason),
        PointColumn::PurchaseId => OutCell::plain(cause.purchase),
        PointColumn::RefundId => OutCell::plain(cause.refund),
        PointColumn::ProgrammeVersion => OutCell::number(cause.programme_version.into()),
    }
}

fn instant(instant: Instant) -> OutCell {
    OutCell::Plain(instant.format("%Y-%m-%dT%H:%M:%SZ").to_string())
}
