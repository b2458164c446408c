//! Programmes and the ledger of points, there and back on each database.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Duration;
use regulars_identity::IdentityReads;
use regulars_kernel::{
    Actor, CustomerId, EarningRuleId, Instant, MerchantCalendar, PageRequest, PageSize, PointAccountId,
    PointLotId, PointOperationId, ProgrammeId, ProgrammeMembershipId, PurchaseId, Scope, StoreError, StoreId,
};
use regulars_loyalty::{
    AccountWithLots, Cause, CounterPlace, DaySpan, Entry, KeptEarning, Lot, LotMove, MemberTier,
    OperationKind, OperationPosition, OperationQuery, PassedOverReason, PointAccount, PointBalance,
    PointOperation, PointReads, PointStore, Posting, Programme, ProgrammeMembership, ProgrammeReads,
    ProgrammeStanding, ProgrammeState, ProgrammeStore, RuleUse, TierBase, TierBasis, TierChange,
    TierDaysQuery, TierLock, TierLockReason, TierMove, TierMoveCause, TierMovePosition, TierReads, TierStore,
    ToldRules,
};
use uuid::Uuid;

use super::configuration_row::tests::rich;
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

fn account_id() -> PointAccountId {
    PointAccountId::new(id(3))
}

fn purchase() -> PurchaseId {
    PurchaseId::new(id(7))
}

fn programme(number: u128, state: ProgrammeState, version: u32) -> Programme {
    Programme {
        id: ProgrammeId::new(id(number)),
        name: "Klub".parse().unwrap(),
        state,
        version,
        configuration: rich(),
        created_at: now(),
        updated_at: now() + Duration::seconds(i64::from(version)),
    }
}

fn membership() -> ProgrammeMembership {
    ProgrammeMembership {
        id: ProgrammeMembershipId::new(id(4)),
        programme: ProgrammeId::new(id(1)),
        customer: customer(),
        joined_at: now(),
        left_at: None,
        terms_version: None,
    }
}

fn account(available: i64, last_operation: i64) -> PointAccount {
    PointAccount {
        id: account_id(),
        programme: ProgrammeId::new(id(1)),
        point_type: "points".parse().unwrap(),
        customer: customer(),
        balance: PointBalance { available, ..PointBalance::default() },
        last_operation,
        opened_at: now(),
        merged_into: None,
    }
}

fn lot(remaining: i64) -> Lot {
    Lot {
        id: PointLotId::new(id(5)),
        account: account_id(),
        origin: PointOperationId::new(id(11)),
        purchase: Some(purchase()),
        original: 100,
        remaining,
        pending: false,
        available_from: now(),
        expires_at: Some(now() + Duration::days(30)),
    }
}

fn operation(number: i64, kind: OperationKind, available: i64, place: CounterPlace) -> PointOperation {
    let balance = PointBalance { available, ..PointBalance::default() };
    PointOperation {
        id: PointOperationId::new(id(10 + u128::try_from(number).unwrap())),
        account: account_id(),
        number,
        kind,
        occurred_at: now(),
        recorded_at: now() + Duration::minutes(number),
        entry: Entry { account: balance, place, counter: -available },
        cause: Cause {
            actor: Actor::System,
            purchase: Some(purchase()),
            refund: None,
            programme_version: 1,
            reason: None,
            accrual: None,
        },
        moves: vec![LotMove { lot: PointLotId::new(id(5)), amount: available }],
    }
}

fn earn() -> PointOperation {
    operation(1, OperationKind::Earn, 100, CounterPlace::Issued)
}

fn spend() -> PointOperation {
    operation(2, OperationKind::Spend, -40, CounterPlace::Redeemed)
}

fn earning(taken_back: i64) -> KeptEarning {
    KeptEarning {
        purchase: purchase(),
        account: account_id(),
        rule: EarningRuleId::new(id(10)),
        line: 1,
        points: 100,
        quantity: 2_000,
        amount: 9_000,
        day: now().date_naive(),
        store: None,
        taken_back,
    }
}

fn had(times: i64, points: i64) -> RuleUse {
    let (rule, day) = (EarningRuleId::new(id(10)), now().date_naive());
    RuleUse { rule, store: None, day, times, points, quantity: 0, amount: 0 }
}

