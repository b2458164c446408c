//! What the audit trail notes of rewards and of orders: nobody's name, and no address.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::order::RewardOrder;
use super::price::RewardPrice;
use super::reward::{GivenPoints, Reward, RewardTerms};

impl Recorded for Reward {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Reward, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let RewardTerms { texts, media, prices, back_order, limit_per_member, hold_minutes, .. } =
            &self.terms;
        let mut fields = FieldList::default()
            .value("programme_id", self.programme.to_string())
            .text("kind", Some(self.kind.name()))
            .text("stock", Some(self.stock.name()))
            .value("media_id", media.map(|media| media.to_string()))
            .value("back_order", *back_order)
            .value("limit_per_member", *limit_per_member)
            .value("hold_minutes", *hold_minutes)
            .instant("available_from", self.terms.available_from)
            .instant("available_until", self.terms.available_until)
            .text("state", Some(self.terms.state.name()));
        for (language, text) in texts {
            let name = |part: &str| format!("texts.{}.{part}", language.tag());
            let description = text.description.as_ref().map(|text| text.as_str());
            fields =
                fields.text(name("name"), Some(text.name.as_str())).text(name("description"), description);
        }
        for price in prices {
            fields = fields.value(name_of(price), price.points);
        }
        if let Some(GivenPoints { programme, point_type, points }) = &self.gives {
            fields = fields
                .value("gives.programme_id", programme.to_string())
                .text("gives.point_type", Some(point_type.as_str()))
                .value("gives.points", *points);
        }
        fields.into_fields()
    }
}

/// What a price is noted as: by its points, and by the tier and the segment that it is for.
fn name_of(price: &RewardPrice) -> String {
    let mut name = format!("prices.{}", price.point_type);
    if let Some(tier) = &price.tier {
        name = format!("{name}.{tier}");
    }
    match price.segment {
        Some(segment) => format!("{name}.{segment}"),
        None => name,
    }
}

impl Recorded for RewardOrder {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::RewardOrder, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .value("reward_id", self.reward.to_string())
            .value("customer_id", self.customer.to_string())
            .value("quantity", self.quantity)
            .value("points", self.points)
            .text("point_type", Some(self.point_type.as_str()))
            .text("price.tier", self.price_tier.as_ref().map(|tier| tier.as_str()))
            .value("price.segment_id", self.price_segment.map(|segment| segment.to_string()))
            .value("store_id", self.store.map(|store| store.to_string()))
            .text("handover", Some(self.handover.name()))
            .text("state", Some(self.state.name()))
            .into_fields()
    }
}
