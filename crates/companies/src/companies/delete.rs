//! Deletes a company to which nothing refers.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, UsedBy};

use super::company::Company;
use super::store::CompanyStore;

/// Why a company was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteCompanyError {
    /// People work for it, or something was agreed with it: it is archived instead.
    #[error("others refer to the company; archive it instead")]
    InUse(Vec<UsedBy>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a company that was found in this transaction.
pub async fn delete_company(
    store: &mut dyn CompanyStore,
    environment: &Environment,
    company: &Company,
) -> Result<(), DeleteCompanyError> {
    let users = store.users_of_company(company.id).await?;
    if !users.is_empty() {
        return Err(DeleteCompanyError::InUse(users));
    }
    store.delete_company(company.id).await?;
    Ok(store.note(environment, AuditNote::deleted(company)).await?)
}
