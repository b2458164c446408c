//! What a programme does as JSON: one text for each version.

use regulars_kernel::{StoreError, StoreId};
use regulars_loyalty::{Configuration, EarningRule, JoiningTerms, PointType, ReferralScheme, TierScheme};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::point_type_row::PointTypeRow;
use super::referral_scheme_row::ReferralSchemeRow;
use super::rule_row::RuleRow;
use super::scheme_row::SchemeRow;
use crate::error::inconsistent;

#[derive(Serialize, Deserialize)]
struct ConfigurationRow {
    joining: String,
    stores: Vec<Uuid>,
    earns_where_points_pay: bool,
    point_types: Vec<PointTypeRow>,
    earning_rules: Vec<RuleRow>,
    /// Versions from before there were tiers have none.
    #[serde(default)]
    tiers: Option<SchemeRow>,
    #[serde(default)]
    joining_consent: Option<String>,
    #[serde(default)]
    joining_version: Option<String>,
    #[serde(default)]
    referrals: Option<ReferralSchemeRow>,
}

pub(super) fn configuration_to_json(configuration: &Configuration) -> Result<Value, StoreError> {
    let Configuration { joining, joining_terms, stores, earns_where_points_pay, .. } = configuration;
    let Configuration { point_types, earning_rules, tiers, referrals, .. } = configuration;
    let JoiningTerms { consent, version } = joining_terms;
    let row = ConfigurationRow {
        joining: joining.name().to_owned(),
        stores: stores.iter().map(|store| store.value()).collect(),
        earns_where_points_pay: *earns_where_points_pay,
        point_types: point_types.iter().map(PointTypeRow::from).collect(),
        earning_rules: earning_rules.iter().map(RuleRow::from).collect(),
        tiers: tiers.as_ref().map(SchemeRow::from),
        joining_consent: consent.map(|purpose| purpose.name().to_owned()),
        joining_version: version.as_ref().map(|version| version.as_str().to_owned()),
        referrals: referrals.as_ref().map(ReferralSchemeRow::from),
    };
    serde_json::to_value(row).map_err(|error| StoreError::Defect(error.into()))
}

/// Reads what [`configuration_to_json`] has written.
pub(super) fn configuration_from_text(text: &str) -> Result<Configuration, StoreError> {
    let row: ConfigurationRow = serde_json::from_str(text).map_err(wrong)?;
    let joining_terms = JoiningTerms {
        consent: row.joining_consent.map(|purpose| purpose.parse().map_err(wrong)).transpose()?,
        version: row.joining_version.map(|version| version.parse().map_err(wrong)).transpose()?,
    };
    Ok(Configuration {
        joining: row.joining.parse().map_err(wrong)?,
        joining_terms,
        stores: row.stores.into_iter().map(StoreId::new).collect(),
        earns_where_points_pay: row.earns_where_points_pay,
        point_types: row.point_types.into_iter().map(PointType::try_from).collect::<Result<_, _>>()?,
        earning_rules: row.earning_rules.into_iter().map(EarningRule::try_from).collect::<Result<_, _>>()?,
        tiers: row.tiers.map(TierScheme::try_from).transpose()?,
        referrals: row.referrals.map(ReferralScheme::try_from).transpose()?,
    })
}

pub(super) fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("programme_versions", what)
}

#[cfg(test)]
pub(super) mod tests {
    use std::collections::BTreeSet;

    use regulars_filters::Filter;
    use regulars_kernel::{Decimal, EarningRuleId, Label, Purpose, TerminalId};
    use regulars_loyalty::{
        BudgetPeriod, Cap, CapMeasure, CapPeriod, CapScope, EarningBase, EarningEffect, EarningTrigger,
        Expiry, ExpiryEnd, ExpiryUnit, Hours, Joining, LineMatch, LineSelector, OccasionTerms, PointRate,
        PointScale, PointValue, ReceiptCondition, ReceiptTest, ReferralCap, Rounding, RoundingLevel,
        RuleBudget, Shortfall, SpentAndExpired, Stacking, StackingMode, Tier, TierBasis, TierDowngrade,
        TierExpiry, TierTerms, TierUpgrade, TierWindow, Validity,
    };
    use serde_json::json;

    use super::*;

    fn label(text: &str) -> Label {
        text.parse().unwrap()
    }

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    fn id(number: u128) -> Uuid {
        Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
    }

    fn points(code: &str, value: Option<PointValue>, expiry: Expiry, policy: SpentAndExpired) -> PointType {
        PointType {
            code: code.parse().unwrap(),
            name: label("Bodovi „Č”"),
            scale: PointScale::new(2).unwrap(),
            value,
            expiry,
            pending_days: 14,
            rounding: Rounding::HalfEven,
            rounding_level: RoundingLevel::Line,
            shortfall: Shortfall::Waived,
            spent_and_expired: policy,
            expiry_by_tier: vec![
                TierExpiry { tier: "gold".parse().unwrap(), expiry: Expiry::Never },
                TierExpiry { tier: "silver".parse().unwrap(), expiry },
            ],
            adjustment_limit: Some(5_000),
            transferable: true,
        }
    }

