//! Campaigns, codes and uses, there and back on each database.

use std::collections::BTreeSet;

use chrono::Duration;
use regulars_kernel::{
    Actor, CouponBatchId, CouponCampaignId, CouponUseId, CustomerId, Instant, PageRequest, PageSize,
    PurchaseId, StoreError, StoreId,
};
use regulars_loyalty::{
    CapPeriod, CouponAudience, CouponBatch, CouponCampaign, CouponCampaignState, CouponCode, CouponEffect,
    CouponLimits, CouponPeriodLimit, CouponPrefix, CouponReads, CouponRefundPolicy, CouponStacking,
    CouponStore, CouponTerms, CouponUse, CouponUseState, Hours, LineMatch, LineSelector, Validity,
};
use uuid::Uuid;

use crate::trial::{Trial, on_each_database};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
}

fn now() -> Instant {
    "2026-11-21T12:00:00.123456Z".parse().unwrap()
}

fn customer() -> CustomerId {
    CustomerId::new(id(2))
}

fn code(text: &str) -> CouponCode {
    text.parse().unwrap()
}

/// A campaign that says something of everything.
fn rich() -> CouponCampaign {
    let drinks = LineMatch { sku: None, category: Some("drinks".parse().unwrap()), unit: None };
    let time = |text: &str| text.parse::<chrono::NaiveTime>().unwrap();
    CouponCampaign {
        id: CouponCampaignId::new(id(1)),
        name: "Deset odsto".parse().unwrap(),
        state: CouponCampaignState::Active,
        terms: CouponTerms {
            effect: CouponEffect::Percentage { percent: "12.5".parse().unwrap(), most: Some(900) },
            minimum: 1_000,
            lines: LineSelector { include: vec![drinks.clone()], exclude: vec![drinks] },
            stores: BTreeSet::from([StoreId::new(id(3))]),
            validity: Validity {
                from: Some("2026-11-01".parse().unwrap()),
                to: None,
                weekdays: BTreeSet::from([6, 7]),
                hours: vec![Hours { from: time("07:00:00"), to: time("10:00:00") }],
            },
            limits: CouponLimits {
                in_all: Some(3),
                per_code: Some(2),
                per_customer: Some(5),
                per_period: Some(CouponPeriodLimit { most: 1, per: CapPeriod::Week }),
            },
            budget: Some(1_000),
            stacking: CouponStacking { group: Some("g".parse().unwrap()), exclusive: true, priority: -3 },
            audience: CouponAudience::Customer(customer()),
            on_refund: CouponRefundPolicy::Free,
        },
        codes: 0,
        coming: 0,
        used: 0,
        reserved: 0,
        spent: 0,
        created_at: now(),
        updated_at: now(),
    }
}

fn batch() -> CouponBatch {
    CouponBatch {
        id: CouponBatchId::new(id(4)),
        campaign: rich().id,
        prefix: CouponPrefix::default(),
        wanted: 5,
        made: 0,
        created_at: now(),
        voided: None,
    }
}

fn taken(number: u128, text: &str, state: CouponUseState, amount: i64) -> CouponUse {
    CouponUse {
        id: CouponUseId::new(id(number)),
        campaign: rich().id,
        code: code(text),
        customer: Some(customer()),
        purchase: Some(PurchaseId::new(id(7))).filter(|_| state == CouponUseState::Redeemed),
        state,
        amount,
        day: now().date_naive(),
        actor: Actor::System,
        reserved_until: Some(now() + Duration::minutes(15)).filter(|_| state == CouponUseState::Reserved),
        created_at: now(),
        settled_at: Some(now()).filter(|_| state == CouponUseState::Redeemed),
    }
}

