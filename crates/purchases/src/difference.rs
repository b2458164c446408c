//! In what a repeated receipt differs from the recorded one.

use regulars_kernel::{Label, PurchaseId, StoreId};

use crate::facts::ReceiptFacts;
use crate::fingerprint::Fingerprint;
use crate::{Identify, Purchase, Receipt, ReceiptLine, Tender, Till};

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// A JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// What is recorded. None where nothing is, or where it is not kept.
    pub stored: Option<String>,
    /// What was sent. None where nothing was, or where it is personal.
    pub sent: Option<String>,
}

/// Collects the fields that differ.
#[derive(Default)]
pub struct Differences(Vec<Difference>);

impl Differences {
    pub fn compare(&mut self, pointer: impl Into<String>, stored: Option<String>, sent: Option<String>) {
        if stored != sent {
            self.0.push(Difference { pointer: pointer.into(), stored, sent });
        }
    }

    pub fn into_list(self) -> Vec<Difference> {
        self.0
    }
}

/// Whether the receipt that was sent repeats the recorded one. `chosen` is the id that the till chose, if it chose one.
pub fn is_repetition(purchase: &Purchase, sent: &Receipt, chosen: Option<PurchaseId>) -> bool {
    // Of a receipt whose buyer was erased everything else is held against what is recorded.
    let is_same = match purchase.fingerprint {
        Fingerprint::ERASED => differences(purchase, sent, chosen).is_empty(),
        fingerprint => fingerprint == sent.fingerprint,
    };
    is_same && chosen.is_none_or(|id| id == purchase.id) && !is_of_another_past(purchase, sent)
}

/// Whether one says that it is of the past and the other does not, where that made a difference.
fn is_of_another_past(purchase: &Purchase, sent: &Receipt) -> bool {
    let old = Till::counts_as_recorded(purchase.occurred_at, false, purchase.recorded_at)
        && !Till::counts_as_recorded(purchase.occurred_at, true, purchase.recorded_at);
    old && purchase.counts_as_recorded == sent.historic
}

/// The fields in which the receipt that was sent differs from the recorded one.
///
/// Not all of a body is kept as it came: the store may be the terminal's, and a phone number is not kept at all. What
/// is assumed about them is held against the fingerprint of the recorded receipt, so that no field is blamed wrongly.
pub fn differences(purchase: &Purchase, sent: &Receipt, chosen: Option<PurchaseId>) -> Vec<Difference> {
    let lines: Vec<ReceiptLine> = purchase.lines.iter().map(|recorded| recorded.line.clone()).collect();
    let stored_kind = purchase.identification.clone();
    let sent_kind = sent.identify.as_ref().map(Identify::identification);
    let recorded_card = match &stored_kind {
        Some(crate::Identification::Card(card)) => Some(Identify::Card(card.clone())),
        _ => None,
    };
    let assumed =
        recorded_card.as_ref().or(if stored_kind == sent_kind { sent.identify.as_ref() } else { None });
    let repeats = |store: Option<StoreId>| {
        ReceiptFacts::recorded(purchase, &lines, store, assumed).fingerprint() == purchase.fingerprint
    };
    let candidates = [purchase.store, None];
    let exact = candidates.into_iter().find(|store| repeats(*store));

    let mut found = Differences::default();
    let id = |id: PurchaseId| Some(id.to_string());
    found.compare("/id", id(purchase.id), chosen.map_or(id(purchase.id), id));
    found.compare("/source", text(purchase.key.source.as_str()), text(sent.key.source.as_str()));
    found.compare(
        "/business_date",
        Some(purchase.key.business_date.to_string()),
        Some(sent.key.business_date.to_string()),
    );
    found.compare("/receipt_number", text(purchase.key.number.as_str()), text(sent.key.number.as_str()));
    found.compare(
        "/occurred_at",
        Some(purchase.occurred_at.to_rfc3339()),
        Some(sent.occurred_at.to_rfc3339()),
    );
    if is_of_another_past(purchase, sent) {
        let stored = !purchase.counts_as_recorded;
        found.compare("/historic", Some(stored.to_string()), Some(sent.historic.to_string()));
    }
    let stored_store = exact.unwrap_or(if sent.store.is_some() { purchase.store } else { None });
    let store = |store: Option<StoreId>| store.map(|store| store.to_string());
    found.compare("/store_id", store(stored_store), store(sent.store));
    found.compare("/currency", text(purchase.currency.code()), text(sent.currency.code()));
    compare_lines(&mut found, &lines, &sent.lines);
    found.compare("/total", Some(purchase.total.to_string()), Some(sent.total.to_string()));
    compare_each(&mut found, "/tenders", &purchase.tenders, &sent.tenders, tender_text);
    compare_each(&mut found, "/coupons", &purchase.coupons, &sent.coupons, |code| code.as_str().to_owned());
    let is_erased = purchase.fingerprint == Fingerprint::ERASED;
    if !is_erased {
        let cart = |cart: &Option<Label>| cart.as_ref().map(|cart| cart.as_str().to_owned());
        found.compare("/cart_id", cart(&purchase.cart), cart(&sent.cart));
    }
    let mut found = found.into_list();
    if is_erased {
        return found;
    }
    let other_person = stored_kind != sent_kind
        || (exact.is_none() && stored_kind.is_some() && !is_card(sent.identify.as_ref()));
    if other_person {
        let kind = |kind: Option<crate::Identification>| kind.map(|kind| kind.name().to_owned());
        let (stored, sent) = (kind(stored_kind), kind(sent_kind));
        let pointer = match (&stored, &sent) {
            (Some(stored), Some(sent)) if stored == sent => format!("/identify/{sent}"),
            _ => "/identify".to_owned(),
        };
        found.push(Difference { pointer, stored, sent });
    }
    found
}