    fn rule(number: u128, effect: EarningEffect, when: Option<ReceiptCondition>) -> EarningRule {
        EarningRule {
            id: EarningRuleId::new(id(number)),
            name: label("Gorivo"),
            point_type: "points".parse().unwrap(),
            trigger: EarningTrigger::Purchase,
            occasion: OccasionTerms::default(),
            customers: None,
            when,
            lines: LineSelector::default(),
            base: EarningBase::PaidByMoney,
            effect,
            caps: Vec::new(),
            budget: None,
            validity: Validity::default(),
            stacking: Stacking { mode: StackingMode::Add, group: None },
            by_tier: Vec::new(),
        }
    }

    fn every_test() -> ReceiptCondition {
        let labels = |text: &str| BTreeSet::from([label(text), label("b")]);
        let tests = [
            ReceiptTest::Total { from: Some(1_000), to: None },
            ReceiptTest::LineCount { from: None, to: Some(3) },
            ReceiptTest::Store(BTreeSet::from([StoreId::new(id(1)), StoreId::new(id(2))])),
            ReceiptTest::Terminal(BTreeSet::from([TerminalId::new(id(3))])),
            ReceiptTest::Weekday(BTreeSet::from([1, 7])),
            ReceiptTest::Hour(BTreeSet::from([0, 23])),
            ReceiptTest::Tender(labels("cash")),
            ReceiptTest::Sku(labels("100\"1")),
            ReceiptTest::Category(labels("fuel/diesel")),
        ];
        let tests: Vec<ReceiptCondition> = tests.into_iter().map(ReceiptCondition::Test).collect();
        let nothing = ReceiptCondition::All(Vec::new());
        ReceiptCondition::Any(vec![ReceiptCondition::Not(Box::new(ReceiptCondition::All(tests))), nothing])
    }

    /// A configuration in which everything stands that can.
    pub fn rich() -> Configuration {
        let after = |unit, to| Expiry::After { count: 3, unit, to };
        let rate = |points: &str, whole| PointRate { points: decimal(points), per: 10_000, whole };
        let mut full = rule(10, EarningEffect::PerQuantity(rate("4.5", false)), Some(every_test()));
        let category = LineMatch { sku: None, category: Some(label("fuel")), unit: Some(label("l")) };
        full.trigger = EarningTrigger::InvoicePaid;
        full.occasion = OccasionTerms {
            event: Some("app.review".parse().unwrap()),
            inactive_days: Some(90),
            since: Some("2026-11-21T09:00:00Z".parse().unwrap()),
        };
        full.customers = Some(Filter::parse(&json!({"tag": "Č"})).unwrap());
        full.lines = LineSelector {
            include: vec![category.clone()],
            exclude: vec![LineMatch { sku: Some(label("77")), ..category }],
        };
        full.caps = vec![
            Cap { of: CapMeasure::Quantity, most: 120_000, per: CapPeriod::Week, scope: CapScope::EachStore },
            Cap { of: CapMeasure::Times, most: 2, per: CapPeriod::Ever, scope: CapScope::AllStores },
        ];
        let time = |text: &str| text.parse::<chrono::NaiveTime>().unwrap();
        let since = "2026-11-21T12:00:00.123456Z".parse().unwrap();
        full.budget = Some(RuleBudget { points: 1_000_000, per: BudgetPeriod::Month, since });
        full.validity = Validity {
            from: Some("2026-11-01".parse().unwrap()),
            to: Some("2026-12-31".parse().unwrap()),
            weekdays: BTreeSet::from([5, 6]),
            hours: vec![Hours { from: time("22:00:00"), to: time("06:00:00") }],
        };
        full.stacking = Stacking { mode: StackingMode::BestOf, group: Some(label("gorivo")) };
        let terms = |tier: &str, effect, caps| TierTerms { tier: tier.parse().unwrap(), effect, caps };
        full.by_tier = vec![
            terms("gold", Some(full.effect), Some(full.caps.clone())),
            terms("silver", None, Some(Vec::new())),
        ];
        Configuration {
            joining: Joining::OnRequest,
            joining_terms: JoiningTerms {
                consent: Some(Purpose::Profiling),
                version: Some(label("Pravila „2026”")),
            },
            stores: BTreeSet::from([StoreId::new(id(1))]),
            earns_where_points_pay: false,
            point_types: vec![
                points(
                    "points",
                    Some(PointValue { points: 100, amount: 50 }),
                    after(ExpiryUnit::Year, ExpiryEnd::EndOfMonth),
                    SpentAndExpired::Grace(30),
                ),
                points("stars", None, Expiry::Never, SpentAndExpired::Lost),
            ],
            earning_rules: vec![
                full,
                rule(11, EarningEffect::Fixed { points: decimal("50.25") }, None),
                rule(12, EarningEffect::PerAmount(rate("1", true)), None),
                rule(13, EarningEffect::Percentage { percent: decimal("2.5") }, None),
                rule(14, EarningEffect::Multiplier { factor: decimal("2") }, None),
            ],
            tiers: Some(scheme(TierBasis::Points("points".parse().unwrap()), TierWindow::RollingMonths(12))),
            referrals: Some(ReferralScheme {
                point_type: "points".parse().unwrap(),
                referrer_points: 20_000,
                referred_points: 0,
                minimum: 150_000,
                within_days: 30,
                return_days: 14,
                cap: Some(ReferralCap { most: 5, per: BudgetPeriod::Year }),
            }),
        }
    }

