//! Turns the lines of an accepted offer into agreed prices.

use regulars_kernel::{Actor, Date, Environment, Money, OfferState, PriceAgreementId, Quantity, StoreError};

use super::offer::Offer;
use super::recorded::note_of_change;
use super::store::OfferStore;
use crate::prices::add::{AddAgreementError, NewPriceAgreement, add_agreement};
use crate::prices::agreement::{AgreedGoods, AgreedTerms, AgreementFault, PriceAgreement};
use crate::prices::in_force::{PriceQuestion, agreement_in_force};

/// How prices are agreed upon.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AgreementTerms {
    /// The last day; the offer's own when nothing is said.
    pub until: Option<Date>,
    /// Whether they hold for any quantity, or else from that of the line on.
    pub any_quantity: bool,
}

/// Why nothing was agreed upon.
#[derive(Debug, thiserror::Error)]
pub enum AgreeOfferError {
    /// It is not accepted.
    #[error("the offer is {0}: only the prices of an accepted one can be agreed upon")]
    NotAccepted(OfferState),
    /// That was done.
    #[error("the prices of the offer were agreed upon already")]
    AgreedAlready,
    /// No line names goods by their number.
    #[error("no line names goods by their number")]
    NoGoods,
    /// The company has as many agreements as one can have.
    #[error("there are {} agreements with the company already", PriceAgreement::MOST)]
    TooMany,
    /// Another agreement for the same goods and quantity holds on some of its days.
    #[error("another agreement for goods of the offer holds on some of these days; end that one first")]
    Overlaps(PriceAgreementId),
    /// The last day has passed.
    #[error("must not have passed")]
    UntilPassed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<AddAgreementError> for AgreeOfferError {
    fn from(error: AddAgreementError) -> Self {
        match error {
            AddAgreementError::TooMany => Self::TooMany,
            AddAgreementError::Overlaps(other) => Self::Overlaps(other),
            AddAgreementError::Fault(AgreementFault::EndsBeforeItBegins) => Self::UntilPassed,
            AddAgreementError::Fault(fault @ AgreementFault::NegativePrice) => {
                Self::Store(StoreError::Defect(fault.to_string().into()))
            }
            AddAgreementError::UnknownCompany => {
                Self::Store(StoreError::Defect("the company of an offer is gone".into()))
            }
            AddAgreementError::Store(error) => Self::Store(error),
        }
    }
}

/// Agrees upon the prices of an offer that was found for change, from today until its last day: of each line that names goods by
/// their number the price of one less the discount. What is agreed upon so already stays as it is.
pub async fn agree_offer_prices(
    store: &mut dyn OfferStore,
    environment: &Environment,
    actor: Actor,
    today: Date,
    (before, terms): (Offer, AgreementTerms),
) -> Result<(Offer, Vec<PriceAgreement>), AgreeOfferError> {
    let state = before.state_on(today);
    if state != OfferState::Accepted {
        return Err(AgreeOfferError::NotAccepted(state));
    }
    if before.agreed_at.is_some() {
        return Err(AgreeOfferError::AgreedAlready);
    }
    let until = terms.until.unwrap_or(before.terms.valid_until);
    if until < today {
        return Err(AgreeOfferError::UntilPassed);
    }
    let wanted = wanted(&before, terms, today);
    if wanted.is_empty() {
        return Err(AgreeOfferError::NoGoods);
    }
    let asked: Vec<PriceQuestion> = wanted.iter().map(|(asked, _)| asked.clone()).collect();
    let there = store.agreements_for_offer(before.company, today, &asked).await?;
    let mut made: Vec<PriceAgreement> = Vec::new();
    for (asked, price) in wanted {
        let in_force = agreement_in_force(&there, &asked).or_else(|| agreement_in_force(&made, &asked));
        if in_force.is_some_and(|one| one.terms == AgreedTerms::Price(price)) {
            continue;
        }
        let new = NewPriceAgreement {
            goods: AgreedGoods::Sku(asked.sku),
            min_quantity: asked.quantity,
            terms: AgreedTerms::Price(price),
            from: Some(today),
            until: Some(until),
            note: None,
        };
        made.push(add_agreement(store, environment, actor, today, before.company, new).await?);
    }
    let now = environment.now();
    let after = Offer { agreed_at: Some(now), updated_at: now, ..before.clone() };
    store.update_offer(&after).await?;
    if let Some(note) = note_of_change(&before, &after) {
        store.note(environment, note).await?;
    }
    Ok((after, made))
}

/// The prices, each with the goods and the quantity that it is for.
fn wanted(offer: &Offer, terms: AgreementTerms, today: Date) -> Vec<(PriceQuestion, Money)> {
    let of_line = |line: &crate::OfferLine| {
        let sku = line.sku.clone()?;
        let quantity = if terms.any_quantity { Quantity::from_thousandths(1) } else { line.quantity };
        let asked = PriceQuestion { sku, category: line.category.clone(), quantity, day: today };
        Some((asked, Money::new(line.net_price(), offer.terms.currency)))
    };
    offer.terms.lines.iter().filter_map(of_line).collect()
}
