//! Writes companies and employments.

use regulars_companies::{Company, Employment};
use regulars_kernel::{CompanyId, CustomerId, StoreError, UniqueValue};
use uuid::Uuid;

use super::company_row::WrittenRow;
use super::employee_row::EmploymentRow;
use crate::wall::{
    FromRow, RowColumns, ScopedSql, WriteTx, insert_into, select_from, update as update_row, values,
};

/// Somebody else has written the same tax number since it was looked for: asked again, the same is told who.
fn meanwhile(error: StoreError) -> StoreError {
    match error {
        StoreError::Taken(UniqueValue::CompanyTaxNumber) => StoreError::Contended,
        error => error,
    }
}

pub(super) async fn insert(tx: &WriteTx, company: &Company) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("companies", WrittenRow);
    tx.execute(INSERT, WrittenRow::from(company).into_values()).await.map(drop).map_err(meanwhile)
}

pub(super) async fn update(tx: &WriteTx, company: &Company) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = update_row!("companies", WrittenRow);
    tx.execute(UPDATE, WrittenRow::from(company).into_values()).await.map(drop).map_err(meanwhile)
}

/// With the employments of who was merged into somebody who works there too.
pub(super) async fn delete(tx: &WriteTx, id: CompanyId) -> Result<(), StoreError> {
    const EMPLOYMENTS: ScopedSql =
        ScopedSql::new("DELETE FROM company_employees WHERE merchant_id = $1 AND company_id = $2");
    const COMPANY: ScopedSql = ScopedSql::new("DELETE FROM companies WHERE merchant_id = $1 AND id = $2");
    tx.execute(EMPLOYMENTS, values![id.value()]).await?;
    tx.execute(COMPANY, values![id.value()]).await.map(drop)
}

pub(super) async fn hold(tx: &WriteTx, id: CompanyId) -> Result<bool, StoreError> {
    #[derive(FromRow)]
    struct HeldRow {
        #[expect(dead_code, reason = "a row is asked for only to be held")]
        id: Uuid,
    }
    const HOLD: ScopedSql =
        ScopedSql::locking_for_deletion("SELECT id FROM companies WHERE merchant_id = $1 AND id = $2");
    let held: Option<HeldRow> = tx.optional(HOLD, values![id.value()]).await?;
    Ok(held.is_some())
}

pub(super) async fn find_employment(
    tx: &WriteTx,
    company: CompanyId,
    customer: CustomerId,
) -> Result<Option<Employment>, StoreError> {
    const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
        "company_employees",
        EmploymentRow,
        "WHERE merchant_id = $1 AND company_id = $2 AND customer_id = $3"
    ));
    let row: Option<EmploymentRow> = tx.optional(FIND, values![company.value(), customer.value()]).await?;
    row.map(Employment::try_from).transpose()
}

pub(super) async fn insert_employment(tx: &WriteTx, employment: &Employment) -> Result<(), StoreError> {
    const INSERT: ScopedSql = insert_into!("company_employees", EmploymentRow);
    tx.execute(INSERT, EmploymentRow::from(employment).into_values()).await.map(drop)
}

pub(super) async fn update_employment(tx: &WriteTx, employment: &Employment) -> Result<(), StoreError> {
    const UPDATE: ScopedSql = ScopedSql::new(
        "UPDATE company_employees SET role = $4, job_title = $5, since_on = $6, until_on = $7, main_at = $8,
             updated_at = $9
         WHERE merchant_id = $1 AND company_id = $2 AND customer_id = $3",
    );
    let Employment { company, customer, role, job_title, since, until, .. } = employment;
    let Employment { main_at, created_at: _, updated_at, .. } = employment;
    let title = job_title.as_ref().map(|title| title.expose().as_str());
    let written =
        values![company.value(), customer.value(), role.name(), title, *since, *until, *main_at, *updated_at];
    tx.execute(UPDATE, written).await.map(drop)
}

pub(super) async fn delete_employment(
    tx: &WriteTx,
    company: CompanyId,
    customer: CustomerId,
) -> Result<(), StoreError> {
    const DELETE: ScopedSql = ScopedSql::new(
        "DELETE FROM company_employees WHERE merchant_id = $1 AND company_id = $2 AND customer_id = $3",
    );
    tx.execute(DELETE, values![company.value(), customer.value()]).await.map(drop)
}
