//! Purchases and refunds: the store trait, spread over one file per matter.

mod buyer;
pub(crate) mod erase;
mod line_row;
mod numbered;
mod past_receipts;
mod purchase_row;
mod receipts;
mod record_postgres;
mod record_sqlite;
mod recorded_row;
mod refund_row;
mod refunds;
pub(crate) mod rhythm;
mod tender_row;
mod waiting;
mod warning_row;

pub(crate) use line_row::{decode_lines, encode_lines};
pub(crate) use past_receipts::{OfWhom, past_receipts};
pub(crate) use tender_row::{encode_coupons, encode_tenders};
pub(crate) use warning_row::encode_warnings;

use async_trait::async_trait;
use regulars_kernel::{Date, Instant, Page, PageRequest, PurchaseId, StoreError};
use regulars_purchases::{
    Identify, InFlight, KeptRefund, NumberedReceipt, Purchase, PurchaseFilter, PurchaseName,
    PurchasePosition, PurchaseReads, PurchaseStore, Receipt, ReceiptOutcome, ReceiptWarning, Refund,
    RefundKey, ReturnableBy, WaitingPosition, WaitingRefund,
};
use sea_orm::DbBackend;

use crate::merging::survivor_of;
use crate::wall::{ReadTx, WriteTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl PurchaseReads for ReadTx {
    async fn find(&mut self, name: &PurchaseName) -> Result<Option<Purchase>, StoreError> {
        receipts::find(self, name).await
    }

    async fn list(
        &mut self,
        filter: &PurchaseFilter,
        page: PageRequest<PurchasePosition>,
    ) -> Result<Page<Purchase, PurchasePosition>, StoreError> {
        receipts::list(self, filter, page).await
    }

    async fn refunds_of(&mut self, purchase: PurchaseId) -> Result<Vec<Refund>, StoreError> {
        refunds::of_purchase(self, purchase).await
    }

    async fn find_refund(&mut self, key: &RefundKey) -> Result<Option<KeptRefund>, StoreError> {
        if let Some(refund) = refunds::find(self, key).await? {
            return Ok(Some(KeptRefund::Applied(refund)));
        }
        Ok(waiting::find(self, key).await?.map(KeptRefund::Waiting))
    }

    async fn waiting_for(&mut self, purchase: &Receipt) -> Result<Vec<WaitingRefund>, StoreError> {
        waiting::of_receipt(self, purchase).await
    }

    async fn list_waiting(
        &mut self,
        page: PageRequest<WaitingPosition>,
    ) -> Result<Page<WaitingRefund, WaitingPosition>, StoreError> {
        waiting::list(self, page).await
    }
}

#[async_trait]
impl PurchaseStore for WriteTx {
    async fn record(&mut self, receipt: &Receipt) -> Result<ReceiptOutcome, StoreError> {
        let outcome = erase::record(self, receipt).await?;
        // A till may know a customer who was merged since. Nobody else waits for this look.
        if matches!(outcome, ReceiptOutcome::UnknownCustomer)
            && let Some(Identify::Customer(named)) = receipt.identify
            && let Some(survivor) = survivor_of(self, named).await?
        {
            let meant = Receipt { identify: Some(Identify::Customer(survivor)), ..receipt.clone() };
            return erase::record(self, &meant).await;
        }
        Ok(outcome)
    }

    async fn keep_warnings(
        &mut self,
        purchase: PurchaseId,
        warnings: &[ReceiptWarning],
    ) -> Result<(), StoreError> {
        receipts::keep_warnings(self, purchase, warnings).await
    }

    async fn keep_returnable(
        &mut self,
        purchase: PurchaseId,
        until: Option<Instant>,
        by: Option<&ReturnableBy>,
    ) -> Result<(), StoreError> {
        receipts::keep_returnable(self, purchase, until, by).await
    }

    async fn hold(
        &mut self,
        name: &PurchaseName,
        in_flight: InFlight,
    ) -> Result<Option<Purchase>, StoreError> {
        if in_flight == InFlight::Awaited {
            receipts::await_receipt(self, name).await?;
        }
        receipts::hold(self, name).await
    }

    async fn days_of(
        &mut self,
        numbered: &NumberedReceipt,
        in_flight: InFlight,
    ) -> Result<Vec<Date>, StoreError> {
        if in_flight == InFlight::Awaited {
            numbered::await_receipts(self, numbered).await?;
        }
        numbered::days(self, numbered).await
    }

    async fn insert_refund(&mut self, refund: &Refund, completes: bool) -> Result<bool, StoreError> {
        refunds::insert(self, refund, completes).await
    }

    async fn keep_waiting(&mut self, refund: &WaitingRefund) -> Result<bool, StoreError> {
        waiting::keep(self, refund).await
    }

    async fn forget_waiting(&mut self, key: &RefundKey) -> Result<(), StoreError> {
        waiting::remove(self, key).await
    }
}

async fn record_as_it_is(tx: &mut WriteTx, receipt: &Receipt) -> Result<ReceiptOutcome, StoreError> {
    match tx.backend() {
        DbBackend::Sqlite => record_sqlite::record(tx, receipt).await,
        _ => record_postgres::record(tx, receipt).await,
    }
}
