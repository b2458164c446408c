//! Staff credit and debit.

use async_trait::async_trait;
use chrono::Duration;
use regulars_audit::{AuditNote, AuditTrail, SubjectKind};
use regulars_kernel::{
    Actor, CustomerId, Environment, Instant, Page, PageRequest, PointAccountId, PointReservationId,
    PurchaseId, StoreError, UserId,
};
use uuid::Uuid;

use super::trial::{Trial, available, points};
use crate::{
    AccountWithLots, AdjustPointsError, Adjustment, AdjustmentReason, KeptEarning, Lot, LotMove,
    OperationKind, OperationPosition, OperationQuery, PointBalance, PointOperation, PointReads,
    PointReservation, PointStore, Posting, ProgrammeStanding, ToldRules, adjust_points,
};

/// The ledger of one account.
struct Ledger {
    found: AccountWithLots,
    is_erased: bool,
    postings: Vec<Posting>,
    notes: Vec<AuditNote>,
}

#[async_trait]
impl AuditTrail for Ledger {
    async fn note(&mut self, _environment: &Environment, note: AuditNote) -> Result<(), StoreError> {
        self.notes.push(note);
        Ok(())
    }
}

#[async_trait]
impl PointReads for Ledger {
    async fn find_point_account(
        &mut self,
        id: PointAccountId,
    ) -> Result<Option<AccountWithLots>, StoreError> {
        Ok(Some(self.found.clone()).filter(|found| found.account.id == id))
    }

    async fn point_accounts_of(&mut self, _customer: CustomerId) -> Result<Vec<AccountWithLots>, StoreError> {
        Ok(vec![self.found.clone()])
    }

    async fn list_point_operations(
        &mut self,
        _account: PointAccountId,
        _query: OperationQuery,
        _page: PageRequest<OperationPosition>,
    ) -> Result<Page<PointOperation, OperationPosition>, StoreError> {
        Ok(Page { items: Vec::new(), next: None })
    }

    async fn point_balance_before(
        &mut self,
        _account: PointAccountId,
        _before: Instant,
    ) -> Result<PointBalance, StoreError> {
        Ok(PointBalance::default())
    }

    async fn point_operations_of_purchase(
        &mut self,
        _purchase: PurchaseId,
    ) -> Result<Vec<PointOperation>, StoreError> {
        Ok(Vec::new())
    }

    async fn kept_earnings_of(&mut self, _purchase: PurchaseId) -> Result<Vec<KeptEarning>, StoreError> {
        Ok(Vec::new())
    }

    async fn find_point_reservation(
        &mut self,
        _account: PointAccountId,
        _id: PointReservationId,
    ) -> Result<Option<PointReservation>, StoreError> {
        Ok(None)
    }

    async fn list_point_reservations(
        &mut self,
        _account: PointAccountId,
        _page: PageRequest<PointReservationId>,
    ) -> Result<Page<PointReservation, PointReservationId>, StoreError> {
        Ok(Page { items: Vec::new(), next: None })
    }

    async fn lots_of_reservation(&mut self, _: PointReservationId) -> Result<Vec<(Lot, i64)>, StoreError> {
        Ok(Vec::new())
    }

    async fn told_rules_of(&mut self, _purchase: PurchaseId) -> Result<Vec<ToldRules>, StoreError> {
        Ok(Vec::new())
    }

    async fn has_holder(&mut self, customer: CustomerId) -> Result<bool, StoreError> {
        Ok(self.found.account.customer == customer && !self.is_erased)
    }

    async fn inexact_point_accounts(&mut self) -> Result<Vec<PointAccountId>, StoreError> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl PointStore for Ledger {
    async fn standings_of(
        &mut self,
        _customer: CustomerId,
        _counted_at: Instant,
    ) -> Result<Vec<ProgrammeStanding>, StoreError> {
        Ok(Vec::new())
    }

    async fn hold_point_accounts(
        &mut self,
        ids: &[PointAccountId],
    ) -> Result<Vec<AccountWithLots>, StoreError> {
        Ok(Some(self.found.clone()).filter(|found| ids.contains(&found.account.id)).into_iter().collect())
    }

    async fn lots_of_moves(&mut self, _moves: &[LotMove]) -> Result<Vec<Lot>, StoreError> {
        Ok(Vec::new())
    }

    async fn expired_of_lots(
        &mut self,
        _: &[PointAccountId],
        _: &[regulars_kernel::PointLotId],
    ) -> Result<i64, StoreError> {
        Ok(0)
    }

    async fn redirect_point_accounts(
        &mut self,
        _: PointAccountId,
        _: PointAccountId,
    ) -> Result<(), StoreError> {
        Ok(())
    }

    async fn post_points(&mut self, postings: &[Posting]) -> Result<(), StoreError> {
        self.postings.extend_from_slice(postings);
        Ok(())
    }
}

/// Somebody of the staff who credits and debits an account with 100 points, of which 40 expired a day ago.
struct Office {
    trial: Trial,
    ledger: Ledger,
}

impl Office {
    fn open() -> Self {
        let mut trial = Trial::of(points(0, Some(10)), 1);
        trial.earn(40, 1);
        trial.kind = points(0, None);
        trial.earn(60, 1);
        trial.wait_days(12);
        let found = trial.found().unwrap();
        let ledger = Ledger { found, is_erased: false, postings: Vec::new(), notes: Vec::new() };
        Self { trial, ledger }
    }