#[tokio::test]
async fn what_was_written_is_read_and_uses_count_exactly() {
    on_each_database(async |trial: Trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, move |tx, _| {
                Box::pin(async move {
                    tx.insert_coupon_campaign(&rich()).await.unwrap();
                    tx.insert_coupon_batch(&batch()).await.unwrap();
                    let codes = [code("KOD1"), code("KOD2")];
                    assert_eq!(tx.insert_coupon_codes(&batch(), &codes).await.unwrap(), 2);
                    let codes = [code("KOD2"), code("KOD3")];
                    assert_eq!(tx.insert_coupon_codes(&batch(), &codes).await.unwrap(), 1);
                    let reserved = taken(10, "KOD1", CouponUseState::Reserved, 400);
                    tx.take_coupon(&reserved, &rich()).await.unwrap();
                    let captured = taken(10, "KOD1", CouponUseState::Redeemed, 500);
                    tx.capture_coupon(&reserved, &captured, &rich()).await.unwrap();
                    // Two more would cost more than there may be.
                    let dear = taken(11, "KOD2", CouponUseState::Redeemed, 501);
                    let refused = tx.take_coupon(&dear, &rich()).await;
                    assert!(matches!(refused, Err(StoreError::Contended)));
                    let second = taken(12, "KOD1", CouponUseState::Redeemed, 100);
                    tx.take_coupon(&second, &rich()).await.unwrap();
                    let over = taken(13, "KOD2", CouponUseState::Reserved, 50);
                    tx.take_coupon(&over, &rich()).await.unwrap();
                    assert!(tx.release_coupon(&second, now()).await.unwrap());
                    assert!(!tx.release_coupon(&second, now()).await.unwrap());
                })
            })
            .await;
        trial
            .read(shop, async move |tx| {
                let found = tx.find_coupons(&[code("KOD1"), code("NEMA")]).await.unwrap();
                let campaign = &found[0].campaign;
                let counted =
                    CouponCampaign { codes: 3, coming: 2, used: 2, reserved: 1, spent: 550, ..rich() };
                assert_eq!((found.len(), found[0].used, campaign), (1, 1, &counted));
                assert_eq!(tx.find_coupon_campaign(rich().id).await.unwrap(), Some(counted));
                let used = tx.coupon_uses_by(customer(), &[rich().id]).await.unwrap();
                let amounts: Vec<i64> = used.iter().map(|one| one.amount).collect();
                assert_eq!(amounts, [500, 50]);
                let of_purchase = tx.coupon_uses_of_purchase(PurchaseId::new(id(7))).await.unwrap();
                assert_eq!(of_purchase.len(), 1);
                assert_eq!(tx.coupon_reservations(&code("KOD2")).await.unwrap().len(), 1);
                let later = now() + Duration::minutes(15);
                let over = tx.expired_coupons(&[rich().id], later).await.unwrap();
                assert_eq!((over.len(), over[0].times, over[0].amount), (1, 1, 50));
                let all = PageRequest { size: PageSize::ONE, after: Some(code("KOD1")) };
                let page = tx.list_coupon_codes(rich().id, now(), all).await.unwrap();
                assert_eq!((page.items[0].used, page.next), (1, Some(code("KOD2"))));
                assert_eq!(page.items[0].batch, Some(batch().id));
                let all = PageRequest { size: PageSize::ONE, after: Some(code("KOD1")) };
                let page = tx.list_coupon_codes(rich().id, later, all).await.unwrap();
                assert_eq!((page.items.len(), page.items[0].used), (1, 0));
                let offered = tx.personal_coupon_campaigns(customer(), now(), 10).await.unwrap();
                assert_eq!(offered[0].code, code("KOD3"));
                let codes = [code("KOD1"), code("NEMA")];
                assert_eq!(tx.taken_coupon_codes(&codes).await.unwrap(), [code("KOD1")]);
            })
            .await;
        trial
            .write(shop, move |tx, _| {
                Box::pin(async move {
                    let later = now() + Duration::minutes(15);
                    tx.release_expired_coupons(&[rich().id], later).await.unwrap();
                    let held = tx.hold_coupons(&[code("KOD2")]).await.unwrap();
                    let campaign = &held[0].campaign;
                    let counts = (held[0].used, campaign.used, campaign.reserved, campaign.spent);
                    assert_eq!(counts, (0, 1, 0, 500));
                })
            })
            .await;
    })
    .await;
}
