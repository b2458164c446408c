//! A merge on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::{Merge, Moved};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::consents::names::{ChannelBody, ConsentStateBody, PurposeBody};
use crate::v1::customers::body::CustomerBody;

/// Where a merge stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MergeStateBody {
    /// Nothing was merged: it was a dry run.
    Preview,
    /// The customers are one.
    Merged,
    /// They are several again.
    Undone,
}

/// Whose value a field has.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedFieldBody {
    /// The field, as it is named in `fields` of a merge; `member_id` and `data_consent` besides.
    #[schema(example = "email")]
    field: String,
    /// Whose value it is.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4b")]
    customer_id: Uuid,
}

/// What a consent has come to.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedConsentBody {
    /// What it is about.
    purpose: PurposeBody,
    /// The channel that it is about; `null` when it is about none.
    channel: Option<ChannelBody>,
    /// What it says.
    state: ConsentStateBody,
    /// Whose statement decided.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4b")]
    customer_id: Uuid,
}

/// How much came over from those who were merged.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedBody {
    /// Cards that mean the survivor now and did not before.
    #[schema(minimum = 0)]
    cards: u64,
    /// Tags that the survivor did not have.
    #[schema(minimum = 0)]
    tags: u64,
    /// Custom attributes that the survivor had no value of.
    #[schema(minimum = 0)]
    attributes: u64,
    /// Statements that were carried into the survivor's ledger of consents. The ledgers of the others stay as they are.
    #[schema(minimum = 0)]
    consents: u64,
    /// Receipts, with their refunds.
    #[schema(minimum = 0)]
    purchases: u64,
    /// Messages of newsletters. Of a newsletter that both got each keeps its own.
    #[schema(minimum = 0)]
    deliveries: u64,
    /// Messages of newsletters that do not leave, since the survivor gets or got the same.
    #[schema(minimum = 0)]
    excluded_deliveries: u64,
    /// Opens and clicks.
    #[schema(minimum = 0)]
    reactions: u64,
    /// Newsletters that somebody unsubscribed through.
    #[schema(minimum = 0)]
    unsubscribes: u64,
    /// Moves between classes of RFM.
    #[schema(minimum = 0)]
    rfm_moves: u64,
    /// Calls, visits, letters and notes.
    #[schema(minimum = 0)]
    interactions: u64,
    /// Cases of the service, with what was said about them.
    #[schema(minimum = 0)]
    cases: u64,
    /// Files.
    #[schema(minimum = 0)]
    files: u64,
    /// Mails. One that both had is there twice from then on.
    #[schema(minimum = 0)]
    mails: u64,
    /// Invoices, with their payments.
    #[schema(minimum = 0)]
    invoices: u64,
    /// Carts of shops.
    #[schema(minimum = 0)]
    carts: u64,
    /// Surveys that somebody was asked, with the answers.
    #[schema(minimum = 0)]
    surveys: u64,
    /// Companies for which the survivor did not work.
    #[schema(minimum = 0)]
    employments: u64,
    /// Offers to companies that were sent to the customer.
    #[schema(minimum = 0)]
    offers: u64,
    /// Memberships of programmes in which the survivor was not.
    #[schema(minimum = 0)]
    programmes: u64,
    /// Accounts of points of which the survivor had none of the same.
    #[schema(minimum = 0)]
    point_accounts: u64,
    /// Orders of rewards.
    #[schema(minimum = 0)]
    reward_orders: u64,
    /// Uses of coupons.
    #[schema(minimum = 0)]
    coupon_uses: u64,
    /// Codes of coupons that belonged to the customer.
    #[schema(minimum = 0)]
    coupons: u64,
    /// Links by mail that ask for a confirmation.
    #[schema(minimum = 0)]
    confirmations: u64,
}

/// Several records of one person that became one. It holds no personal data.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerMergeBody {
    /// Its id; `null` in a dry run.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc4")]
    id: Option<Uuid>,
    /// Where it stands.
    #[schema(example = "merged")]
    state: MergeStateBody,
    /// The customer that stays.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4b")]
    survivor_id: Uuid,
    /// Those who went into it. Their ids mean it for ever.
    #[schema(max_items = 10)]
    merged_ids: Vec<Uuid>,
    /// Whose value each field has that has one.
    #[schema(max_items = 100)]
    fields: Vec<MergedFieldBody>,
    /// How much came over.
    moved: MovedBody,
    /// What the survivor's consents have come to: one for each purpose and channel about which anybody said anything.
    #[schema(max_items = 40)]
    consents: Vec<MergedConsentBody>,
    /// When.
    #[schema(example = "2026-11-20T16:30:00Z")]
    merged_at: DateTime<Utc>,
    /// When it was undone; `null` while it stands.
    #[schema(example = json!(null))]
    undone_at: Option<DateTime<Utc>>,
}

/// What was merged, or would be, and the customer that there is then.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedCustomerBody {
    /// The merge.
    pub merge: CustomerMergeBody,
    /// The customer as it is then.
    pub customer: CustomerBody,
}

impl CustomerMergeBody {
    /// The merge, or what a dry run says of it.
    pub fn new(merge: Merge, is_kept: bool) -> Self {
        let Merge { id, survivor, merged, sources, moved, consents, merged_at, undone_at } = merge;
        let state = match undone_at {
            _ if !is_kept => MergeStateBody::Preview,
            Some(_) => MergeStateBody::Undone,
            None => MergeStateBody::Merged,
        };
        let consents = consents.into_iter().map(|one| MergedConsentBody {
            purpose: one.purpose.into(),
            channel: one.channel.map(ChannelBody::from),
            state: one.state.into(),
            customer_id: one.from.value(),
        });
        let fields =
            sources.into_iter().map(|(field, of)| MergedFieldBody { field, customer_id: of.value() });
        Self {
            id: is_kept.then(|| id.value()),
            state,
            survivor_id: survivor.value(),
            merged_ids: merged.into_iter().map(|id| id.value()).collect(),
            fields: fields.collect(),
            moved: moved.into(),
            consents: consents.collect(),
            merged_at,
            undone_at,
        }
    }
}

impl From<Merge> for CustomerMergeBody {
    fn from(merge: Merge) -> Self {
        Self::new(merge, true)
    }
}

impl From<Moved> for MovedBody {
    fn from(moved: Moved) -> Self {
        let Moved {
            cards,
            tags,
            attributes,
            consents,
            purchases,
            deliveries,
            excluded_deliveries,
            reactions,
            unsubscribes,
            rfm_moves,
            interactions,
            cases,
            files,
            mails,
            invoices,
            carts,
            surveys,
            employments,
            offers,
            programmes,
            point_accounts,
            reward_orders,
            coupon_uses,
            coupons,
            confirmations,
        } = moved;
        Self {
            cards,
            tags,
            attributes,
            consents,
            purchases,
            deliveries,
            excluded_deliveries,
            reactions,
            unsubscribes,
            rfm_moves,
            interactions,
            cases,
            files,
            mails,
            invoices,
            carts,
            surveys,
            employments,
            offers,
            programmes,
            point_accounts,
            reward_orders,
            coupon_uses,
            coupons,
            confirmations,
        }
    }
}