fn told_rules() -> ToldRules {
    ToldRules {
        purchase: purchase(),
        account: account_id(),
        programme_version: 1,
        capped: BTreeMap::from([(EarningRuleId::new(id(10)), vec![0, 2])]),
        out_of_budget: BTreeSet::from([EarningRuleId::new(id(12))]),
        passed_over: vec![(EarningRuleId::new(id(11)), PassedOverReason::NotThen)],
    }
}

fn earned() -> Posting {
    Posting {
        account: account(100, 1),
        was_at: None,
        joins: Some(membership()),
        operations: vec![earn()],
        new_lots: vec![lot(100)],
        changed_lots: Vec::new(),
        earnings: vec![earning(0)],
        taken_back: Vec::new(),
        uses: vec![had(1, 60), had(1, 40)],
        reservations: Vec::new(),
        told_rules: vec![told_rules()],
    }
}

fn spent() -> Posting {
    Posting {
        account: account(60, 2),
        was_at: Some(1),
        joins: None,
        operations: vec![spend()],
        new_lots: Vec::new(),
        changed_lots: vec![lot(60)],
        earnings: Vec::new(),
        taken_back: vec![earning(30)],
        uses: vec![had(0, -30)],
        reservations: Vec::new(),
        told_rules: Vec::new(),
    }
}

async fn post(trial: &Trial, scope: Scope, posting: Posting) -> Result<(), StoreError> {
    trial.rehearse(scope, move |tx, _| Box::pin(async move { tx.post_points(&[posting]).await })).await
}

#[tokio::test]
async fn what_is_posted_comes_back_and_nothing_is_posted_on_what_is_stale() {
    on_each_database(async |trial: Trial| {
        let shop = trial.new_merchant("shop").await;
        trial
            .write(shop, |tx, _| {
                Box::pin(async move {
                    let active = programme(1, ProgrammeState::Active, 1);
                    tx.insert_programme(&active, Actor::System).await.unwrap();
                    tx.post_points(&[earned()]).await.unwrap();
                })
            })
            .await;
        let again = post(&trial, shop, earned()).await;
        assert!(matches!(again, Err(StoreError::Contended)), "{again:?}");
        let ahead = post(&trial, shop, Posting { was_at: Some(2), ..spent() }).await;
        assert!(matches!(ahead, Err(StoreError::Contended)), "{ahead:?}");
        trial.write(shop, |tx, _| Box::pin(async move { tx.post_points(&[spent()]).await.unwrap() })).await;
        let again = post(&trial, shop, spent()).await;
        assert!(matches!(again, Err(StoreError::Contended)), "{again:?}");

        let found =
            AccountWithLots { account: account(60, 2), lots: vec![lot(60)], reservations: Vec::new() };
        let standing = ProgrammeStanding {
            programme: programme(1, ProgrammeState::Active, 1),
            membership: Some(membership()),
            has_left: false,
            may_join: false,
            accounts: vec![found.clone()],
            uses: vec![had(2, 70)],
            tier: None,
            referral: None,
        };
        let (standings, held, lots) = trial
            .rehearse(shop, |tx, _| {
                Box::pin(async move {
                    let standings = tx.standings_of(customer(), now()).await.unwrap();
                    let held = tx.hold_point_accounts(&[account_id()]).await.unwrap();
                    (standings, held, tx.lots_of_moves(&spend().moves).await.unwrap())
                })
            })
            .await;
        assert_eq!(standings, [standing]);
        assert_eq!(held, std::slice::from_ref(&found));
        assert_eq!(lots, [lot(60)]);
        trial
            .read(shop, async move |tx| {
                assert_eq!(tx.find_point_account(account_id()).await.unwrap(), Some(found.clone()));
                assert_eq!(tx.point_accounts_of(customer()).await.unwrap(), [found]);
                let of_purchase = tx.point_operations_of_purchase(purchase()).await.unwrap();
                assert_eq!(of_purchase, [earn(), spend()]);
                assert_eq!(tx.kept_earnings_of(purchase()).await.unwrap(), [earning(30)]);
                assert_eq!(tx.told_rules_of(purchase()).await.unwrap(), [told_rules()]);
                let before = tx.point_balance_before(account_id(), spend().recorded_at).await.unwrap();
                assert_eq!(before, account(100, 1).balance);
                assert!(tx.inexact_point_accounts().await.unwrap().is_empty());
                let page = PageRequest { size: PageSize::ONE, after: None };
                let query = OperationQuery::default();
                let first = tx.list_point_operations(account_id(), query, page).await.unwrap();
                assert_eq!((first.items, first.next), (vec![spend()], Some(OperationPosition(2))));
                let page = PageRequest { size: PageSize::ONE, after: first.next };
                let until = Some(spend().recorded_at);
                let query = OperationQuery { from: Some(now()), until, kind: Some(OperationKind::Earn) };
                let second = tx.list_point_operations(account_id(), query, page).await.unwrap();
                assert_eq!((second.items, second.next), (vec![earn()], None));
            })
            .await;
    })
    .await;
}

