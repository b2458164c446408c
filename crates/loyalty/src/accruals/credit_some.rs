//! Credits the next members of an accrual.

use std::collections::{BTreeMap, BTreeSet};

use regulars_audit::AuditNote;
use regulars_kernel::{CustomerId, Environment, PointAccountId, StoreError};

use super::accrual::{AccrualState, AccrualTerms, PointAccrual};
use super::result::{AccrualOutcome, AccrualReason, AccrualResult, CreditedPoints};
use super::store::{AccrualStanding, AccrualStore, NextToCredit};
use crate::ledger::open_account::OpenAccount;
use crate::ledger::operation::Cause;
use crate::ledger::posting::Posting;
use crate::ledger::store::AccountWithLots;

/// Credits at most so many frozen customers behind the one whose turn was last. All of them are written by one call of the ledger,
/// in one transaction with how far the accrual is, so that nobody is credited twice. What is owed is paid first. Behind the last
/// one the accrual is done.
pub async fn credit_some(
    store: &mut dyn AccrualStore,
    environment: &Environment,
    accrual: PointAccrual,
    at_most: u32,
) -> Result<PointAccrual, StoreError> {
    let next = store.next_to_credit(&accrual, at_most).await?;
    if next.is_empty() {
        let done =
            PointAccrual { state: AccrualState::Done, updated_at: environment.now(), ..accrual.clone() };
        store.update_point_accrual(&done).await?;
        store.note_if(environment, AuditNote::updated(&accrual, &done)).await?;
        return Ok(done);
    }
    let members = next.iter().filter(|one| one.standing == AccrualStanding::Member);
    let accounts: Vec<PointAccountId> = members.filter_map(|one| one.account).collect();
    let held = store.hold_point_accounts(&accounts).await?;
    let mut crediting = Crediting::of(&accrual, held)?;
    let mut results = Vec::with_capacity(next.len());
    for one in &next {
        results.push(crediting.turn_of(environment, one)?);
    }
    let postings = crediting.postings;
    store.post_points(&postings).await?;
    store.write_credited(accrual.id, &results).await?;
    let accrual = accrual.after(&results, environment.now());
    store.update_point_accrual(&accrual).await?;
    Ok(accrual)
}

/// What is written together.
struct Crediting<'accrual> {
    accrual: &'accrual PointAccrual,
    terms: AccrualTerms,
    held: BTreeMap<CustomerId, AccountWithLots>,
    had_their_turn: BTreeSet<CustomerId>,
    postings: Vec<Posting>,
}

impl<'accrual> Crediting<'accrual> {
    fn of(accrual: &'accrual PointAccrual, held: Vec<AccountWithLots>) -> Result<Self, StoreError> {
        let terms = accrual
            .terms
            .ok_or_else(|| StoreError::inconsistent("point_accruals", "one that runs has not begun"))?;
        let held = held.into_iter().map(|found| (found.account.customer, found)).collect();
        Ok(Self { accrual, terms, held, had_their_turn: BTreeSet::new(), postings: Vec::new() })
    }

    fn turn_of(
        &mut self,
        environment: &Environment,
        one: &NextToCredit,
    ) -> Result<AccrualResult, StoreError> {
        let skipped = |reason| Ok(AccrualResult::skipped(one.customer, reason));
        match (one.standing, one.holder) {
            (AccrualStanding::Member, Some(holder)) if self.had_their_turn.insert(holder) => {
                let credited = self.credit(environment, holder, one.account)?;
                let plain = AccrualResult::plain(one.customer, AccrualOutcome::Credited, None);
                Ok(AccrualResult { credited: Some(credited), ..plain })
            }
            // Two who are one customer by now.
            (AccrualStanding::Member | AccrualStanding::Merged, Some(_)) => skipped(AccrualReason::Merged),
            (AccrualStanding::NotMember, Some(_)) => skipped(AccrualReason::NotMember),
            (AccrualStanding::Left, Some(_)) => skipped(AccrualReason::Left),
            (AccrualStanding::Gone, _) | (_, None) => skipped(AccrualReason::Gone),
        }
    }

    fn credit(
        &mut self,
        environment: &Environment,
        holder: CustomerId,
        account: Option<PointAccountId>,
    ) -> Result<CreditedPoints, StoreError> {
        let accrual = self.accrual;
        let mut open = match (self.held.remove(&holder), account) {
            (Some(found), _) => OpenAccount::of(found),
            (None, None) => {
                OpenAccount::new(environment, accrual.programme, accrual.point_type.clone(), holder)
            }
            // It has become another customer's since it was looked up.
            (None, Some(_)) => return Err(StoreError::Contended),
        };
        let cause = Cause {
            actor: accrual.asked_by,
            purchase: None,
            refund: None,
            programme_version: self.terms.programme_version,
            reason: Some(accrual.reason),
            accrual: Some(accrual.id),
        };
        let wrong = |what: &str| StoreError::inconsistent("point_accruals", what);
        open.adjust(environment, accrual.points, self.terms.expires_at, environment.now(), cause)
            .map_err(|error| wrong(&error.to_string()))?;
        let done = open.last_operations().iter().find(|done| done.cause.accrual == Some(accrual.id));
        let done = done.ok_or_else(|| wrong("one gives nothing"))?;
        let into = done.moves.first();
        let credited = CreditedPoints {
            account: done.account,
            operation: done.id,
            lot: into.map(|into| into.lot),
            in_lot: into.map_or(0, |into| into.amount),
        };
        self.postings.extend(open.into_posting());
        Ok(credited)
    }
}
