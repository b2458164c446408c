//! What the audit trail notes of campaigns.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Label, StoreId};

use super::campaign::{CouponAudience, CouponCampaign};
use super::effect::{CouponEffect, CouponPoints, PointGift};
use crate::earning::selector::LineMatch;
use crate::earning::validity::Hours;

impl Recorded for CouponCampaign {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::CouponCampaign, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let terms = &self.terms;
        let stores: Vec<String> = terms.stores.iter().map(StoreId::to_string).collect();
        let weekdays: Vec<u8> = terms.validity.weekdays.iter().copied().collect();
        let lines = |lines: &[LineMatch]| lines.iter().map(told_lines).collect::<Vec<String>>();
        let (customer, segment) = match terms.audience {
            CouponAudience::Everybody => (None, None),
            CouponAudience::Customer(customer) => (Some(customer.to_string()), None),
            CouponAudience::Segment(segment) => (None, Some(segment.to_string())),
        };
        let period = terms.limits.per_period.map(|limit| format!("{} per {}", limit.most, limit.per));
        FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("state", Some(self.state.name()))
            .value("effect", told_effect(&terms.effect))
            .value("minimum", terms.minimum)
            .value("lines.include", lines(&terms.lines.include))
            .value("lines.exclude", lines(&terms.lines.exclude))
            .value("store_ids", stores)
            .value("validity.from", terms.validity.from.map(|day| day.to_string()))
            .value("validity.to", terms.validity.to.map(|day| day.to_string()))
            .value("validity.weekdays", weekdays)
            .value("validity.hours", terms.validity.hours.iter().map(told_hours).collect::<Vec<String>>())
            .value("limits.in_all", terms.limits.in_all)
            .value("limits.per_code", terms.limits.per_code)
            .value("limits.per_customer", terms.limits.per_customer)
            .value("limits.per_period", period)
            .value("budget", terms.budget)
            .text("stacking.group", terms.stacking.group.as_ref().map(Label::as_str))
            .value("stacking.exclusive", terms.stacking.exclusive)
            .value("stacking.priority", terms.stacking.priority)
            .value("customer_id", customer)
            .value("segment_id", segment)
            .text("on_refund", Some(terms.on_refund.name()))
            .value("codes", self.codes + self.coming)
            .into_fields()
    }
}

fn told_lines(lines: &LineMatch) -> String {
    let parts = [("sku", &lines.sku), ("category", &lines.category), ("unit", &lines.unit)];
    let named = parts.into_iter().filter_map(|(part, label)| Some((part, label.as_ref()?)));
    named.map(|(part, label)| format!("{part} {}", label.as_str())).collect::<Vec<_>>().join(", ")
}

fn told_hours(hours: &Hours) -> String {
    format!("{} to {}", hours.from.format("%H:%M"), hours.to.format("%H:%M"))
}

fn told_effect(effect: &CouponEffect) -> String {
    match effect {
        CouponEffect::Percentage { percent, most: None } => format!("percentage {percent}"),
        CouponEffect::Percentage { percent, most: Some(most) } => {
            format!("percentage {percent}, at most {most}")
        }
        CouponEffect::Amount { amount } => format!("amount {amount}"),
        CouponEffect::Price { price } => format!("price {price}"),
        CouponEffect::FreeItems { count } => format!("free items {count}"),
        CouponEffect::BuyAndGet { buy, get } => format!("buy {buy} and get {get}"),
        CouponEffect::Points(CouponPoints { programme, point_type, gift }) => match gift {
            PointGift::Bonus(points) => format!("{points} {point_type} of the programme {programme}"),
            PointGift::Multiplier(factor) => {
                format!("{factor} times the {point_type} of the programme {programme}")
            }
        },
    }
}