#[tokio::test]
async fn a_balance_that_its_ledger_does_not_explain_is_found() {
    on_each_database(async |trial: Trial| {
        let shop = trial.new_merchant("shop").await;
        let found = trial
            .rehearse(shop, |tx, _| {
                Box::pin(async move {
                    let active = programme(1, ProgrammeState::Active, 1);
                    tx.insert_programme(&active, Actor::System).await.unwrap();
                    tx.post_points(&[Posting { account: account(99, 1), ..earned() }]).await.unwrap();
                    tx.inexact_point_accounts().await.unwrap()
                })
            })
            .await;
        assert_eq!(found, [account_id()]);
    })
    .await;
}

#[tokio::test]
async fn a_programme_keeps_every_version_and_goes_with_them() {
    on_each_database(async |trial: Trial| {
        let shop = trial.new_merchant("shop").await;
        let draft = |version| programme(1, ProgrammeState::Draft, version);
        let one = draft(1).id;
        trial
            .write(shop, move |tx, _| {
                Box::pin(async move {
                    tx.insert_programme(&draft(1), Actor::System).await.unwrap();
                    assert!(tx.insert_programme_membership(&membership()).await.unwrap());
                    let other = ProgrammeMembershipId::new(id(99));
                    let other = ProgrammeMembership { id: other, ..membership() };
                    assert!(!tx.insert_programme_membership(&other).await.unwrap());
                    tx.end_programme_membership(membership().id, now()).await.unwrap();
                    assert_eq!(tx.find_programme_for_change(one).await.unwrap(), Some(draft(1)));
                    tx.update_programme(&draft(2), Actor::System).await.unwrap();
                    tx.update_programme(&draft(2), Actor::System).await.unwrap();
                })
            })
            .await;
        trial
            .read(shop, async move |tx| {
                assert_eq!(tx.find_programme(one).await.unwrap(), Some(draft(2)));
                assert!(!tx.merchant_facts().await.unwrap().has_programmes);
                let all = PageRequest { size: PageSize::DEFAULT, after: None };
                assert_eq!(tx.list_programmes(all).await.unwrap().items, [draft(2)]);
                let all = PageRequest { size: PageSize::DEFAULT, after: None };
                let versions = tx.list_programme_versions(one, all).await.unwrap().items;
                assert_eq!(versions.iter().map(|it| it.version).collect::<Vec<_>>(), [2, 1]);
                assert_eq!(tx.find_programme_version(one, 1).await.unwrap().as_ref(), versions.last());
                // Of somebody whom there is not.
                assert_eq!(tx.find_programme_membership(one, membership().id).await.unwrap(), None);
                assert_eq!(tx.find_programme_membership_of(one, customer()).await.unwrap(), None);
                assert!(!tx.has_customer(customer()).await.unwrap());
                assert!(!tx.has_point_accounts(one, Some(&"points".parse().unwrap())).await.unwrap());
                let stores = [StoreId::new(id(8)), StoreId::new(id(9))];
                assert_eq!(tx.unknown_stores(&stores).await.unwrap(), stores);
            })
            .await;
        let left = trial
            .write(shop, move |tx, _| {
                Box::pin(async move {
                    tx.delete_programme(one).await.unwrap();
                    let active = programme(2, ProgrammeState::Active, 1);
                    tx.insert_programme(&active, Actor::System).await.unwrap();
                    assert!(tx.merchant_facts().await.unwrap().has_programmes);
                    tx.find_programme(one).await.unwrap()
                })
            })
            .await;
        assert_eq!(left, None);
    })
    .await;
}

