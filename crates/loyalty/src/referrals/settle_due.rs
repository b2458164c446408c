//! Pays what is due of referrals, or refuses it.

use std::collections::BTreeMap;

use regulars_audit::AuditNote;
use regulars_kernel::{
    Actor, CustomerId, Environment, Instant, MerchantCalendar, PointAccountId, PointOperationId, ProgrammeId,
    ReferralId, StoreError,
};

use super::facts::DueReferral;
use super::referral::{Referral, ReferralRefusal};
use super::store::ReferralStore;
use crate::ledger::open_account::OpenAccount;
use crate::ledger::operation::{Cause, OperationKind};
use crate::ledger::posting::Posting;
use crate::programme::point_type::{PointType, PointTypeCode};
use crate::programme::programme::{Programme, ProgrammeState};

/// How many referrals are settled together.
const AT_ONCE: u32 = 100;
/// How far a chain of invitations is followed.
const LONGEST_CHAIN: usize = 64;

/// Settles a chunk of what is due, as one transaction, and tells how much that was: none, and all is done. Whoever has invited and
/// whoever was invited are paid together or not at all; a paused programme pays when it goes on.
pub async fn settle_due_referrals(
    store: &mut dyn ReferralStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
) -> Result<usize, StoreError> {
    let now = environment.now();
    let due = store.hold_due_referrals(now, AT_ONCE).await?;
    let mut by_programme: BTreeMap<ProgrammeId, Vec<ReferralId>> = BTreeMap::new();
    for (programme, referral) in &due {
        by_programme.entry(*programme).or_default().push(*referral);
    }
    for (id, referrals) in by_programme {
        let programme = store.find_programme(id).await?;
        let programme =
            programme.ok_or_else(|| StoreError::inconsistent("referrals", "the programme of one is gone"))?;
        if programme.state == ProgrammeState::Paused {
            let today = calendar.date_of(now);
            let tomorrow = calendar.start_of_day(today.succ_opt().unwrap_or(today));
            store.put_off_referrals(&referrals, tomorrow).await?;
            continue;
        }
        settle(store, environment, calendar, &programme, &referrals).await?;
    }
    Ok(due.len())
}

/// From when on referrals count against the cap.
fn counted_since(programme: &Programme, calendar: &MerchantCalendar, now: Instant) -> Instant {
    let cap = programme.configuration.referrals.as_ref().and_then(|scheme| scheme.cap);
    cap.map_or(now, |cap| calendar.start_of_day(cap.per.begins_on(calendar.date_of(now))))
}

async fn settle(
    store: &mut dyn ReferralStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    programme: &Programme,
    ids: &[ReferralId],
) -> Result<(), StoreError> {
    let now = environment.now();
    let since = counted_since(programme, calendar, now);
    let found = store.facts_of_referrals(programme.id, ids, since).await?;
    let mut paid_for: BTreeMap<CustomerId, u64> = BTreeMap::new();
    let (mut paying, mut settled) = (Vec::new(), Vec::new());
    for due in found {
        let referral = &due.referral;
        let is_cycle = due.referrer_was_referred && is_cycle(store, referral).await?;
        let others = paid_for.get(&referral.referrer).copied().unwrap_or_default();
        match due.refusal(programme, is_cycle, due.rewarded + others) {
            Some(refusal) => settled.push((referral.clone(), referral.refused(refusal, now))),
            None => {
                paid_for.insert(referral.referrer, others + 1);
                paying.push(due);
            }
        }
    }
    settled.extend(pay(store, environment, calendar, programme, paying).await?);
    for (before, after) in &settled {
        store.settle_referral(after).await?;
        // About no customer: what is told of points is in the ledger as well, which outlives the erasure of either.
        store.note_if(environment, AuditNote::updated(before, after)).await?;
    }
    Ok(())
}

/// Whether the referred has invited the referrer, or whoever has, and so on.
async fn is_cycle(store: &mut dyn ReferralStore, referral: &Referral) -> Result<bool, StoreError> {
    let (mut one, mut before) = (referral.referrer, referral.created_at);
    for _ in 0..LONGEST_CHAIN {
        match store.referrer_before(one, before).await? {
            Some((referrer, _)) if referrer == referral.referred => return Ok(true),
            Some((referrer, at)) => (one, before) = (referrer, at),
            None => return Ok(false),
        }
    }
    Ok(false)
}

async fn pay(
    store: &mut dyn ReferralStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    programme: &Programme,
    paying: Vec<DueReferral>,
) -> Result<Vec<(Referral, Referral)>, StoreError> {
    let accounts = paying.iter().flat_map(|due| [due.referrer_account, due.referred_account]);
    let accounts: Vec<PointAccountId> = accounts.flatten().collect();
    let held = store.hold_point_accounts(&accounts).await?;
    let open = held.into_iter().map(|found| {
        let whose = (found.account.point_type.clone(), found.account.customer);
        (whose, OpenAccount::of(found))
    });
    let mut paid = Paying { environment, calendar, programme, open: open.collect() };
    let mut settled = Vec::with_capacity(paying.len());
    for due in paying {
        settled.push(paid.pay(due)?);
    }
    let postings: Vec<Posting> = paid.open.into_values().filter_map(OpenAccount::into_posting).collect();
    store.post_points(&postings).await?;
    Ok(settled)
}

/// What is written together.
struct Paying<'a> {
    environment: &'a Environment,
    calendar: &'a MerchantCalendar,
    programme: &'a Programme,
    open: BTreeMap<(PointTypeCode, CustomerId), OpenAccount>,
}

impl Paying<'_> {
    fn pay(&mut self, due: DueReferral) -> Result<(Referral, Referral), StoreError> {
        let now = self.environment.now();
        let before = due.referral;
        let Some(kind) = self.programme.configuration.point_type(&before.terms.point_type).cloned() else {
            let after = before.refused(ReferralRefusal::ProgrammeEnded, now);
            return Ok((before, after));
        };
        let (terms, version) = (&before.terms, before.terms.programme_version);
        let sides = [
            (before.referrer, due.referrer_account, terms.referrer_points),
            (before.referred, due.referred_account, terms.referred_points),
        ];
        let [referrer, referred] = sides.map(|side| self.credit(&kind, version, side));
        let after = before.rewarded(referrer?, referred?, now);
        Ok((before, after))
    }

    /// The line of the ledger that pays somebody. None for nothing.
    fn credit(
        &mut self,
        kind: &PointType,
        programme_version: u32,
        (customer, account, points): (CustomerId, Option<PointAccountId>, i64),
    ) -> Result<Option<PointOperationId>, StoreError> {
        if points <= 0 {
            return Ok(None);
        }
        let whose = (kind.code.clone(), customer);
        let (environment, programme) = (self.environment, self.programme.id);
        // It has become another customer's since it was looked up.
        if account.is_some() && !self.open.contains_key(&whose) {
            return Err(StoreError::Contended);
        }
        let open = self
            .open
            .entry(whose)
            .or_insert_with(|| OpenAccount::new(environment, programme, kind.code.clone(), customer));
        let cause = Cause {
            actor: Actor::System,
            purchase: None,
            refund: None,
            programme_version,
            reason: None,
            accrual: None,
        };
        open.reward_referral(environment, points, kind, self.calendar, cause);
        let mut done = open.last_operations().iter().rev();
        Ok(done.find(|operation| operation.kind == OperationKind::Referral).map(|operation| operation.id))
    }
}
