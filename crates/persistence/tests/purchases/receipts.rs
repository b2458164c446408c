//! Receipts: who bought, repetition, conflict, lists.

use chrono::Duration;
use regulars_kernel::{
    CustomerId, CustomerType, PageRequest, PageSize, Phone, PurchaseId, StoreError, StoreId,
};
use regulars_purchases::{
    BuyerWarning, Identification, Identify, Purchase, PurchaseFilter, PurchaseName, PurchaseReads,
    RecordPurchaseError,
};

use super::fixture::{Fixture, card, instant, item, on_fresh_database, receipt};

#[tokio::test]
async fn a_member_who_buys_here_for_the_first_time_becomes_a_customer_without_personal_data() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let first = fixture.record(receipt("1", card("9001"))).await.unwrap();
        let customer = first.customer.unwrap();
        assert_eq!((customer.customer_type, customer.first_name), (CustomerType::Member, None));
        assert_eq!((customer.totals.count, customer.totals.total), (1, 1300));
        assert_eq!(first.print_lines, ["Purchases so far: 1"]);
        assert_eq!((first.warning, first.replayed, first.clock_skewed), (None, false, false));

        let mut later = receipt("2", card("9001"));
        later.occurred_at += Duration::hours(2);
        let second = fixture.record(later).await.unwrap().customer.unwrap();
        assert_eq!(second.id, customer.id);
        assert_eq!((second.totals.count, second.totals.total), (2, 2600));
        assert_eq!(second.totals.first_at, Some(instant("2026-11-21T11:00:00Z")));
        assert_eq!(second.totals.last_at, Some(instant("2026-11-21T13:00:00Z")));
        let created = fixture.rows("SELECT created_by FROM customers WHERE merchant_id = $1").await;
        assert_eq!(created, ["terminal"]);

        let elsewhere = fixture.another_merchant().await;
        let other = elsewhere.record(receipt("1", card("9001"))).await.unwrap().customer.unwrap();
        assert_ne!(other.id, customer.id);
        assert_eq!(other.totals.count, 1);
    })
    .await;
}

