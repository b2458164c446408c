//! Points as the page with a card shows them.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use regulars_kernel::{Date, Language, MerchantCalendar};
use regulars_loyalty::{AccountWithLots, Lot, Programme};

use crate::sales::print_points::written;

/// On how many days at most it is told what expires, the next ones.
const MOST_DAYS: usize = 3;

/// Points of one type, written as the language writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownPoints {
    /// What they are called.
    pub name: String,
    /// What can be spent, or, with a minus, what is owed.
    pub balance: String,
    /// What can be spent later; none where nothing is.
    pub pending: Option<String>,
    /// What of the balance expires, the next first.
    pub expiring: Vec<PointsUntil>,
}

/// Points that are there until some day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsUntil {
    /// How many.
    pub points: String,
    /// The last day on which they are there.
    pub last_day: Date,
}

/// The points of each type of a programme, of accounts that are as they are now. Who has no account yet has none of them.
pub(super) fn shown_points(
    programme: &Programme,
    accounts: &[AccountWithLots],
    calendar: &MerchantCalendar,
    language: Language,
) -> Vec<ShownPoints> {
    let shown = programme.configuration.point_types.iter().map(|kind| {
        let own = |found: &&AccountWithLots| {
            found.account.programme == programme.id && found.account.point_type == kind.code
        };
        let account = accounts.iter().find(own);
        let balance = account.map(|found| found.account.balance).unwrap_or_default();
        let write = |points| written(points, kind.scale, language);
        let days = account.map(|found| by_last_day(&found.lots, calendar)).unwrap_or_default();
        let expiring =
            days.into_iter().map(|(last_day, points)| PointsUntil { points: write(points), last_day });
        ShownPoints {
            name: kind.name.as_str().to_owned(),
            balance: write(balance.available.saturating_add(balance.deficit)),
            pending: (balance.pending > 0).then(|| write(balance.pending)),
            expiring: expiring.take(MOST_DAYS).collect(),
        }
    });
    shown.collect()
}

/// How many of the points that can be spent are there until which day. What expires as a day begins is there until the day before.
fn by_last_day(lots: &[Lot], calendar: &MerchantCalendar) -> BTreeMap<Date, i64> {
    let mut days: BTreeMap<Date, i64> = BTreeMap::new();
    for lot in lots.iter().filter(|lot| lot.remaining > 0 && !lot.pending) {
        if let Some(at) = lot.expires_at {
            *days.entry(calendar.date_of(at - TimeDelta::seconds(1))).or_default() += lot.remaining;
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{Instant, PointAccountId, PointLotId, PointOperationId};

    use super::*;

    fn lot(remaining: i64, expires_at: Option<&str>) -> Lot {
        let id = "01930000-0000-7000-8000-000000000001".parse().unwrap();
        let account: PointAccountId = "01930000-0000-7000-8000-000000000002".parse().unwrap();
        let origin: PointOperationId = "01930000-0000-7000-8000-000000000003".parse().unwrap();
        let at = |text: &str| text.parse::<Instant>().unwrap();
        Lot {
            id: PointLotId::new(id),
            account,
            origin,
            purchase: None,
            original: 500,
            remaining,
            pending: false,
            available_from: at("2026-01-01T00:00:00Z"),
            expires_at: expires_at.map(at),
        }
    }

    #[test]
    fn what_expires_at_midnight_is_there_until_the_day_before() {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let lots = [
            lot(5, Some("2026-11-30T23:00:00Z")),
            lot(7, Some("2026-11-30T12:00:00Z")),
            lot(11, Some("2026-12-31T23:00:00Z")),
            lot(13, None),
            lot(0, Some("2026-12-01T12:00:00Z")),
        ];
        let days: Vec<(String, i64)> = by_last_day(&lots, &calendar)
            .into_iter()
            .map(|(day, points)| (day.to_string(), points))
            .collect();
        assert_eq!(days, [("2026-11-30".to_owned(), 12), ("2026-12-31".to_owned(), 11)]);
    }
}
