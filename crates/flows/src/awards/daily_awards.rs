//! What days bring about: birthdays, and time without purchases. A worker looks at each day once it has begun, member by member in
//! chunks, and whoever had their turn has none again: one that breaks off begins anew and goes on.

use chrono::{Datelike, Days};
use regulars_kernel::{
    Actor, CustomerId, Date, DayOfYear, EarningRuleId, Environment, Instant, MerchantCalendar, ProgrammeId,
    StoreError,
};
use regulars_loyalty::{
    AwardTurn, AwardingRule, DueMembers, EarningRule, EarningTrigger, LastBought, Occasion, ProgrammeReads,
    ProgrammeState, ProgrammeStore,
};

use super::give::give;
use super::on_occasion::every_programme;
use super::store::AwardGivingStore;

/// For how many days behind one what it has brought about is made up for, where no worker ran on it or where it was not known then.
pub const MADE_UP_FOR_DAYS: u64 = 7;

/// How many members have their turn at a time.
const AT_ONCE: u32 = 200;

/// A day on which a rule is to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DailyRule {
    programme: ProgrammeId,
    rule: EarningRuleId,
    day: Date,
}

/// The rules that are to be asked today, each for the days that it makes up for, too, the earliest first.
pub async fn plan_daily_awards(
    store: &mut dyn ProgrammeReads,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<DailyRule>, StoreError> {
    let mut planned = Vec::new();
    for programme in every_programme(store).await? {
        if programme.state != ProgrammeState::Active {
            continue;
        }
        for rule in &programme.configuration.earning_rules {
            let days = days_of(rule, calendar, now).into_iter();
            planned.extend(days.map(|day| DailyRule { programme: programme.id, rule: rule.id, day }));
        }
    }
    Ok(planned)
}

/// Gives to the next members behind `after` what the day has brought them, as one transaction. Whose turn was last, if there may be
/// more behind them.
pub async fn give_some_daily_awards(
    store: &mut dyn AwardGivingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    asked: DailyRule,
    after: Option<CustomerId>,
) -> Result<Option<CustomerId>, StoreError> {
    let programme = store.find_programme(asked.programme).await?;
    // It may have been paused or changed since it was planned.
    let programme = programme.filter(|programme| programme.state == ProgrammeState::Active);
    let Some(programme) = programme else { return Ok(None) };
    let rule = programme.configuration.rule(asked.rule);
    let rule = rule.filter(|rule| days_of(rule, calendar, environment.now()).contains(&asked.day));
    let Some(rule) = rule else { return Ok(None) };
    let Some((occasion, members)) = due(store, calendar, rule, asked, after).await? else { return Ok(None) };
    let occurred_at = calendar.start_of_day(asked.day);
    let turns: Vec<AwardTurn> = members
        .iter()
        .map(|customer| AwardTurn { customer: *customer, occasion: occasion.clone(), occurred_at })
        .collect();
    let awarding = AwardingRule { programme: &programme, rule, actor, calendar };
    give(store, environment, awarding, &turns).await?;
    let is_full = members.len() >= usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
    Ok(members.last().copied().filter(|_| is_full))
}

/// Lets the worker look again when the next day of the merchant begins, as long as there are such rules. One that was made since
/// `begun` is looked at before.
pub async fn end_daily_awards(
    store: &mut dyn ProgrammeStore,
    calendar: &MerchantCalendar,
    begun: Instant,
) -> Result<(), StoreError> {
    let programmes = every_programme(store).await?;
    let looks = programmes.iter().any(|programme| {
        programme.state == ProgrammeState::Active && programme.configuration.looks_at_days()
    });
    let tomorrow = calendar.date_of(begun).succ_opt().map(|day| calendar.start_of_day(day));
    store.put_off_due_awards(tomorrow.filter(|_| looks), begun).await
}

/// The days that a rule is asked about now, the earliest first: from when it began on, as far as they are made up for.
fn days_of(rule: &EarningRule, calendar: &MerchantCalendar, now: Instant) -> Vec<Date> {
    let Some(since) = rule.occasion.since.filter(|_| rule.trigger.comes_with_days()) else {
        return Vec::new();
    };
    let (first, today) = (calendar.date_of(since), calendar.date_of(now));
    let made_up = (0..=MADE_UP_FOR_DAYS).rev().filter_map(|days| today.checked_sub_days(Days::new(days)));
    made_up.filter(|day| *day >= first).collect()
}

/// Whose turn it is on that day, and on which occasion.
async fn due(
    store: &mut dyn AwardGivingStore,
    calendar: &MerchantCalendar,
    rule: &EarningRule,
    asked: DailyRule,
    after: Option<CustomerId>,
) -> Result<Option<(Occasion, Vec<CustomerId>)>, StoreError> {
    let DailyRule { programme, day, .. } = asked;
    let Some(tomorrow) = day.succ_opt() else { return Ok(None) };
    let joined_before = calendar.start_of_day(tomorrow);
    let due = |occasion: &Occasion| DueMembers {
        programme,
        rule: rule.id,
        occasion: occasion.clone(),
        joined_before,
        after,
        at_most: AT_ONCE,
    };
    match (rule.trigger, rule.occasion.inactive_days) {
        (EarningTrigger::Birthday, _) => {
            let occasion = Occasion::birthday_in(day.year());
            let members = store.members_with_birthday(&due(&occasion), &birthdays_on(day)).await?;
            Ok(Some((occasion, members)))
        }
        (EarningTrigger::Inactivity, Some(days)) => {
            // So many whole days lie between the last purchase and this one.
            let Some(last) = day.checked_sub_days(Days::new(u64::from(days) + 1)) else { return Ok(None) };
            let Some(next) = last.succ_opt() else { return Ok(None) };
            let then = LastBought { from: calendar.start_of_day(last), until: calendar.start_of_day(next) };
            let occasion = Occasion::inactive_since(last);
            let members = store.members_who_last_bought(&due(&occasion), then).await?;
            Ok(Some((occasion, members)))
        }
        _ => Ok(None),
    }
}

/// The birthdays that are celebrated on a day: that of 29 February on 28 February in common years.
fn birthdays_on(day: Date) -> Vec<u32> {
    let own = DayOfYear::of(day);
    let leap_day = DayOfYear::new(2, 29).filter(|leap| *leap != own && leap.in_year(day.year()) == Some(day));
    std::iter::once(own).chain(leap_day).map(DayOfYear::number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_leap_day_is_celebrated_a_day_early_in_common_years() {
        for (day, birthdays) in [
            ("2026-02-28", vec![228, 229]),
            ("2028-02-28", vec![228]),
            ("2028-02-29", vec![229]),
            ("2026-03-01", vec![301]),
            ("2100-02-28", vec![228, 229]),
            ("2026-12-31", vec![1231]),
        ] {
            assert_eq!(birthdays_on(day.parse().unwrap()), birthdays, "{day}");
        }
    }

    #[test]
    fn every_birthday_is_celebrated_once_in_each_year() {
        for year in 2024..=2032 {
            let days = (1..=366).filter_map(|ordinal| Date::from_yo_opt(year, ordinal));
            let mut celebrated: Vec<u32> = days.flat_map(birthdays_on).collect();
            celebrated.sort_unstable();
            let before = celebrated.len();
            celebrated.dedup();
            assert_eq!((celebrated.len(), before), (366, 366), "{year}");
        }
    }
}
