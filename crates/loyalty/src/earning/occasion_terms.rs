//! Which occasions a rule means, and what it cannot say of any.

use std::ops::RangeInclusive;

use regulars_kernel::{EventName, Instant};

use super::base::EarningBase;
use super::cap::{CapMeasure, CapPeriod, CapScope};
use super::effect::EarningEffect;
use super::rule::{EarningRule, StackingMode};
use super::trigger::EarningTrigger;
use crate::programme::configuration::{ConfigurationFault, FaultPlace};

/// Which of the occasions of its trigger a rule means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OccasionTerms {
    /// The name of the custom event.
    pub event: Option<EventName>,
    /// After how many days without a purchase.
    pub inactive_days: Option<u16>,
    /// Since when the rule looks at days, where time brings its occasions about: those that were over before are none of its.
    pub since: Option<Instant>,
}

impl OccasionTerms {
    /// The days without a purchase that a rule may ask for.
    pub const INACTIVE_DAYS: RangeInclusive<u16> = 1..=3650;
}

impl EarningRule {
    /// Whether both look at the same days.
    pub fn asks_days_as(&self, other: &Self) -> bool {
        let asked = |rule: &Self| (rule.trigger, rule.occasion.inactive_days);
        asked(self) == asked(other)
    }

    /// The rule as it is when it begins to hold, again or for the first time: what days have brought about until then is none of its.
    #[must_use]
    pub fn beginning_at(&self, now: Instant) -> Self {
        let since = self.trigger.comes_with_days().then_some(now);
        Self { occasion: OccasionTerms { since, ..self.occasion.clone() }, ..self.clone() }
    }

    /// What is wrong with what it says of its occasions, or says although there are no receipts on them.
    pub(super) fn occasion_faults(&self) -> Vec<FaultPlace> {
        let mut faults = self.term_faults();
        if !self.trigger.is_occasion() {
            return faults;
        }
        let mut refuse = |is_wrong: bool, path: &str, text: &'static str| {
            if is_wrong {
                faults.push(unfit(path, text));
            }
        };
        let is_fixed = matches!(self.effect, EarningEffect::Fixed { .. });
        refuse(!is_fixed, "effect/kind", "must be fixed where there is no receipt");
        refuse(self.when.is_some(), "when", "asks for a receipt, and there is none");
        refuse(
            !self.lines.include.is_empty(),
            "lines/include",
            "means lines of a receipt, and there is none",
        );
        refuse(
            !self.lines.exclude.is_empty(),
            "lines/exclude",
            "means lines of a receipt, and there is none",
        );
        refuse(self.base != EarningBase::Gross, "base", "is of a receipt, and there is none");
        let is_alone = self.stacking.mode == StackingMode::Add;
        refuse(!is_alone, "stacking/mode", "must be add where there is no receipt");
        let has_hours = self.trigger.comes_with_days() && !self.validity.hours.is_empty();
        refuse(has_hours, "validity/hours", "cannot be said of what comes with a day");
        for (index, cap) in self.caps.iter().enumerate() {
            let counts_goods = matches!(cap.of, CapMeasure::Quantity | CapMeasure::Amount);
            refuse(
                counts_goods,
                &format!("caps/{index}/of"),
                "must be points or times where there is no receipt",
            );
            let by_receipt = cap.per == CapPeriod::Receipt;
            refuse(by_receipt, &format!("caps/{index}/per"), "cannot be a receipt where there is none");
            let by_store = cap.scope == CapScope::EachStore;
            refuse(by_store, &format!("caps/{index}/scope"), "must be all_stores where there is no receipt");
        }
        faults
    }

    fn term_faults(&self) -> Vec<FaultPlace> {
        let OccasionTerms { event, inactive_days, since: _ } = &self.occasion;
        let mut faults = Vec::new();
        match (self.trigger == EarningTrigger::CustomEvent, event) {
            (true, None) => faults.push(unfit("event", "is needed for a custom event")),
            (false, Some(_)) => faults.push(unfit("event", "is for custom events alone")),
            _ => {}
        }
        match (self.trigger == EarningTrigger::Inactivity, inactive_days) {
            (true, None) => faults.push(unfit("inactive_days", "is needed for inactivity")),
            (true, Some(days)) if !OccasionTerms::INACTIVE_DAYS.contains(days) => {
                faults.push(unfit("inactive_days", "must be from 1 to 3650"));
            }
            (false, Some(_)) => faults.push(unfit("inactive_days", "is for inactivity alone")),
            _ => {}
        }
        faults
    }
}

fn unfit(path: &str, text: &'static str) -> FaultPlace {
    FaultPlace { path: path.to_owned(), fault: ConfigurationFault::Unfit(text) }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{cap, fixed, in_category, per_amount, rule, stacked};
    use super::*;

    fn on(trigger: EarningTrigger) -> EarningRule {
        EarningRule { trigger, ..rule(1, "", fixed("50")) }
    }

    fn paths(rule: &EarningRule) -> Vec<String> {
        rule.faults().into_iter().map(|found| found.path).collect()
    }

    #[test]
    fn an_occasion_says_which_one_it_is_and_nothing_of_receipts() {
        let event: EventName = "app.review".parse().unwrap();
        let named = OccasionTerms { event: Some(event), ..OccasionTerms::default() };
        let days = |days| OccasionTerms { inactive_days: Some(days), ..OccasionTerms::default() };
        let terms =
            |trigger, occasion: &OccasionTerms| EarningRule { occasion: occasion.clone(), ..on(trigger) };
        let (birthday, event) = (on(EarningTrigger::Birthday), terms(EarningTrigger::CustomEvent, &named));
        for (rule, wrong) in [
            (birthday.clone(), vec![]),
            (event.clone(), vec![]),
            (terms(EarningTrigger::Inactivity, &days(90)), vec![]),
            (on(EarningTrigger::CustomEvent), vec!["event"]),
            (terms(EarningTrigger::Welcome, &named), vec!["event"]),
            (terms(EarningTrigger::Purchase, &named), vec!["event"]),
            (on(EarningTrigger::Inactivity), vec!["inactive_days"]),
            (terms(EarningTrigger::Inactivity, &days(0)), vec!["inactive_days"]),
            (terms(EarningTrigger::Birthday, &days(90)), vec!["inactive_days"]),
            (EarningRule { effect: per_amount("1", 100), ..birthday.clone() }, vec!["effect/kind"]),
            (EarningRule { base: EarningBase::Net, ..birthday.clone() }, vec!["base"]),
            (stacked(StackingMode::BestOf, birthday), vec!["stacking/mode"]),
        ] {
            assert_eq!(paths(&rule), wrong, "{rule:?}");
        }
        let mut lines = event.clone();
        lines.lines.include.push(in_category("fuel"));
        assert_eq!(paths(&lines), ["lines/include"]);
        let caps = vec![
            cap(CapMeasure::Points, 100, CapPeriod::Year, CapScope::AllStores),
            cap(CapMeasure::Amount, 100, CapPeriod::Receipt, CapScope::EachStore),
        ];
        assert_eq!(paths(&EarningRule { caps, ..event }), ["caps/1/of", "caps/1/per", "caps/1/scope"]);
    }

    #[test]
    fn days_count_from_when_a_rule_begins_and_nothing_else_does() {
        let now: Instant = "2026-11-21T09:00:00Z".parse().unwrap();
        assert_eq!(on(EarningTrigger::Birthday).beginning_at(now).occasion.since, Some(now));
        let welcome = on(EarningTrigger::Welcome);
        assert_eq!(welcome.beginning_at(now), welcome);
    }
}