    fn scheme(basis: TierBasis, window: TierWindow) -> TierScheme {
        let tier = |code: &str, threshold, return_days, print_name| Tier {
            code: code.parse().unwrap(),
            name: label("Zlatni „Č”"),
            threshold,
            return_days,
            print_name,
        };
        TierScheme {
            basis,
            window,
            upgrade: TierUpgrade::AtOnce,
            keep_periods: 2,
            downgrade: TierDowngrade::One,
            grace_days: 14,
            return_days: Some(30),
            tiers: vec![tier("silver", 0, None, None), tier("gold", 1_000, Some(60), Some(label("ZLATO")))],
            since: Some("2026-11-21T10:00:00Z".parse().unwrap()),
        }
    }

    #[test]
    fn every_scheme_of_tiers_comes_back() {
        let windows = [TierWindow::PreviousMonth, TierWindow::CalendarYear, TierWindow::MembershipYear];
        let bases = [TierBasis::Spend, TierBasis::Visits, TierBasis::Balance("points".parse().unwrap())];
        for (basis, window) in bases.into_iter().zip(windows) {
            let tiers = Some(scheme(basis, window));
            let configuration = Configuration { tiers, ..Configuration::empty(Joining::Automatic) };
            let written = configuration_to_json(&configuration).unwrap();
            assert_eq!(configuration_from_text(&written.to_string()).unwrap(), configuration);
        }
    }

    #[test]
    fn a_version_from_before_there_were_tiers_is_read() {
        let mut written = configuration_to_json(&Configuration { tiers: None, ..rich() }).unwrap();
        for part in ["tiers", "joining_consent", "joining_version", "referrals"] {
            written.as_object_mut().unwrap().remove(part);
        }
        let fields = [
            ("point_types", "expiry_by_tier"),
            ("earning_rules", "by_tier"),
            ("earning_rules", "customers"),
            ("earning_rules", "budget"),
            ("earning_rules", "trigger"),
        ];
        for (list, field) in fields {
            for one in written[list].as_array_mut().unwrap() {
                one.as_object_mut().unwrap().remove(field);
            }
        }
        let read = configuration_from_text(&written.to_string()).unwrap();
        assert!(read.referrals.is_none() && read.joining_terms == JoiningTerms::NONE);
        assert!(read.tiers.is_none() && read.point_types.iter().all(|kind| kind.expiry_by_tier.is_empty()));
        assert!(read.earning_rules.iter().all(|rule| rule.by_tier.is_empty() && rule.customers.is_none()));
        assert!(read.earning_rules.iter().all(|rule| rule.budget.is_none()));
        assert!(read.earning_rules.iter().all(|rule| rule.trigger == EarningTrigger::Purchase));
    }

    #[test]
    fn what_older_versions_do_not_say_is_as_it_was_then() {
        let written = configuration_to_json(&rich()).unwrap().to_string();
        let older =
            written.replace(r#""adjustment_limit":5000,"#, "").replace(r#","adjustment_limit":5000"#, "");
        let older = older.replace(r#""transferable":true,"#, "").replace(r#","transferable":true"#, "");
        let read = configuration_from_text(&older).unwrap();
        assert!(read.point_types.iter().all(|kind| kind.adjustment_limit.is_none() && !kind.transferable));
    }

    #[test]
    fn a_configuration_comes_back() {
        let written = configuration_to_json(&rich()).unwrap();
        assert_eq!(configuration_from_text(&written.to_string()).unwrap(), rich());
        let empty = Configuration::empty(Joining::Automatic);
        let written = configuration_to_json(&empty).unwrap();
        assert_eq!(configuration_from_text(&written.to_string()).unwrap(), empty);
        for wrong in ["", "{}", "[]", &written.to_string().replace("automatic", "by_magic")] {
            assert!(configuration_from_text(wrong).is_err(), "{wrong}");
        }
    }
}