fn change(revision: i64, tier: &str) -> TierChange {
    let code = |text: &str| Some(text.parse().unwrap());
    let day = |text: &str| text.parse().unwrap();
    let lock = TierLock {
        tier: "gold".parse().unwrap(),
        reason: TierLockReason::Agreement,
        until: Some(now() + Duration::days(3)),
        locked_at: now(),
        locked_by: Actor::System,
    };
    let member = MemberTier {
        programme: ProgrammeId::new(id(1)),
        customer: customer(),
        tier: code(tier),
        since: now(),
        base: TierBase { tier: code("silver"), kept_before: Some(day("2027-01-01")), on: day("2026-10-01") },
        lock: Some(lock).filter(|_| revision > 1),
        revision,
        last_move: revision,
        counted_since: Some(now()),
        due_at: Some(now() + Duration::days(9)),
    };
    let moved = TierMove {
        number: revision,
        from: code("silver").filter(|_| revision > 1),
        to: code(tier),
        cause: TierMoveCause::Reached,
        counted: 120_000,
        window: DaySpan { from: day("2026-11-01"), behind: day("2026-11-22") },
        programme_version: 1,
        at: now() + Duration::hours(revision),
    };
    TierChange { member, was_at: Some(revision - 1).filter(|was_at| *was_at > 0), moves: vec![moved] }
}

#[tokio::test]
async fn where_a_member_stands_comes_back_and_is_not_written_on_what_is_stale() {
    on_each_database(async |trial: Trial| {
        let shop = trial.new_merchant("shop").await;
        let one = ProgrammeId::new(id(1));
        trial
            .write(shop, move |tx, _| {
                Box::pin(async move {
                    let active = programme(1, ProgrammeState::Active, 1);
                    tx.insert_programme(&active, Actor::System).await.unwrap();
                    assert!(tx.insert_programme_membership(&membership()).await.unwrap());
                    tx.write_member_tier(&change(1, "silver")).await.unwrap();
                })
            })
            .await;
        for (revision, fits) in [(1, false), (3, false), (2, true)] {
            let written: Result<(), StoreError> = trial
                .rehearse(shop, move |tx, _| {
                    Box::pin(async move { tx.write_member_tier(&change(revision, "gold")).await })
                })
                .await;
            assert_eq!(written.is_ok(), fits, "{revision}: {written:?}");
        }
        trial
            .write(shop, |tx, _| {
                Box::pin(async move { tx.write_member_tier(&change(2, "gold")).await.unwrap() })
            })
            .await;
        trial
            .read(shop, async move |tx| {
                let member = change(2, "gold").member;
                assert_eq!(tx.member_tiers(one, &[customer()]).await.unwrap(), std::slice::from_ref(&member));
                assert_eq!(tx.member_tiers_of(customer()).await.unwrap(), [member]);
                let page = PageRequest { size: PageSize::ONE, after: None };
                let first = tx.list_tier_moves(one, customer(), page).await.unwrap();
                assert_eq!((first.items, first.next), (change(2, "gold").moves, Some(TierMovePosition(2))));
                let then = now() + Duration::minutes(90);
                let last = tx.tier_move_by(one, customer(), then).await.unwrap();
                assert_eq!(last, change(1, "silver").moves.pop());
                assert_eq!(tx.programme_memberships_of(one, &[customer()]).await.unwrap(), [membership()]);
                let due = now() + Duration::days(9);
                let early = tx.due_member_tiers(due - Duration::seconds(1), PageSize::ONE).await.unwrap();
                assert!(early.is_empty());
                assert_eq!(tx.due_member_tiers(due, PageSize::ONE).await.unwrap(), [(one, customer())]);
                assert_eq!(tx.count_programme_members(one).await.unwrap(), 0);
                let points = TierBasis::Points("points".parse().unwrap());
                let balance = TierBasis::Balance("points".parse().unwrap());
                for basis in [TierBasis::Spend, TierBasis::Visits, points, balance] {
                    let query = TierDaysQuery {
                        programme: one,
                        basis,
                        stores: std::collections::BTreeSet::from([StoreId::new(id(8)), StoreId::new(id(9))]),
                        customers: vec![customer(), CustomerId::new(id(3))],
                        from: now().date_naive(),
                        recording: Some(purchase()),
                        calendar: MerchantCalendar::of_zone("Europe/Belgrade").unwrap(),
                        now: now(),
                    };
                    assert!(tx.tier_days(&query).await.unwrap().is_empty());
                }
            })
            .await;
        let standing = trial
            .rehearse(shop, |tx, _| {
                Box::pin(async move { tx.standings_of(customer(), now()).await.unwrap().pop() })
            })
            .await;
        assert_eq!(standing.and_then(|standing| standing.tier), Some(change(2, "gold").member));
    })
    .await;
}