fn is_card(identify: Option<&Identify>) -> bool {
    matches!(identify, Some(Identify::Card(_)))
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tender_text(tender: &Tender) -> String {
    let (kind, amount) = (tender.kind(), tender.amount());
    match tender {
        Tender::Money { amount: _, method: None } => format!("{kind} {amount}"),
        Tender::Money { amount: _, method: Some(method) } => format!("{kind} {amount} {}", method.as_str()),
        Tender::Points { amount: _, points } => format!("{kind} {amount} {points}"),
        Tender::Coupon { amount: _, code } => format!("{kind} {amount} {}", code.as_str()),
    }
}

fn compare_each<T>(
    found: &mut Differences,
    list: &str,
    stored: &[T],
    sent: &[T],
    text: impl Fn(&T) -> String,
) {
    for index in 0..stored.len().max(sent.len()) {
        found.compare(format!("{list}/{index}"), stored.get(index).map(&text), sent.get(index).map(&text));
    }
}

fn compare_lines(found: &mut Differences, stored: &[ReceiptLine], sent: &[ReceiptLine]) {
    let whole = |line: &ReceiptLine| {
        let goods = line.sku.as_ref().map_or(line.kind.name(), Label::as_str);
        format!("{} {goods} {}", line.quantity, line.total)
    };
    for index in 0..stored.len().max(sent.len()) {
        match (stored.get(index), sent.get(index)) {
            (Some(stored), Some(sent)) => compare_line(found, index, stored, sent),
            (stored, sent) => {
                found.compare(format!("/lines/{index}"), stored.map(whole), sent.map(whole));
            }
        }
    }
}

fn compare_line(found: &mut Differences, index: usize, stored: &ReceiptLine, sent: &ReceiptLine) {
    let label = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let fields = |line: &ReceiptLine| {
        let ReceiptLine { kind, sku, name, category, quantity, unit, unit_price, discount, total } = line;
        [
            ("kind", Some(kind.name().to_owned())),
            ("sku", label(sku)),
            ("name", label(name)),
            ("category", label(category)),
            ("quantity", Some(quantity.to_string())),
            ("unit", label(unit)),
            ("unit_price", Some(unit_price.to_string())),
            ("discount", Some(discount.to_string())),
            ("total", Some(total.to_string())),
        ]
    };
    for ((field, stored), (_, sent)) in fields(stored).into_iter().zip(fields(sent)) {
        found.compare(format!("/lines/{index}/{field}"), stored, sent);
    }
}
