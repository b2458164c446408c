//! Ends what a customer who is erased still waits for in programmes: orders that have not left, points and coupons that are held,
//! adjustments that nobody has decided about, and referrals that are not paid.

use std::collections::BTreeMap;

use regulars_kernel::{
    Actor, CustomerId, Environment, MerchantCalendar, PageRequest, PageSize, PointAccountId,
    PointReservationId, ProgrammeId, StoreError,
};
use regulars_loyalty::{
    CouponCode, CouponVoid, CouponVoidReason, DecideAdjustmentError, OpenAccount, OrderQuery, OrderStep,
    ReservationError, StepOrderError, cause_of, refuse_adjustment, step_order,
};

use super::store::ErasureStore;

/// Ends all of it, with what it holds: points, stock and uses of coupons are there again, and the ledger tells so. Codes that belonged to
/// the customer are void. Orders that have left stay as they are.
pub(super) async fn end_loyalty(
    store: &mut dyn ErasureStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
) -> Result<(), StoreError> {
    cancel_orders(store, environment, calendar, customer).await?;
    release_points(store, environment, customer).await?;
    release_coupons(store, environment, customer).await?;
    let voided = CouponVoid { at: environment.now(), reason: CouponVoidReason::Erased };
    store.void_coupons_held_by(customer, voided).await?;
    refuse_adjustments(store, environment, customer).await?;
    store.refuse_referrals_of_erased(customer, environment.now()).await
}

async fn cancel_orders(
    store: &mut dyn ErasureStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
) -> Result<(), StoreError> {
    let now = environment.now();
    let query = OrderQuery { customer: Some(customer), ..OrderQuery::default() };
    let mut after = None;
    loop {
        let page = PageRequest { size: PageSize::LARGEST, after };
        let page = store.list_reward_orders(query, now, page).await?;
        for order in &page.items {
            if order.state_at(now).after(OrderStep::Cancel, order.handover).is_none() {
                continue;
            }
            let step = OrderStep::Cancel;
            match step_order(store, environment, calendar, Actor::System, order.id, step).await {
                // Where it is impossible, it has left meanwhile.
                Ok(_) | Err(StepOrderError::Impossible { .. }) => {}
                Err(StepOrderError::Store(error)) => return Err(error),
                Err(error) => return Err(StoreError::inconsistent("reward_orders", error)),
            }
        }
        after = page.next;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// What is held for orders came back with these.
async fn release_points(
    store: &mut dyn ErasureStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<(), StoreError> {
    let found = store.point_accounts_of(customer).await?;
    let holding = found.iter().filter(|found| !found.reservations.is_empty());
    let holding: Vec<PointAccountId> = holding.map(|found| found.account.id).collect();
    if holding.is_empty() {
        return Ok(());
    }
    let mut versions: BTreeMap<ProgrammeId, u32> = BTreeMap::new();
    let mut postings = Vec::new();
    for found in store.hold_point_accounts(&holding).await? {
        let programme = found.account.programme;
        let version = match versions.get(&programme) {
            Some(version) => *version,
            None => {
                let held = store.find_programme(programme).await?;
                let gone = || StoreError::inconsistent("point_accounts", "the programme of one is gone");
                held.ok_or_else(gone)?.version
            }
        };
        versions.insert(programme, version);
        let held: Vec<PointReservationId> =
            found.reservations.iter().map(|held| held.reservation.id).collect();
        let mut open = OpenAccount::of(found);
        for id in held {
            match open.release(environment, id, cause_of(Actor::System, version)) {
                // Where it has ended, its time was over.
                Ok(_) | Err(ReservationError::Ended(_)) => {}
                Err(error) => return Err(StoreError::inconsistent("point_reservations", error)),
            }
        }
        postings.extend(open.into_posting());
    }
    store.post_points(&postings).await
}

async fn release_coupons(
    store: &mut dyn ErasureStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<(), StoreError> {
    let reserved = store.coupons_reserved_for(customer).await?;
    if reserved.is_empty() {
        return Ok(());
    }
    let codes: Vec<CouponCode> = reserved.into_iter().map(|one| one.code).collect();
    store.hold_coupons(&codes).await?;
    // Asked again: somebody may have used one while this waited.
    for one in store.coupons_reserved_for(customer).await? {
        store.release_coupon(&one, environment.now()).await?;
    }
    Ok(())
}

async fn refuse_adjustments(
    store: &mut dyn ErasureStore,
    environment: &Environment,
    customer: CustomerId,
) -> Result<(), StoreError> {
    for pending in store.pending_adjustments_of(customer).await? {
        match refuse_adjustment(store, environment, Actor::System, pending.id).await {
            // Somebody has decided meanwhile.
            Ok(_) | Err(DecideAdjustmentError::Decided(_)) => {}
            Err(DecideAdjustmentError::Store(error)) => return Err(error),
            Err(error) => return Err(StoreError::inconsistent("point_adjustments", error)),
        }
    }
    Ok(())
}
