//! Records a receipt on PostgreSQL: one function between BEGIN and COMMIT.

use regulars_kernel::{StoreError, StoreId, TerminalId};
use regulars_purchases::{Receipt, ReceiptOutcome, RecordedReceipt};
use sea_orm::Value;
use uuid::Uuid;

use super::buyer::{LookedFor, looked_for};
use super::line_row::encode_lines;
use super::recorded_row::{BuyerRow, warning_of};
use super::tender_row::{encode_coupons, encode_tenders};
use super::waiting::last_refund_day;
use super::warning_row::encode_warnings;
use crate::error::inconsistent;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// The function is a step of the schema. What it asks about the buyer are the texts of [`super::buyer`], and a test holds
/// them together.
const RECORD: ScopedSql = ScopedSql::new(
    "SELECT r.verdict, r.odd AS warning, r.is_awaited AS awaited, r.buyer AS customer_id,
         r.buyer_type AS customer_type, r.buyer_first_name AS first_name, r.buyer_last_name AS last_name,
         r.bought_count AS purchase_count, r.bought_total AS purchase_total,
         r.first_bought_at AS first_purchase_at, r.last_bought_at AS last_purchase_at,
         coalesce($10::uuid, (SELECT t.store_id FROM terminals AS t WHERE t.merchant_id = $1 AND t.id = $11)) AS store_id
     FROM record_purchase_of_cart($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::jsonb,
         $18::jsonb, $19::json, $20, $21, $22, $23, $24::jsonb, $25, $26, $27) AS r",
);

#[derive(FromRow)]
struct RecordedRow {
    verdict: String,
    warning: Option<String>,
    awaited: bool,
    store_id: Option<Uuid>,
    #[nested]
    buyer: BuyerRow,
}

pub(super) async fn record(tx: &ReadTx, receipt: &Receipt) -> Result<ReceiptOutcome, StoreError> {
    let row: RecordedRow = tx.one(RECORD, parameters(receipt)?).await?;
    match row.verdict.as_str() {
        "recorded" => Ok(ReceiptOutcome::Recorded(RecordedReceipt {
            customer: row.buyer.brief()?,
            warning: warning_of(row.warning.as_deref())?,
            store: row.store_id.map(StoreId::new),
            awaited: row.awaited,
        })),
        "taken" => Ok(ReceiptOutcome::Taken),
        "unknown_customer" => Ok(ReceiptOutcome::UnknownCustomer),
        "unknown_store" => Ok(ReceiptOutcome::UnknownStore),
        other => Err(inconsistent("purchases", other)),
    }
}

/// The parameters from `$2` on.
fn parameters(receipt: &Receipt) -> Result<Vec<Value>, StoreError> {
    let LookedFor { scanned, card, phone, customer } = looked_for(receipt.identify.as_ref());
    let identified_by = receipt.identify.as_ref().map(|identify| identify.identification().name());
    Ok(values![
        receipt.id.value(),
        receipt.key.source.as_str(),
        receipt.key.business_date,
        receipt.key.number.as_str(),
        receipt.fingerprint.0.to_vec(),
        scanned,
        phone,
        customer,
        receipt.store.map(StoreId::value),
        receipt.terminal.map(TerminalId::value),
        receipt.occurred_at,
        receipt.recorded_at,
        receipt.clock_skewed,
        receipt.currency.code(),
        receipt.total,
        encode_tenders(&receipt.tenders)?,
        encode_coupons(&receipt.coupons)?,
        encode_lines(&receipt.lines)?,
        receipt.new_customer.value(),
        identified_by,
        card,
        receipt.counts_as_recorded,
        encode_warnings(&receipt.warnings)?,
        receipt.counted_at(),
        last_refund_day(receipt.key.business_date),
        receipt.cart.as_ref().map(|cart| cart.as_str().to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement};

    use crate::Database;
    use crate::customers::who_is_meant::member_of_card;
    use crate::purchases::buyer::{buyer, buyer_warning};
    use crate::purchases::rhythm::recount_rhythm;
    use crate::trial::on_each_database;

    fn in_one_line(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[tokio::test]
    async fn the_function_asks_for_the_buyer_as_everybody_else_does() {
        on_each_database(async |trial| {
            let connection = Database::connect_for_migration(trial.settings()).await.unwrap();
            if connection.get_database_backend() != DbBackend::Postgres {
                return;
            }
            let body = "SELECT prosrc FROM pg_proc WHERE proname = 'record_purchase'";
            let rows: Vec<QueryResult> =
                connection.query_all_raw(Statement::from_string(DbBackend::Postgres, body)).await.unwrap();
            let [row] = &rows[..] else { panic!("{} functions record a purchase", rows.len()) };
            let body = in_one_line(&row.try_get_by_index::<String>(0).unwrap());
            for text in [
                buyer!("$9", "$22", "$8"),
                buyer_warning!("$22", "$8", "customer.id"),
                member_of_card!("$22"),
            ] {
                assert!(body.contains(&in_one_line(text)), "a later step must say: {text}");
            }
            let around = "SELECT prosrc FROM pg_proc WHERE proname = 'record_purchase_of_cart'";
            let statement = Statement::from_string(DbBackend::Postgres, around);
            let row = connection.query_one_raw(statement).await.unwrap().unwrap();
            let around = in_one_line(&row.try_get_by_index::<String>(0).unwrap());
            let rhythm = in_one_line(recount_rhythm!("buyer" on PostgreSQL));
            assert!(around.contains(&rhythm), "a later step must say: {rhythm}");
            connection.close().await.unwrap();
        })
        .await;
    }
}
