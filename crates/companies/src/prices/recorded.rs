//! What the audit trail notes of a price that was agreed upon.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::agreement::{AgreedGoods, AgreedTerms, PriceAgreement};

impl Recorded for PriceAgreement {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::PriceAgreement, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let (sku, category) = match &self.goods {
            AgreedGoods::Sku(sku) => (Some(sku.as_str()), None),
            AgreedGoods::Category(category) => (None, Some(category.as_str())),
        };
        let (price, discount) = match self.terms {
            AgreedTerms::Price(price) => (Some(price), None),
            AgreedTerms::Discount(percent) => (None, Some(percent.to_string())),
        };
        FieldList::default()
            .text("company_id", Some(&self.company.to_string()))
            .text("sku", sku)
            .text("category", category)
            .value("min_quantity", self.min_quantity.to_string())
            .value("price", price.map(|price| price.amount))
            .text("currency", price.as_ref().map(|price| price.currency.code()))
            .value("discount_percent", discount)
            .value("from", self.from.to_string())
            .value("until", self.until.map(|day| day.to_string()))
            .text("note", self.note.as_ref().map(|note| note.expose().as_str()))
            .into_fields()
    }
}
