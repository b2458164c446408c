//! What the audit trail notes of an offer. Who it went to, and who accepted or declined it, are persons: of these it is noted that
//! they were said, and nothing of them.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::line::OfferLine;
use super::offer::Offer;
use crate::DiscountPercent;

/// What is noted in the place of a value.
const HIDDEN: &str = "***";

impl Recorded for Offer {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Offer, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let hidden = |is_there: bool| is_there.then_some(HIDDEN);
        let terms = &self.terms;
        FieldList::default()
            .text("company_id", Some(&self.company.to_string()))
            .value("number", self.number)
            .value("version", self.version)
            .text("title", Some(terms.title.expose().as_str()))
            .text("message", terms.message.as_ref().map(|message| message.expose().as_str()))
            .text("currency", Some(terms.currency.code()))
            .value("valid_until", terms.valid_until.to_string())
            .value("lines", terms.lines.iter().map(told).collect::<Vec<String>>())
            .value("total", terms.total)
            .text("state", Some(self.stage.name()))
            .text("customer_id", hidden(self.contact.is_some()))
            .text("decision.name", hidden(self.decided_by.name.is_some()))
            .text("decision.remark", hidden(self.decided_by.remark.is_some()))
            .instant("sent_at", self.sent_at)
            .instant("decided_at", self.decided_at)
            .instant("agreed_at", self.agreed_at)
            .into_fields()
    }
}

fn told(line: &OfferLine) -> String {
    let OfferLine { sku, description, quantity, unit, unit_price, discount, tax, .. } = line;
    let discount = discount.map(|percent: DiscountPercent| format!(" -{percent}%")).unwrap_or_default();
    let sku = sku.as_ref().map(|sku| format!(" {}", sku.as_str())).unwrap_or_default();
    let unit = unit.as_ref().map(|unit| format!(" {}", unit.as_str())).unwrap_or_default();
    let tax = tax.map(|tax| format!(", {} {}%", tax.category().name(), tax.percent())).unwrap_or_default();
    format!("{quantity}{unit} ×{sku} {}: {unit_price}{discount}{tax}", description.expose().as_str())
}

/// The note of what is different, another contact among it. None when nothing is.
pub(super) fn note_of_change(before: &Offer, after: &Offer) -> Option<AuditNote> {
    let note = AuditNote::updated(before, after);
    let is_other = before.contact.is_some() && after.contact.is_some() && before.contact != after.contact;
    if is_other { Some(AuditNote::with_new_secret(note, after, "customer_id")) } else { note }
}
