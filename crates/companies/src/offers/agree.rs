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
    /// The price of one of a line, which is counted from 0, cannot be agreed upon as it was offered.
    #[error(
        "the price of one less the discount is no whole number of the smallest unit of the currency: rounded, it would not be what was \
         offered"
    )]
    Inexact(usize),
    /// Two lines, which are counted from 0, have one price each for the same goods from the same quantity on.
    #[error(
        "/lines/{line} names the same goods as /lines/{earlier} from the same quantity on, at another price"
    )]
    TwoPrices {
        /// The second one.
        line: usize,
        /// The first one.
        earlier: usize,
    },
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
/// their number the price of one less the discount, to the last digit. Lines of the same goods are prices from one quantity on
/// each, and those that say the same are one. What is agreed upon so already stays as it is.
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
    let wanted = wanted(&before, terms, today)?;
    if wanted.is_empty() {
        return Err(AgreeOfferError::NoGoods);
    }
    let asked: Vec<PriceQuestion> = wanted.iter().map(|one| one.asked.clone()).collect();
    let mut known = store.agreements_for_offer(before.company, today, &asked).await?;
    let mut made: Vec<PriceAgreement> = Vec::new();
    for Wanted { asked, price, line: _ } in wanted {
        if agreement_in_force(&known, &asked).is_some_and(|one| one.terms == AgreedTerms::Price(price)) {
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
        let agreement = add_agreement(store, environment, actor, today, before.company, new).await?;
        known.push(agreement.clone());
        made.push(agreement);
    }
    let now = environment.now();
    let after = Offer { agreed_at: Some(now), updated_at: now, ..before.clone() };
    store.update_offer(&after).await?;
    if let Some(note) = note_of_change(&before, &after) {
        store.note(environment, note).await?;
    }
    Ok((after, made))
}

/// The price that a line wants to be agreed upon.
struct Wanted {
    line: usize,
    asked: PriceQuestion,
    price: Money,
}

/// The prices with the goods and the quantity that each is for, none twice. The smallest quantity comes first: what is agreed upon
/// behind it is for larger ones, and changes nothing for it.
fn wanted(offer: &Offer, terms: AgreementTerms, today: Date) -> Result<Vec<Wanted>, AgreeOfferError> {
    let mut wanted: Vec<Wanted> = Vec::new();
    for (line, offered) in offer.terms.lines.iter().enumerate() {
        let Some(sku) = offered.sku.clone() else { continue };
        let quantity = if terms.any_quantity { Quantity::from_thousandths(1) } else { offered.quantity };
        let price = offered.exact_net_price().ok_or(AgreeOfferError::Inexact(line))?;
        let price = Money::new(price, offer.terms.currency);
        let is_same = |one: &&Wanted| one.asked.sku == sku && one.asked.quantity == quantity;
        match wanted.iter().find(is_same) {
            Some(one) if one.price == price => {}
            Some(one) => return Err(AgreeOfferError::TwoPrices { line, earlier: one.line }),
            None => {
                let asked = PriceQuestion { sku, category: offered.category.clone(), quantity, day: today };
                wanted.push(Wanted { line, asked, price });
            }
        }
    }
    wanted.sort_by_key(|one| one.asked.quantity);
    Ok(wanted)
}
