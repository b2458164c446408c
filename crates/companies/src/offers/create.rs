//! Puts an offer to a company on record.

use regulars_audit::AuditNote;
use regulars_kernel::{
    Actor, CompanyId, Currency, Date, Environment, Label, LongText, OfferId, OfferStage, Personal, StoreError,
};

use super::line::NewOfferLine;
use super::offer::{Offer, OfferFault, WhoDecided};
use super::price_lines::{PriceLinesError, priced};
use super::store::OfferStore;

/// An offer as it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    /// What the offer is called.
    pub title: Personal<Label>,
    /// What is said besides.
    pub message: Option<Personal<LongText>>,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The last day on which it can be accepted.
    pub valid_until: Date,
    /// What is offered.
    pub lines: Vec<NewOfferLine>,
}

/// Why an offer was not put on record.
#[derive(Debug, thiserror::Error)]
pub enum CreateOfferError {
    /// The merchant has no such company.
    #[error("there is no such company")]
    UnknownCompany,
    /// The company was put away.
    #[error("the company is archived")]
    Archived,
    /// The company has as many offers as one can have.
    #[error("the company has {} offers already", Offer::MOST)]
    TooMany,
    /// The offer makes no sense.
    #[error(transparent)]
    Fault(#[from] OfferFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PriceLinesError> for CreateOfferError {
    fn from(error: PriceLinesError) -> Self {
        match error {
            PriceLinesError::Fault(fault) => Self::Fault(fault),
            PriceLinesError::Store(error) => Self::Store(error),
        }
    }
}

/// Adds a draft, as `actor` tells it.
pub async fn create_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    actor: Actor,
    today: Date,
    company: CompanyId,
    new: NewOffer,
) -> Result<Offer, CreateOfferError> {
    if !store.hold_company_of_prices(company).await? {
        return Err(CreateOfferError::UnknownCompany);
    }
    if store.is_company_archived(company).await? {
        return Err(CreateOfferError::Archived);
    }
    if store.count_offers(company).await? >= Offer::MOST {
        return Err(CreateOfferError::TooMany);
    }
    let terms = priced(store, company, today, new).await?;
    let now = environment.now();
    let offer = Offer {
        id: OfferId::new(environment.new_id()),
        company,
        number: None,
        version: 1,
        terms,
        stage: OfferStage::Draft,
        contact: None,
        sent_at: None,
        decided_at: None,
        decided_by: WhoDecided::nobody(),
        agreed_at: None,
        added_by: actor,
        created_at: now,
        updated_at: now,
    };
    store.insert_offer(&offer).await?;
    store.note(environment, AuditNote::created(&offer)).await?;
    Ok(offer)
}
