//! A merge as it is kept.

use std::collections::BTreeMap;

use regulars_kernel::{Channel, ConsentState, CustomerId, Instant, MergeId, Purpose};

/// Several records of one person that became one. It names fields and customers and no value: the values are in the record
/// itself, and, as they were before, in images that are sealed with the customers' own keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Its id.
    pub id: MergeId,
    /// The customer that stays.
    pub survivor: CustomerId,
    /// The customers that went into it, in the order in which they were named.
    pub merged: Vec<CustomerId>,
    /// Whose value each field has that has one now.
    pub sources: BTreeMap<String, CustomerId>,
    /// What came over from those who were merged.
    pub moved: Moved,
    /// What the survivor's consents have come to.
    pub consents: Vec<UnitedConsent>,
    /// When.
    pub merged_at: Instant,
    /// When it was undone.
    pub undone_at: Option<Instant>,
}

impl Merge {
    /// The most customers that go into another one at a time.
    pub const MOST: usize = 10;
}

/// What stands of a consent after a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitedConsent {
    /// What it is about.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// What it says.
    pub state: ConsentState,
    /// Whose statement decided.
    pub from: CustomerId,
}

/// How much of each kind came over from the customers who were merged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Moved {
    /// Cards that identify the survivor and did not before.
    pub cards: u64,
    /// Tags that the survivor did not have.
    pub tags: u64,
    /// Custom attributes that the survivor had no value of.
    pub attributes: u64,
    /// Statements about consents that were carried into the survivor's ledger.
    pub consents: u64,
    /// Receipts.
    pub purchases: u64,
    /// Messages of newsletters.
    pub deliveries: u64,
    /// Messages of newsletters that were still to leave and do not, since the survivor gets or got the same.
    pub excluded_deliveries: u64,
    /// Opens and clicks.
    pub reactions: u64,
    /// Newsletters that the customer unsubscribed through.
    pub unsubscribes: u64,
    /// Moves between classes of RFM.
    pub rfm_moves: u64,
    /// What was written of being in touch.
    pub interactions: u64,
    /// Cases of the service.
    pub cases: u64,
    /// Files.
    pub files: u64,
    /// Mails from outside. Merges of before there were any tell of none.
    #[serde(default)]
    pub mails: u64,
    /// Invoices.
    pub invoices: u64,
    /// Carts.
    #[serde(default)]
    pub carts: u64,
    /// Surveys that the customer was asked or answered.
    #[serde(default)]
    pub surveys: u64,
    /// Companies for which the survivor did not work.
    #[serde(default)]
    pub employments: u64,
    /// Offers to companies that were sent to the customer.
    #[serde(default)]
    pub offers: u64,
    /// Memberships of programmes in which the survivor was not.
    #[serde(default)]
    pub programmes: u64,
    /// Accounts of points of which the survivor had none of the same.
    #[serde(default)]
    pub point_accounts: u64,
    /// Orders of rewards.
    #[serde(default)]
    pub reward_orders: u64,
    /// Uses of coupons.
    #[serde(default)]
    pub coupon_uses: u64,
    /// Codes of coupons that belonged to the customer.
    #[serde(default)]
    pub coupons: u64,
    /// Links by mail that ask for a confirmation.
    pub confirmations: u64,
}

impl Moved {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            cards: self.cards + other.cards,
            tags: self.tags + other.tags,
            attributes: self.attributes + other.attributes,
            consents: self.consents + other.consents,
            purchases: self.purchases + other.purchases,
            deliveries: self.deliveries + other.deliveries,
            excluded_deliveries: self.excluded_deliveries + other.excluded_deliveries,
            reactions: self.reactions + other.reactions,
            unsubscribes: self.unsubscribes + other.unsubscribes,
            rfm_moves: self.rfm_moves + other.rfm_moves,
            interactions: self.interactions + other.interactions,
            cases: self.cases + other.cases,
            files: self.files + other.files,
            mails: self.mails + other.mails,
            invoices: self.invoices + other.invoices,
            carts: self.carts + other.carts,
            surveys: self.surveys + other.surveys,
            employments: self.employments + other.employments,
            offers: self.offers + other.offers,
            programmes: self.programmes + other.programmes,
            point_accounts: self.point_accounts + other.point_accounts,
            reward_orders: self.reward_orders + other.reward_orders,
            coupon_uses: self.coupon_uses + other.coupon_uses,
            coupons: self.coupons + other.coupons,
            confirmations: self.confirmations + other.confirmations,
        }
    }
}

/// When the image of a customer was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImageTaken {
    /// Before the merge.
    Before,
    /// Behind it.
    After,
}

/// Something that was written since a merge and that undoing it would lose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UndoConflict {
    /// What it is, as a word for programs: a field of the customer, `tags`, `attributes.` and a key, `consents`,
    /// `purchases`, `points`, `external_id_taken`, `objection`, `later_merge`, `merged_on` or `erased`.
    pub what: String,
    /// The same in words.
    pub detail: String,
}

impl UndoConflict {
    /// A conflict.
    pub fn new(what: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { what: what.into(), detail: detail.into() }
    }
}