#[tokio::test]
async fn a_receipt_is_never_lost_for_who_bought() {
    on_fresh_database(|fixture| async move {
        fixture.member("9002", "blocked").await;
        fixture.member("9003", "replaced").await;
        let ana = fixture.customer("+381641234567").await;
        let phone = |text: &str| Some(Identify::Phone(Phone::parse(text, Some("RS")).unwrap()));
        for (number, identify, warning, known) in [
            ("1", card("9999"), Some(BuyerWarning::CardUnknown), false),
            ("2", card("9002"), Some(BuyerWarning::CardBlocked), false),
            ("3", card("9003"), Some(BuyerWarning::CardReplaced), true),
            ("4", phone("064 1234568"), Some(BuyerWarning::CustomerUnknown), false),
            ("5", phone("064 1234567"), None, true),
            ("6", Some(Identify::Customer(CustomerId::new(ana))), None, true),
            ("7", None, None, false),
        ] {
            let answer = fixture.record(receipt(number, identify.clone())).await.unwrap();
            assert_eq!((answer.warning, answer.customer.is_some()), (warning, known), "{number}");
            let again = fixture.record(receipt(number, identify)).await.unwrap();
            assert_eq!((again.id, again.warning, again.replayed), (answer.id, warning, true), "{number}");
        }
        assert_eq!(fixture.totals().await.len(), 2);
        let elsewhere = fixture.another_merchant().await;
        let foreign = receipt("1", Some(Identify::Customer(CustomerId::new(ana))));
        let refused = elsewhere.record(foreign).await;
        assert!(matches!(refused, Err(RecordPurchaseError::UnknownCustomer)), "{refused:?}");
        let mut foreign = receipt("1", card("9003"));
        foreign.store = Some(fixture.store);
        let refused = elsewhere.record(foreign).await;
        assert!(matches!(refused, Err(RecordPurchaseError::UnknownStore)), "{refused:?}");
        let kept = elsewhere.rows("SELECT source FROM purchases WHERE merchant_id = $1").await;
        assert_eq!(kept, Vec::<String>::new());
        let customers = elsewhere.rows("SELECT created_by FROM customers WHERE merchant_id = $1").await;
        assert_eq!(customers, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_purchase_is_found_as_it_was_sent() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let sent = receipt("17/A", card("9001"));
        let answer = fixture.record(sent.clone()).await.unwrap();
        let found = fixture.purchase(PurchaseName::Id(answer.id)).await.unwrap();
        let lines: Vec<_> = found.lines.iter().map(|line| line.line.clone()).collect();
        assert_eq!(lines, sent.lines);
        assert_eq!((found.tenders.clone(), found.coupons.clone()), (sent.tenders, sent.coupons));
        assert_eq!((found.occurred_at, found.total, found.refunded_total), (sent.occurred_at, 1300, 0));
        assert_eq!(found.recorded_at, fixture.environment.now());
        assert_eq!((found.store, found.terminal), (Some(fixture.store), fixture.till.terminal()));
        assert_eq!(found.identification, Some(Identification::Card("9001".parse().unwrap())));
        assert_eq!(found.key.business_date, "2026-11-21".parse().unwrap());
        assert_eq!(found.customer.clone().unwrap().totals.count, 1);
        assert_eq!(fixture.purchase(PurchaseName::Receipt(found.key.clone())).await, Some(found));
        let elsewhere = fixture.another_merchant().await;
        assert_eq!(elsewhere.purchase(PurchaseName::Id(answer.id)).await, None);
    })
    .await;
}

#[tokio::test]
async fn the_same_key_with_another_body_is_a_conflict_that_names_the_difference() {
    on_fresh_database(|fixture| async move {
        fixture.customer("+381641234567").await;
        let phone = Identify::Phone(Phone::parse("+381641234567", None).unwrap());
        let recorded = fixture.record(receipt("1", Some(phone.clone()))).await.unwrap();
        let pointers = async |fixture: &Fixture, new| match fixture.record(new).await {
            Err(RecordPurchaseError::Conflict(conflict)) => {
                assert_eq!(conflict.purchase, recorded.id);
                conflict.differences.into_iter().map(|found| found.pointer).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        let mut other = receipt("1", Some(phone.clone()));
        other.lines[0] = item("100", "2", 100, 200);
        other.lines.push(item("300", "1", 100, 100));
        let expected = ["/lines/0/quantity", "/lines/0/total", "/lines/3"];
        assert_eq!(pointers(&fixture, other).await, expected);

        let mut other = receipt("1", Some(phone.clone()));
        other.store = Some(fixture.store);
        assert_eq!(pointers(&fixture, other).await, ["/store_id"]);

        let other = receipt("1", Some(Identify::Phone(Phone::parse("+381641234568", None).unwrap())));
        assert_eq!(pointers(&fixture, other).await, ["/identify/phone"]);
        assert_eq!(pointers(&fixture, receipt("1", None)).await, ["/identify"]);

        let mut other = receipt("1", Some(phone.clone()));
        other.id = Some(PurchaseId::new(fixture.environment.new_id()));
        other.tenders.pop();
        assert_eq!(pointers(&fixture, other).await, ["/id", "/tenders/1"]);

        let mut other = receipt("2", Some(phone.clone()));
        other.id = Some(recorded.id);
        assert_eq!(pointers(&fixture, other).await, ["/receipt_number"]);

        let mut same = receipt("1", Some(phone));
        same.id = Some(recorded.id);
        same.sent_at = Some(instant("2026-11-29T09:00:00Z"));
        same.business_date = Some("2026-11-21".parse().unwrap());
        let again = fixture.record(same).await.unwrap();
        assert_eq!((again.id, again.replayed, again.recorded_at), (recorded.id, true, recorded.recorded_at));
        assert_eq!(fixture.totals().await, [fixture.totals().await[0].clone()]);
    })
    .await;
}

async fn list(fixture: &Fixture, filter: &PurchaseFilter, size: u16) -> Vec<Purchase> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let (filter, request) = (filter.clone(), PageRequest { size: PageSize::new(size).unwrap(), after });
        let page: Result<_, StoreError> =
            fixture.database.read(fixture.scope, async move |tx| tx.list(&filter, request).await).await;
        let page = page.unwrap();
        all.extend(page.items);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

#[tokio::test]
async fn purchases_are_listed_from_the_newest_page_by_page() {
    on_fresh_database(|fixture| async move {
        fixture.member("9001", "active").await;
        let noon = instant("2026-11-21T11:00:00Z");
        for number in 0..12 {
            let mut new = receipt(&number.to_string(), if number % 3 == 0 { card("9001") } else { None });
            // Three purchases at each instant, and instants with and without a fraction.
            new.occurred_at = noon + Duration::milliseconds(i64::from(number / 3) * 500);
            fixture.record(new).await.unwrap();
        }
        let everything = list(&fixture, &PurchaseFilter::default(), 200).await;
        assert_eq!(everything.len(), 12);
        let positions: Vec<_> = everything.iter().map(|found| (found.occurred_at, found.id)).collect();
        assert!(positions.windows(2).all(|pair| pair[0] > pair[1]), "{positions:?}");
        for size in [1, 4, 5] {
            assert_eq!(list(&fixture, &PurchaseFilter::default(), size).await, everything);
        }
        let customer = everything.iter().find_map(|found| found.customer.clone()).unwrap().id;
        let of_customer = PurchaseFilter { customer: Some(customer), ..PurchaseFilter::default() };
        assert_eq!(list(&fixture, &of_customer, 3).await.len(), 4);
        let second = Duration::seconds(1);
        let of_time =
            PurchaseFilter { from: Some(noon), until: Some(noon + second), ..PurchaseFilter::default() };
        assert_eq!(list(&fixture, &of_time, 3).await.len(), 6);
        let store = |store| PurchaseFilter { store: Some(store), ..PurchaseFilter::default() };
        assert_eq!(list(&fixture, &store(fixture.store), 50).await.len(), 12);
        let other = StoreId::new(fixture.environment.new_id());
        assert_eq!(list(&fixture, &store(other), 50).await.len(), 0);
        let elsewhere = fixture.another_merchant().await;
        assert_eq!(list(&elsewhere, &PurchaseFilter::default(), 50).await.len(), 0);
    })
    .await;
}
