//! Puts a company on record.

use regulars_audit::AuditNote;
use regulars_kernel::{CompanyId, Environment, StoreError};

use super::company::{Company, CompanyProfile};
use super::store::CompanyStore;

/// Why a company was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum CreateCompanyError {
    /// Another company of the merchant has the tax number.
    #[error("another company has that tax number")]
    TaxNumberTaken(CompanyId),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a company.
pub async fn create_company(
    store: &mut dyn CompanyStore,
    environment: &Environment,
    profile: CompanyProfile,
) -> Result<Company, CreateCompanyError> {
    if let Some(number) = &profile.tax_number
        && let Some(other) = store.company_of_tax_number(number).await?
    {
        return Err(CreateCompanyError::TaxNumberTaken(other));
    }
    let now = environment.now();
    let id = CompanyId::new(environment.new_id());
    let company = Company { id, profile, archived_at: None, created_at: now, updated_at: now };
    store.insert_company(&company).await?;
    store.note(environment, AuditNote::created(&company)).await?;
    Ok(company)
}
