//! What a merchant owes to the members of a programme: by when it expires, and what has become of all that was given out.

use std::collections::BTreeMap;

use chrono::Duration;
use regulars_kernel::{Date, Instant, Label, MerchantCalendar, ProgrammeId};

use super::audit_points::PointOverviewError;
use super::operation::CounterPlace;
use super::overview_store::PointOverviewReads;
use crate::programme::point_type::{PointScale, PointType, PointTypeCode, PointValue};

/// What lies in lots that expire together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpiringSum {
    /// The type of points.
    pub point_type: PointTypeCode,
    /// From when on it is no longer there.
    pub expires_at: Option<Instant>,
    /// What can be spent.
    pub available: i64,
    /// What cannot be spent yet.
    pub pending: i64,
}

/// What accounts hold for something, and owe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingSum {
    /// The type of points.
    pub point_type: PointTypeCode,
    /// What is held.
    pub reserved: i64,
    /// What is owed by members, as a positive number.
    pub owed: i64,
}

/// What stands at a place of the programme's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceSum {
    /// The type of points.
    pub point_type: PointTypeCode,
    /// The place.
    pub place: CounterPlace,
    /// What stands there: negative for what was given out on balance.
    pub points: i64,
}

/// What expires in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiabilityMonth {
    /// The first day of the month in which it is there for the last time, in the merchant's zone. None for what never expires.
    pub month: Option<Date>,
    /// What of it can be spent.
    pub available: i64,
    /// What of it cannot yet.
    pub pending: i64,
    /// What both are worth in minor units, rounded down. None for points that cannot be spent.
    pub value: Option<i64>,
}

/// What is owed in points of one type. Points are in the smallest part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointLiability {
    /// The type.
    pub point_type: PointTypeCode,
    /// What it is called.
    pub name: Label,
    /// How many decimals it has.
    pub scale: PointScale,
    /// What expires when, the next month first, and what never does last.
    pub months: Vec<LiabilityMonth>,
    /// What is there that can be spent.
    pub available: i64,
    /// What is there that cannot be spent yet.
    pub pending: i64,
    /// What is held for something.
    pub reserved: i64,
    /// What is available, pending and reserved is worth, in minor units, rounded down.
    pub value: Option<i64>,
    /// What members owe, as a positive number: the next points pay it.
    pub owed: i64,
    /// What receipts earned and rewards gave, less what refunds took back.
    pub issued: i64,
    /// What paid, less what refunds gave back.
    pub redeemed: i64,
    /// What expired: the breakage so far.
    pub expired: i64,
    /// What staff credited, less what they debited.
    pub adjusted: i64,
}

/// What is owed in each type of points of a programme at that instant. Nothing is told of sums that are too large to be told exactly.
pub async fn liability_of(
    store: &mut dyn PointOverviewReads,
    now: Instant,
    calendar: &MerchantCalendar,
    programme: ProgrammeId,
) -> Result<Vec<PointLiability>, PointOverviewError> {
    let found = store.find_programme(programme).await?.ok_or(PointOverviewError::UnknownProgramme)?;
    let sums = Sums {
        expiring: store.expiring_sums(programme, now).await?,
        standing: store.standing_sums(programme, now).await?,
        places: store.place_sums(programme).await?,
    };
    let kinds = found.configuration.point_types.iter();
    kinds.map(|kind| sums.liability(kind, now, calendar)).collect()
}

struct Sums {
    expiring: Vec<ExpiringSum>,
    standing: Vec<StandingSum>,
    places: Vec<PlaceSum>,
}

impl Sums {
    fn liability(
        &self,
        kind: &PointType,
        now: Instant,
        calendar: &MerchantCalendar,
    ) -> Result<PointLiability, PointOverviewError> {
        let own = || self.expiring.iter().filter(|sum| sum.point_type == kind.code);
        let is_over = |sum: &&ExpiringSum| sum.expires_at.is_some_and(|at| at <= now);
        // What has expired since its account was last touched stands in no operation yet.
        let both = |sum: &ExpiringSum| i128::from(sum.available) + i128::from(sum.pending);
        let unwritten: i128 = own().filter(is_over).map(both).sum();
        let there = || own().filter(move |sum| !is_over(sum));
        let standing = self.standing.iter().find(|sum| sum.point_type == kind.code);
        let (reserved, owed) = standing.map_or((0, 0), |sum| (sum.reserved, sum.owed));
        let at = |place: CounterPlace| -> i128 {
            let there = self.places.iter().filter(|sum| sum.point_type == kind.code && sum.place == place);
            there.map(|sum| i128::from(sum.points)).sum()
        };
        let available = told(there().map(|sum| i128::from(sum.available)).sum())?;
        let pending = told(there().map(|sum| i128::from(sum.pending)).sum())?;
        let all = i128::from(available) + i128::from(pending) + i128::from(reserved);
        Ok(PointLiability {
            point_type: kind.code.clone(),
            name: kind.name.clone(),
            scale: kind.scale,
            months: months(kind, calendar, there())?,
            available,
            pending,
            reserved,
            value: worth(kind, all)?,
            owed,
            issued: told(-at(CounterPlace::Issued))?,
            redeemed: told(at(CounterPlace::Redeemed))?,
            expired: told(at(CounterPlace::Expired) + unwritten)?,
            adjusted: told(-at(CounterPlace::Adjusted))?,
        })
    }
}

