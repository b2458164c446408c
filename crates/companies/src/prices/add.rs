//! Puts a price on record that was agreed upon.

use regulars_audit::AuditNote;
use regulars_kernel::{
    Actor, CompanyId, Date, Environment, Label, Personal, PriceAgreementId, Quantity, StoreError,
};

use super::agreement::{AgreedGoods, AgreedTerms, AgreementFault, PriceAgreement};
use super::store::PriceStore;

/// An agreement to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPriceAgreement {
    /// For what.
    pub goods: AgreedGoods,
    /// From which quantity on.
    pub min_quantity: Quantity,
    /// What.
    pub terms: AgreedTerms,
    /// The first day; today when nothing is said.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
    /// What the staff should know about it.
    pub note: Option<Personal<Label>>,
}

/// Why an agreement was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum AddAgreementError {
    /// The merchant has no such company.
    #[error("there is no such company")]
    UnknownCompany,
    /// There are as many agreements with the company as there can be.
    #[error("there are {} agreements with the company already", PriceAgreement::MOST)]
    TooMany,
    /// Another agreement for the same goods and quantity holds on some of its days.
    #[error("another agreement for these goods from that quantity on holds on some of these days")]
    Overlaps(PriceAgreementId),
    /// The agreement makes no sense.
    #[error(transparent)]
    Fault(#[from] AgreementFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds an agreement, as `actor` tells it. The company is held, so that no two add what overlaps.
pub async fn add_agreement(
    store: &mut dyn PriceStore,
    environment: &Environment,
    actor: Actor,
    today: Date,
    company: CompanyId,
    new: NewPriceAgreement,
) -> Result<PriceAgreement, AddAgreementError> {
    if !store.hold_company_of_prices(company).await? {
        return Err(AddAgreementError::UnknownCompany);
    }
    let NewPriceAgreement { goods, min_quantity, terms, from, until, note } = new;
    let now = environment.now();
    let agreement = PriceAgreement {
        id: PriceAgreementId::new(environment.new_id()),
        company,
        goods,
        min_quantity,
        terms,
        from: from.unwrap_or(today),
        until,
        note,
        added_by: actor,
        created_at: now,
        updated_at: now,
    };
    agreement.check()?;
    if store.count_agreements(company).await? >= PriceAgreement::MOST {
        return Err(AddAgreementError::TooMany);
    }
    if let Some(other) = store.overlapping_agreement(&agreement).await? {
        return Err(AddAgreementError::Overlaps(other));
    }
    store.insert_agreement(&agreement).await?;
    store.note(environment, AuditNote::created(&agreement)).await?;
    Ok(agreement)
}
