//! The tiers of a buyer: as they are before a receipt, which is what it earns by, and as they are with it.

use regulars_kernel::{CustomerId, Environment, Instant, MerchantCalendar, PurchaseId, StoreError};
use regulars_loyalty::{
    Configuration, MemberTier, Programme, ReckonedTier, TierBasis, TierDays, TierDaysQuery, TierMember,
    TierMoveCause, TierScheme,
};
use regulars_purchases::ReturnableBy;

use super::points_of_sale::PointsOfSale;
use super::standing_of_buyer::MemberStanding;
use super::store::SaleStore;

/// In which tier of a programme a buyer is, once a receipt counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierOfSale {
    /// The programme.
    pub programme: Programme,
    /// The tier.
    pub reckoned: ReckonedTier,
}

/// A buyer in a programme that has tiers.
pub(super) struct BuyerInTiers {
    programme: Programme,
    scheme: TierScheme,
    customer: CustomerId,
    joined_at: Instant,
    kept: Option<MemberTier>,
    /// What counts, with the receipt that is being recorded.
    days: TierDays,
    /// As they are before that receipt.
    before: ReckonedTier,
}

impl BuyerInTiers {
    /// Reads what counts for a buyer: one statement. None where the programme has no tiers.
    pub async fn read(
        store: &mut dyn SaleStore,
        environment: &Environment,
        calendar: &MerchantCalendar,
        standing: &MemberStanding,
        recording: PurchaseId,
    ) -> Result<Option<Self>, StoreError> {
        let programme = standing.programme.clone();
        let Some(scheme) = programme.configuration.tiers.clone() else { return Ok(None) };
        let MemberStanding { customer, joined_at, kept_tier, .. } = standing;
        let member = TierMember {
            programme: programme.id,
            version: programme.version,
            scheme: &scheme,
            customer: *customer,
            joined_at: *joined_at,
            kept: kept_tier.as_ref(),
            calendar,
            now: environment.now(),
            had: None,
        };
        let query = query_of(&member, &programme.configuration, Some(recording));
        let (mut days, mut days_before) = (TierDays::default(), TierDays::default());
        for day in store.tier_days(&query).await? {
            days.add(day.day, day.amount);
            days_before.add(day.day, day.before);
        }
        let before = member.reckon(&days_before, TierMoveCause::Recount);
        let (customer, joined_at, kept) = (*customer, *joined_at, kept_tier.clone());
        Ok(Some(Self { programme, scheme, customer, joined_at, kept, days, before }))
    }

    /// What the programme does for the buyer, by the tier before the receipt.
    pub fn configuration(&self) -> Configuration {
        self.programme.configuration.for_tier(self.before.tier.as_ref())
    }

    /// For how many days the buyer may give goods back, where the programme says so.
    pub fn days_to_return(&self) -> Option<u16> {
        self.scheme.days_to_return(self.before.tier.as_ref())
    }

    /// What says that.
    pub fn returnable_by(&self) -> ReturnableBy {
        let tier = self.before.tier.as_ref().and_then(|code| code.as_str().parse().ok());
        ReturnableBy { programme: self.programme.id, tier }
    }

    /// Writes in which tier the buyer is with the receipt, where that is not written already.
    pub async fn settle(
        mut self,
        store: &mut dyn SaleStore,
        environment: &Environment,
        counted: CountedReceipt<'_>,
    ) -> Result<TierOfSale, StoreError> {
        let CountedReceipt { points, counted_at, calendar, had_refunds } = counted;
        if let TierBasis::Points(code) = &self.scheme.basis {
            let own = points.iter().filter(|told| told.programme == self.programme.id);
            let earned = own.filter(|told| told.point_type == *code).map(|told| told.earned).sum();
            self.days.add(calendar.date_of(counted_at), earned);
        }
        let member = TierMember {
            programme: self.programme.id,
            version: self.programme.version,
            scheme: &self.scheme,
            customer: self.customer,
            joined_at: self.joined_at,
            kept: self.kept.as_ref(),
            calendar,
            now: environment.now(),
            had: Some(&self.before),
        };
        let mut days = self.days;
        // What a sale does to a balance is in the ledger by now.
        if had_refunds || matches!(self.scheme.basis, TierBasis::Balance(_)) {
            days = days_of(store, &query_of(&member, &self.programme.configuration, None)).await?;
        }
        let reckoned = member.reckon(&days, TierMoveCause::Recount);
        if let Some(change) = &reckoned.change {
            store.write_member_tier(change).await?;
        }
        Ok(TierOfSale { programme: self.programme, reckoned })
    }
}

/// The receipt that counts for tiers.
#[derive(Clone, Copy)]
pub(super) struct CountedReceipt<'a> {
    /// What it earned.
    pub points: &'a [PointsOfSale],
    /// The instant as of which it counts.
    pub counted_at: Instant,
    /// The merchant's.
    pub calendar: &'a MerchantCalendar,
    /// Whether refunds were taken off it already.
    pub had_refunds: bool,
}

/// The tiers of somebody who stands in some already, reckoned anew. Costs one statement where there are none.
pub(super) async fn tiers_of_customer(
    store: &mut dyn SaleStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
    why: TierMoveCause,
) -> Result<Vec<TierOfSale>, StoreError> {
    let mut found = Vec::new();
    for kept in store.member_tiers_of(customer).await? {
        let Some(programme) = store.find_programme(kept.programme).await? else { continue };
        let Some(scheme) = programme.configuration.tiers.clone() else { continue };
        let membership = store.find_programme_membership_of(programme.id, customer).await?;
        let Some(membership) = membership else { continue };
        let member = TierMember {
            programme: programme.id,
            version: programme.version,
            scheme: &scheme,
            customer,
            joined_at: membership.joined_at,
            kept: Some(&kept),
            calendar,
            now: environment.now(),
            had: None,
        };
        let days = days_of(store, &query_of(&member, &programme.configuration, None)).await?;
        let reckoned = member.reckon(&days, why);
        found.push(TierOfSale { programme, reckoned });
    }
    Ok(found)
}

/// Writes what goods that came back change of the tiers of their buyer.
pub(super) async fn settle_tiers_after_refund(
    store: &mut dyn SaleStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    customer: CustomerId,
) -> Result<(), StoreError> {
    let found = tiers_of_customer(store, environment, calendar, customer, TierMoveCause::Refund).await?;
    for change in found.iter().filter_map(|found| found.reckoned.change.as_ref()) {
        store.write_member_tier(change).await?;
    }
    Ok(())
}

fn query_of(
    member: &TierMember<'_>,
    configuration: &Configuration,
    recording: Option<PurchaseId>,
) -> TierDaysQuery {
    TierDaysQuery {
        programme: member.programme,
        basis: member.scheme.basis.clone(),
        stores: configuration.stores.clone(),
        customers: vec![member.customer],
        from: member.counts_from(),
        recording,
        calendar: *member.calendar,
        now: member.now,
    }
}

async fn days_of(store: &mut dyn SaleStore, query: &TierDaysQuery) -> Result<TierDays, StoreError> {
    let mut days = TierDays::default();
    for day in store.tier_days(query).await? {
        days.add(day.day, day.amount);
    }
    Ok(days)
}