/// A sum that can be told exactly.
fn told(sum: i128) -> Result<i64, PointOverviewError> {
    PointValue::told(sum).ok_or(PointOverviewError::TooLarge)
}

/// What so many points are worth: none of those that cannot be spent.
fn worth(kind: &PointType, points: i128) -> Result<Option<i64>, PointOverviewError> {
    let points = told(points)?;
    let worth = kind.value.map(|value| value.amount_of(points).ok_or(PointOverviewError::TooLarge));
    worth.transpose()
}

fn months<'a>(
    kind: &PointType,
    calendar: &MerchantCalendar,
    sums: impl Iterator<Item = &'a ExpiringSum>,
) -> Result<Vec<LiabilityMonth>, PointOverviewError> {
    // What is gone with the first instant of a month is there to the end of the one before.
    let last_day = |at: Instant| calendar.date_of(at - Duration::microseconds(1));
    let mut by_month: BTreeMap<(bool, Option<Date>), (i128, i128)> = BTreeMap::new();
    for sum in sums {
        let month = sum.expires_at.map(|at| MerchantCalendar::first_of_month(last_day(at)));
        let (available, pending) = by_month.entry((month.is_none(), month)).or_default();
        *available += i128::from(sum.available);
        *pending += i128::from(sum.pending);
    }
    let months = by_month.into_iter().map(|((_, month), (available, pending))| {
        Ok(LiabilityMonth {
            month,
            available: told(available)?,
            pending: told(pending)?,
            value: worth(kind, available + pending)?,
        })
    });
    months.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::expiry::Expiry;
    use crate::programme::point_type::{Rounding, RoundingLevel, Shortfall, SpentAndExpired};

    /// Points of which three are worth a dinar.
    fn points() -> PointType {
        PointType {
            code: "points".parse().unwrap(),
            name: "Poeni".parse().unwrap(),
            scale: PointScale::default(),
            value: Some(PointValue { points: 3, amount: 100 }),
            expiry: Expiry::Never,
            pending_days: 0,
            rounding: Rounding::Down,
            rounding_level: RoundingLevel::Receipt,
            shortfall: Shortfall::Owed,
            spent_and_expired: SpentAndExpired::Lost,
            expiry_by_tier: Vec::new(),
            adjustment_limit: None,
            transferable: false,
        }
    }

    #[test]
    fn what_is_gone_with_midnight_belongs_to_the_month_before() {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let kind = points();
        let sum = |expires_at: Option<&str>, available: i64, pending: i64| ExpiringSum {
            point_type: kind.code.clone(),
            expires_at: expires_at.map(|at| at.parse().unwrap()),
            available,
            pending,
        };
        let sums = Sums {
            expiring: vec![
                sum(Some("2026-11-30T23:00:00Z"), 7, 0),
                sum(Some("2026-12-31T22:59:59Z"), 10, 0),
                sum(Some("2026-12-31T23:00:00Z"), 20, 5),
                sum(Some("2026-12-31T23:00:01Z"), 40, 0),
                sum(None, 80, 0),
            ],
            standing: vec![StandingSum { point_type: kind.code.clone(), reserved: 2, owed: 9 }],
            places: [(CounterPlace::Issued, -200), (CounterPlace::Redeemed, 30), (CounterPlace::Expired, 11)]
                .map(|(place, points)| PlaceSum { point_type: kind.code.clone(), place, points })
                .to_vec(),
        };
        let now = "2026-12-01T00:00:00Z".parse().unwrap();
        let told = sums.liability(&kind, now, &calendar).unwrap();
        let month = |month: Option<&str>, available: i64, pending: i64, value: i64| LiabilityMonth {
            month: month.map(|day| day.parse().unwrap()),
            available,
            pending,
            value: Some(value),
        };
        assert_eq!(
            told.months,
            [
                month(Some("2026-12-01"), 30, 5, 1166),
                month(Some("2027-01-01"), 40, 0, 1333),
                month(None, 80, 0, 2666),
            ]
        );
        assert_eq!((told.available, told.pending, told.reserved, told.owed), (150, 5, 2, 9));
        assert_eq!((told.value, told.issued, told.redeemed), (Some(5233), 200, 30));
        assert_eq!(told.expired, 11 + 7, "what nobody has written yet has expired all the same");
    }

    #[test]
    fn what_is_too_large_to_be_told_exactly_is_not_told() {
        let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
        let now = "2026-12-01T00:00:00Z".parse().unwrap();
        let of = |available: Vec<i64>, amount: i64| {
            let kind = PointType { value: Some(PointValue { points: 1, amount }), ..points() };
            let expiring = available.into_iter().map(|available| ExpiringSum {
                point_type: kind.code.clone(),
                expires_at: None,
                available,
                pending: 0,
            });
            let sums = Sums { expiring: expiring.collect(), standing: Vec::new(), places: Vec::new() };
            sums.liability(&kind, now, &calendar).ok().and_then(|told| told.value)
        };
        let most = PointValue::MOST_TOLD;
        assert_eq!(of(vec![most], 1), Some(most));
        assert_eq!(of(vec![most, 1], 1), None);
        assert_eq!(of(vec![i64::MAX, i64::MAX], 1), None);
        assert_eq!(of(vec![most], 2), None);
        assert_eq!(of(vec![9_000_000_000], 1_000_000_000_000), None);
        assert_eq!(of(vec![9_007], 1_000_000_000_000), Some(9_007_000_000_000_000));
    }
}
