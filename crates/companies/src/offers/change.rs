//! Changes an offer that is being written.

use regulars_audit::AuditNote;
use regulars_kernel::{
    Change, Currency, Date, Environment, Label, LongText, OfferState, Personal, StoreError,
};

use super::line::{LineDiscount, NewOfferLine, OfferLine};
use super::offer::{Offer, OfferFault};
use super::price_lines::{PriceLinesError, priced};
use super::store::OfferStore;
use crate::NewOffer;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferPatch {
    /// What the offer is called.
    pub title: Option<Personal<Label>>,
    /// What is said besides.
    pub message: Change<Personal<LongText>>,
    /// The currency of its amounts. With another one all lines are to be said anew.
    pub currency: Option<Currency>,
    /// The last day on which it can be accepted.
    pub valid_until: Option<Date>,
    /// What is offered: all lines.
    pub lines: Option<Vec<NewOfferLine>>,
}

/// Why an offer was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeOfferError {
    /// It is no draft.
    #[error("the offer is {0}: only a draft can be changed; one that was sent can be revised")]
    NoDraft(OfferState),
    /// Another currency, and the lines of the old one.
    #[error("are required with another currency")]
    NoLines,
    /// The offer would make no sense.
    #[error(transparent)]
    Fault(#[from] OfferFault),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PriceLinesError> for ChangeOfferError {
    fn from(error: PriceLinesError) -> Self {
        match error {
            PriceLinesError::Fault(fault) => Self::Fault(fault),
            PriceLinesError::Store(error) => Self::Store(error),
        }
    }
}

/// Changes a draft that was found in this transaction. Lines that stay keep their prices.
pub async fn change_offer(
    store: &mut dyn OfferStore,
    environment: &Environment,
    today: Date,
    before: Offer,
    patch: OfferPatch,
) -> Result<Offer, ChangeOfferError> {
    let state = before.state_on(today);
    if state != OfferState::Draft {
        return Err(ChangeOfferError::NoDraft(state));
    }
    let OfferPatch { title, message, currency, valid_until, lines } = patch;
    let old = before.terms.clone();
    let is_other_currency = currency.is_some_and(|currency| currency != old.currency);
    if is_other_currency && lines.is_none() {
        return Err(ChangeOfferError::NoLines);
    }
    let stay = lines.is_none().then(|| old.lines.clone());
    let new = NewOffer {
        title: title.unwrap_or(old.title),
        message: message.apply(old.message),
        currency: currency.unwrap_or(old.currency),
        // What stays may have passed meanwhile; it is looked at as the offer is sent.
        valid_until: valid_until.unwrap_or_else(|| old.valid_until.max(today)),
        lines: lines.unwrap_or_else(|| old.lines.iter().map(as_said).collect()),
    };
    let mut terms = priced(store, before.company, today, new).await?;
    if valid_until.is_none() {
        terms.valid_until = old.valid_until;
    }
    if let Some(lines) = stay {
        terms.lines = lines;
    }
    let mut after = Offer { terms, ..before.clone() };
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = environment.now();
    store.update_offer(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}

/// A line that stays, so that nothing is drawn from what was agreed upon since.
fn as_said(line: &OfferLine) -> NewOfferLine {
    let OfferLine { sku, category, description, quantity, unit, unit_price, .. } = line.clone();
    NewOfferLine {
        sku,
        category,
        description,
        quantity,
        unit,
        unit_price: Some(unit_price),
        discount: line.discount.map_or(LineDiscount::None, LineDiscount::Percent),
        tax: line.tax,
    }
}