    fn adjustment(&self, points: i64) -> Adjustment {
        let account = self.ledger.found.account.id;
        Adjustment { account, points, reason: AdjustmentReason::Goodwill, expires_at: None }
    }

    async fn adjust(
        &mut self,
        adjustment: &Adjustment,
    ) -> Result<(PointBalance, PointOperation), AdjustPointsError> {
        let actor = Actor::User(UserId::new(Uuid::from_u128(7)));
        let environment = &self.trial.environment;
        let (account, operation) = adjust_points(&mut self.ledger, environment, actor, 3, adjustment).await?;
        Ok((account.balance, operation))
    }
}

#[tokio::test]
async fn what_is_credited_is_in_the_ledger_and_in_the_trail() {
    let mut office = Office::open();
    let (balance, operation) = office.adjust(&office.adjustment(15)).await.unwrap();
    assert_eq!((balance, operation.kind, operation.number), (available(75), OperationKind::Adjust, 4));
    assert_eq!(operation.cause.reason, Some(AdjustmentReason::Goodwill));
    assert_eq!(operation.cause.programme_version, 3);
    let [posting] = &office.ledger.postings[..] else { panic!("one posting") };
    let kinds: Vec<_> = posting.operations.iter().map(|operation| operation.kind).collect();
    assert_eq!(kinds, [OperationKind::Expire, OperationKind::Adjust]);
    assert_eq!((posting.was_at, posting.account.balance), (Some(2), balance));
    let [note] = &office.ledger.notes[..] else { panic!("one note") };
    assert_eq!(note.subject.kind, SubjectKind::PointAccount);
    let told: Vec<_> = note
        .changes
        .iter()
        .map(|change| format!("{} {} {}", change.field, change.before, change.after))
        .collect();
    let id = operation.id;
    assert_eq!(
        told,
        [
            format!("adjustment.operation_id null \"{id}\""),
            "adjustment.points null 15".to_owned(),
            "adjustment.reason null \"goodwill\"".to_owned(),
            "balance.available 60 75".to_owned(),
        ]
    );
}

#[tokio::test]
async fn no_more_is_debited_than_there_is() {
    let mut office = Office::open();
    let refused = office.adjust(&office.adjustment(-61)).await.unwrap_err();
    assert_eq!(refused.to_string(), "only 60 points are available", "what has expired is not there");
    assert!(office.ledger.postings.is_empty() && office.ledger.notes.is_empty());
    let (balance, operation) = office.adjust(&office.adjustment(-60)).await.unwrap();
    assert_eq!((balance, operation.entry.counter), (available(0), 60));
}

#[tokio::test]
async fn what_cannot_be_adjusted_is_refused() {
    let mut office = Office::open();
    for points in [0, Adjustment::MOST_POINTS + 1, -Adjustment::MOST_POINTS - 1, i64::MIN] {
        let refused = office.adjust(&office.adjustment(points)).await;
        assert!(matches!(refused, Err(AdjustPointsError::OutOfRange)), "{points}");
    }
    let past = office.trial.now() - Duration::seconds(1);
    let expired = Adjustment { expires_at: Some(past), ..office.adjustment(1) };
    assert!(matches!(office.adjust(&expired).await, Err(AdjustPointsError::Expired)));
    let unknown = Adjustment { account: PointAccountId::new(Uuid::nil()), ..office.adjustment(1) };
    assert!(matches!(office.adjust(&unknown).await, Err(AdjustPointsError::UnknownAccount)));
    office.ledger.is_erased = true;
    assert!(matches!(office.adjust(&office.adjustment(1)).await, Err(AdjustPointsError::Erased)));
    assert!(office.ledger.postings.is_empty());
}
