//! The dashboard, the segments and the functions of the domain say the same about everybody on every day.

use chrono::{Datelike, Days};
use regulars_analytics::dashboard;
use regulars_analytics::{BirthdayWindow, DASHBOARD_BIRTHDAY_DAYS};
use regulars_customers::{
    CustomerReads, CustomerSelection, DataConsent, Lifecycle, NewCustomer, create_customer,
};
use regulars_filters::BuiltIn;
use regulars_kernel::{
    BirthDate, CustomerId, Date, Instant, PageRequest, PageSize, Personal, PurchaseTotals,
};
use regulars_segments::AudienceReads;

use super::*;
use crate::trial::on_each_database;

/// Who was born when, and when they bought last: around every edge of the days below.
fn people() -> Vec<(Option<BirthDate>, Option<Instant>)> {
    let birth_dates = [
        "1996-02-27",
        "1996-02-28",
        "1996-02-29",
        "1996-03-01",
        "1990-12-31",
        "1990-01-01",
        "1990-01-27",
        "--02-29",
    ];
    let bought = [
        "2026-06-30T21:59:59.999999Z",
        "2026-06-30T22:00:00Z",
        "2026-06-27T22:00:00Z",
        "2027-06-28T21:59:59.999999Z",
        "2027-06-28T22:00:00Z",
        "2027-06-27T22:00:00Z",
        "2020-01-01T00:00:00Z",
        "2020-01-02T00:00:00Z",
    ];
    let mut people: Vec<_> = birth_dates
        .iter()
        .zip(bought)
        .map(|(born, bought)| (born.parse().ok(), bought.parse().ok()))
        .collect();
    people.extend([(None, None), (None, "2027-02-01T00:00:00Z".parse().ok())]);
    people
}

async fn everybody_in(
    tx: &mut ReadTx,
    group: BuiltIn,
    stage: &crate::trial::Stage,
    now: Instant,
) -> Vec<CustomerId> {
    let filter = group.filter().resolve(&stage.calendar, now).unwrap();
    let page = PageRequest { size: PageSize::new(PageSize::MAX).unwrap(), after: None };
    tx.customers_passing(&filter, page).await.unwrap().items
}

#[tokio::test]
async fn lost_and_birthday_mean_one_thing() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let mut known = Vec::new();
                    for (born, bought) in people() {
                        let consent = DataConsent { source: "form".parse().unwrap(), text_version: None };
                        let new = NewCustomer {
                            birth_date: born.map(Personal::new),
                            data_consent: Some(consent),
                            ..NewCustomer::default()
                        };
                        let (environment, calendar) = (&stage.environment, &stage.calendar);
                        let made =
                            create_customer(tx, environment, calendar, stage.scope, new).await.unwrap();
                        let id = made.customer.id;
                        if let Some(at) = bought {
                            crate::customers::has_bought(tx, id, at).await;
                        }
                        known.push((id, born, bought));
                    }
                    known.sort_by_key(|(id, ..)| *id);
                    for day in
                        ["2027-02-01", "2027-02-28", "2028-02-01", "2028-02-27", "2028-02-29", "2027-12-30"]
                    {
                        let today: Date = day.parse().unwrap();
                        let now = stage.calendar.start_of_day(today);
                        let window = BirthdayWindow::of_days(today, DASHBOARD_BIRTHDAY_DAYS);
                        let end = today + Days::new(u64::from(DASHBOARD_BIRTHDAY_DAYS));
                        let celebrates = |born: Option<BirthDate>| {
                            born.is_some_and(|born| window.birthday_of(born).unwrap().date < end)
                        };
                        let is = |bought: Option<Instant>, wanted| {
                            let totals = PurchaseTotals { last_at: bought, ..PurchaseTotals::default() };
                            Lifecycle::of(&totals, now, &stage.calendar) == wanted
                        };
                        let ids =
                            |wanted: &dyn Fn(Option<BirthDate>, Option<Instant>) -> bool| -> Vec<CustomerId> {
                                let those = known.iter().filter(|(_, born, bought)| wanted(*born, *bought));
                                those.map(|(id, ..)| *id).collect()
                            };
                        let celebrating = ids(&|born, _| celebrates(born));
                        let lost = ids(&|_, bought| is(bought, Lifecycle::Lost));
                        let group = BuiltIn::BirthdayNextFourWeeks;
                        assert_eq!(everybody_in(tx, group, &stage, now).await, celebrating, "{day}");
                        assert_eq!(everybody_in(tx, BuiltIn::Lost, &stage, now).await, lost, "{day}");
                        let shown = dashboard(tx, &stage.calendar, now).await.unwrap();
                        let mut shown_ids: Vec<_> =
                            shown.upcoming_birthdays.iter().map(|(customer, _)| customer.brief.id).collect();
                        let dates: Vec<Date> =
                            shown.upcoming_birthdays.iter().map(|(_, birthday)| birthday.date).collect();
                        assert!(dates.is_sorted(), "{day}: {dates:?}");
                        shown_ids.sort();
                        assert_eq!(shown_ids, celebrating, "{day}");
                        let count =
                            |wanted| i64::try_from(ids(&|_, bought| is(bought, wanted)).len()).unwrap();
                        let counts = shown.counts;
                        assert_eq!(counts.lost, count(Lifecycle::Lost), "{day}");
                        assert_eq!(counts.active, count(Lifecycle::Active), "{day}");
                        assert_eq!(counts.prospects, count(Lifecycle::Prospect), "{day}");
                        assert!(today.year() > 2026 && counts.lost > 0);
                    }
                    assert!(tx.count_customers(&CustomerSelection::default()).await.unwrap() > 0);
                })
            })
            .await;
    })
    .await;
}
