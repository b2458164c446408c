//! Which agreement holds for goods, a quantity and a day.

use regulars_kernel::{Date, Label, Quantity, fold};

use super::agreement::{AgreedGoods, PriceAgreement};

/// What a price is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceQuestion {
    /// The number of the goods.
    pub sku: Label,
    /// Their category, where the asker knows it.
    pub category: Option<Label>,
    /// How much of them.
    pub quantity: Quantity,
    /// On which day.
    pub day: Date,
}

/// The agreement that holds, of those for the goods: one for the number goes before one for the category, and among these the
/// one from the largest quantity on that is reached. No two have the same, since none overlap.
pub fn agreement_in_force<'a>(
    agreements: &'a [PriceAgreement],
    asked: &PriceQuestion,
) -> Option<&'a PriceAgreement> {
    let is_meant = |goods: &AgreedGoods| match goods {
        AgreedGoods::Sku(sku) => *sku == asked.sku,
        AgreedGoods::Category(of) => {
            asked.category.as_ref().is_some_and(|category| fold(category.as_str()) == fold(of.as_str()))
        }
    };
    agreements
        .iter()
        .filter(|one| is_meant(&one.goods) && one.holds_on(asked.day) && one.min_quantity <= asked.quantity)
        .max_by_key(|one| (matches!(one.goods, AgreedGoods::Sku(_)), one.min_quantity))
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{Actor, Instant, Money, Personal};
    use uuid::Uuid;

    use super::*;
    use crate::AgreedTerms;

    fn agreement(
        number: u128,
        goods: AgreedGoods,
        min: &str,
        from: &str,
        until: Option<&str>,
    ) -> PriceAgreement {
        PriceAgreement {
            id: regulars_kernel::PriceAgreementId::new(Uuid::from_u128(number)),
            company: regulars_kernel::CompanyId::new(Uuid::nil()),
            goods,
            min_quantity: min.parse().unwrap(),
            terms: AgreedTerms::Price(Money::new(100, "RSD".parse().unwrap())),
            from: from.parse().unwrap(),
            until: until.map(|day| day.parse().unwrap()),
            note: None::<Personal<Label>>,
            added_by: Actor::System,
            created_at: Instant::UNIX_EPOCH,
            updated_at: Instant::UNIX_EPOCH,
        }
    }

    #[test]
    fn the_number_goes_before_the_category_and_the_larger_quantity_before_the_smaller() {
        let sku = || AgreedGoods::Sku("1001".parse().unwrap());
        let bread = || AgreedGoods::Category("Hleb i pecivo".parse().unwrap());
        let all = [
            agreement(1, sku(), "1", "2026-01-01", Some("2026-06-30")),
            agreement(2, sku(), "1", "2026-07-01", None),
            agreement(3, sku(), "10", "2026-07-01", None),
            agreement(4, bread(), "1", "2026-01-01", None),
            agreement(5, bread(), "100", "2026-01-01", None),
        ];
        let found = |sku: &str, category: Option<&str>, quantity: &str, day: &str| {
            let asked = PriceQuestion {
                sku: sku.parse().unwrap(),
                category: category.map(|text| text.parse().unwrap()),
                quantity: quantity.parse().unwrap(),
                day: day.parse().unwrap(),
            };
            agreement_in_force(&all, &asked).map(|one| one.id.value().as_u128())
        };
        assert_eq!(found("1001", None, "1", "2026-06-30"), Some(1));
        assert_eq!(found("1001", None, "1", "2026-07-01"), Some(2));
        assert_eq!(found("1001", None, "9.999", "2026-07-01"), Some(2));
        assert_eq!(found("1001", Some("hleb i pecivo"), "200", "2026-07-01"), Some(3));
        assert_eq!(found("1001", None, "0.5", "2026-07-01"), None);
        assert_eq!(found("2002", Some("HLEB I PECIVO"), "99", "2026-07-01"), Some(4));
        assert_eq!(found("2002", Some("hleb i pecivo"), "100", "2026-07-01"), Some(5));
        assert_eq!(found("2002", None, "100", "2026-07-01"), None);
        assert_eq!(found("1001", None, "1", "2025-12-31"), None);
    }
}
