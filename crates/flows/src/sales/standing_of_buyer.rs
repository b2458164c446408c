//! The accounts of a buyer in a programme, ready to be worked on.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Environment, Instant, ProgrammeMembershipId, StoreId};
use regulars_loyalty::{
    Configuration, MemberTier, OpenAccount, PointType, PointTypeCode, Programme, ProgrammeMembership,
    ProgrammeStanding, RuleUse,
};

/// A buyer who is in an active programme, with an open account of each of its point types.
pub struct MemberStanding {
    /// The programme.
    pub programme: Programme,
    /// The accounts, by what they have. What is due by time is done.
    pub accounts: BTreeMap<PointTypeCode, OpenAccount>,
    /// What the buyer had of its rules.
    pub uses: Vec<RuleUse>,
    /// The buyer.
    pub customer: CustomerId,
    /// When the buyer came in.
    pub joined_at: Instant,
    /// Where the buyer stands among its tiers, if that was ever written.
    pub kept_tier: Option<MemberTier>,
    /// What it does for the tier of the buyer, where it has tiers.
    pub by_tier: Option<Configuration>,
    /// Whether the buyer comes in now.
    pub comes_in: bool,
}

impl MemberStanding {
    /// Where the buyer stands, who comes in now if receipts bring people in and nothing is missing that it takes. None for somebody
    /// who is not in it.
    pub fn of(standing: ProgrammeStanding, customer: CustomerId, environment: &Environment) -> Option<Self> {
        let ProgrammeStanding {
            programme,
            membership,
            has_left,
            may_join,
            accounts,
            uses,
            tier,
            referral: _,
        } = standing;
        let by_receipt = programme.configuration.joining.is_by_receipt();
        let comes_in = membership.is_none() && !has_left && by_receipt && may_join;
        if membership.is_none() && !comes_in {
            return None;
        }
        let mut open: BTreeMap<PointTypeCode, OpenAccount> = BTreeMap::new();
        for found in accounts {
            open.insert(found.account.point_type.clone(), OpenAccount::of(found));
        }
        for kind in &programme.configuration.point_types {
            open.entry(kind.code.clone())
                .or_insert_with(|| OpenAccount::new(environment, programme.id, kind.code.clone(), customer));
        }
        if comes_in && let Some(first) = open.values_mut().next() {
            first.join(ProgrammeMembership {
                id: ProgrammeMembershipId::new(environment.new_id()),
                programme: programme.id,
                customer,
                joined_at: environment.now(),
                left_at: None,
                terms_version: None,
            });
        }
        for account in open.values_mut() {
            account.settle(environment, programme.version);
        }
        let joined_at = membership.map_or_else(|| environment.now(), |membership| membership.joined_at);
        Some(Self {
            programme,
            accounts: open,
            uses,
            customer,
            joined_at,
            kept_tier: tier,
            by_tier: None,
            comes_in,
        })
    }

    /// What the programme does for the buyer.
    pub const fn configuration(&self) -> &Configuration {
        match &self.by_tier {
            Some(by_tier) => by_tier,
            None => &self.programme.configuration,
        }
    }

    /// The types of its points that can pay in that store, each with what is available of it.
    pub fn spendable(&self, store: Option<StoreId>) -> Vec<(PointType, i64)> {
        let configuration = &self.programme.configuration;
        if !configuration.holds_in(store) {
            return Vec::new();
        }
        let kinds = configuration.point_types.iter().filter(|kind| kind.value.is_some());
        let with_available = kinds.filter_map(|kind| {
            let account = self.accounts.get(&kind.code)?;
            Some((kind.clone(), account.account().balance.available))
        });
        with_available.collect()
    }
}
