//! Employments and offers of somebody who is erased.

use regulars_kernel::StoreError;
use uuid::Uuid;

use crate::wall::{ScopedSql, WriteTx, values};

/// Takes away for whom the customer of that id has worked: the customer itself, or one who was merged into it.
pub(crate) async fn forget_employments(tx: &WriteTx, customer: Uuid) -> Result<(), StoreError> {
    const FORGET: ScopedSql =
        ScopedSql::new("DELETE FROM company_employees WHERE merchant_id = $1 AND customer_id = $2");
    tx.execute(FORGET, values![customer]).await.map(drop)
}

/// Takes the customer out of the offers that were sent to them and of earlier versions, and who accepted or declined one: the contact,
/// or somebody beside them. The mails with them are forgotten.
pub(crate) async fn forget_offers(tx: &WriteTx, customer: Uuid) -> Result<(), StoreError> {
    const FORGET: ScopedSql = ScopedSql::new(
        "UPDATE company_offers SET customer_id = NULL, decided_name = NULL, decided_remark = NULL
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    const FORGET_VERSIONS: ScopedSql = ScopedSql::new(
        "UPDATE company_offer_versions SET customer_id = NULL, decided_name = NULL, decided_remark = NULL
         WHERE merchant_id = $1 AND customer_id = $2",
    );
    const FORGET_MAILS: ScopedSql =
        ScopedSql::new("DELETE FROM company_offer_mails WHERE merchant_id = $1 AND customer_id = $2");
    for sql in [FORGET, FORGET_VERSIONS, FORGET_MAILS] {
        tx.execute(sql, values![customer]).await?;
    }
    Ok(())
}
