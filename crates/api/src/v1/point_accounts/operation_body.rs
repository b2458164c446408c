//! Operations of accounts of points on the wire.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, Responder};
use chrono::{DateTime, Utc};
use regulars_kernel::{Page, PointAccrualId, PointOperationId, PurchaseId, RefundId};
use regulars_loyalty::{
    AdjustmentReason, OperationKind, OperationPosition, PointAward, PointBalance, PointOperation,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::PointBalanceBody;
use crate::extract::render_cursor;
use crate::respond::page_response;
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::programmes::names::EarningTriggerBody;

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PointOperationKindBody {
    /// Points are earned.
    Earn,
    /// Points are earned that can be spent later.
    EarnPending,
    /// Pending points can be spent from now on.
    Activate,
    /// Points pay.
    Spend,
    /// Points are no longer there.
    Expire,
    /// A refund takes back what was earned.
    Clawback,
    /// A refund gives back what was spent.
    RefundSpend,
    /// Staff credit or debit.
    Adjust,
    /// Two customers became one.
    Merge,
    /// Points are held for something.
    Reserve,
    /// Points that were held pay.
    Capture,
    /// Points that were held come back.
    Release,
    /// Points go to another account, or come from one.
    Transfer,
    /// Somebody whom the customer has invited became a buyer, or the customer did who was invited. The list of referrals tells which
    /// one it was.
    Referral,
}

/// Why staff credit or debit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AdjustmentReasonBody {
    /// To make up for something.
    Goodwill,
    /// A mistake is put right.
    Correction,
    /// A receipt was not recorded, or not in the member's name.
    MissingReceipt,
    /// Points that another system kept.
    OpeningBalance,
    /// Points were got by deceit.
    Fraud,
}

macro_rules! same_names {
    ($body:ident, $domain:ident: $($name:ident),* $(,)?) => {
        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value {
                    $($domain::$name => Self::$name,)*
                }
            }
        }

        impl From<$body> for $domain {
            fn from(value: $body) -> Self {
                match value {
                    $($body::$name => Self::$name,)*
                }
            }
        }
    };
}

same_names!(
    PointOperationKindBody,
    OperationKind: Earn,
    EarnPending,
    Activate,
    Spend,
    Expire,
    Clawback,
    RefundSpend,
    Adjust,
    Merge,
    Reserve,
    Capture,
    Release,
    Transfer,
    Referral,
);
same_names!(
    AdjustmentReasonBody,
    AdjustmentReason: Goodwill,
    Correction,
    MissingReceipt,
    OpeningBalance,
    Fraud,
);

/// The rule that gave on an occasion that is no receipt. What it said then is in that version of the programme.
#[derive(Serialize, ToSchema)]
pub struct OperationAwardBody {
    /// The rule.
    rule_id: Uuid,
    /// What it was called.
    #[schema(example = "Srećan rođendan", max_length = 200)]
    name: String,
    /// What it gives for.
    trigger: EarningTriggerBody,
    /// Which occasion it was: `year:2026` for the birthday of a year, `welcome`, `since:2026-08-01` for the time behind the last
    /// purchase, `survey:` and `event:` with an id.
    #[schema(example = "year:2026", max_length = 100)]
    occasion: String,
}

impl From<PointAward> for OperationAwardBody {
    fn from(award: PointAward) -> Self {
        Self {
            rule_id: award.rule.value(),
            name: award.name.into_string(),
            trigger: award.trigger.into(),
            occasion: award.occasion.to_string(),
        }
    }
}

/// One line of the ledger of an account. It never changes.
#[derive(Serialize, ToSchema)]
pub struct PointOperationBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c62")]
    id: Uuid,
    /// Its number in the account, from 1 without gaps.
    #[schema(example = 3)]
    number: i64,
    /// What it does.
    #[schema(example = "adjust")]
    kind: PointOperationKindBody,
    /// By how much the account has more or less after it: the sum of the next four.
    #[schema(example = -30)]
    points: i64,
    /// What it adds to what can be spent.
    #[schema(example = -30)]
    available: i64,
    /// What it adds to what can be spent later.
    #[schema(example = 0, minimum = -9_007_199_254_740_991_i64)]
    pending: i64,
    /// What it adds to what is held.
    #[schema(example = 0, minimum = -9_007_199_254_740_991_i64)]
    reserved: i64,
    /// What it adds to what is owed: negative where more is owed than before.
    #[schema(example = 0, minimum = -9_007_199_254_740_991_i64)]
    deficit: i64,
    /// When it was, by the clock of whoever brought it about.
    #[schema(example = "2026-11-16T10:00:00Z")]
    occurred_at: DateTime<Utc>,
    /// When it was written.
    #[schema(example = "2026-11-16T10:00:00Z")]
    recorded_at: DateTime<Utc>,
    /// The purchase that earned or was paid.
    purchase_id: Option<Uuid>,
    /// The refund that took or gave back.
    refund_id: Option<Uuid>,
    /// The version of the programme that explains it.
    #[schema(example = 1)]
    programme_version: u32,
    /// Why staff credited or debited; `null` for whatever else it is.
    reason: Option<AdjustmentReasonBody>,
    /// The bulk accrual that gave, or whose undoing took back.
    accrual_id: Option<Uuid>,
    /// The rule that gave on an occasion that is no receipt.
    award: Option<OperationAwardBody>,
    /// Who brought it about. What time brings about is the program's own.
    actor: AuditActorBody,
}

impl From<PointOperation> for PointOperationBody {
    fn from(operation: PointOperation) -> Self {
        let PointOperation { id, number, kind, occurred_at, recorded_at, entry, cause, .. } = operation;
        let PointBalance { available, pending, reserved, deficit } = entry.account;
        Self {
            id: id.value(),
            number,
            kind: kind.into(),
            points: available + pending + reserved + deficit,
            available,
            pending,
            reserved,
            deficit,
            occurred_at,
            recorded_at,
            purchase_id: cause.purchase.map(PurchaseId::value),
            refund_id: cause.refund.map(RefundId::value),
            programme_version: cause.programme_version,
            reason: cause.reason.map(AdjustmentReasonBody::from),
            accrual_id: cause.accrual.map(PointAccrualId::value),
            award: None,
            actor: cause.actor.into(),
        }
    }
}

/// A page of the ledger of an account, with what the account had before and after the whole period.
#[derive(Serialize, ToSchema)]
pub struct PointOperationListBody {
    /// The operations, the newest first.
    items: Vec<PointOperationBody>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    next: Option<String>,
    /// What the account had before `from`: nothing without it.
    opening: PointBalanceBody,
    /// What it had before `until`, or has by its last operation: `opening`, and all operations of the period on all pages
    /// and of every kind.
    closing: PointBalanceBody,
}

impl PointOperationListBody {
    /// The page, with the awards that some of its operations credited, between what the account had before the period and after it.
    pub fn new(
        page: Page<PointOperation, OperationPosition>,
        awards: Vec<PointAward>,
        opening: PointBalance,
        closing: PointBalance,
    ) -> Self {
        let credited = awards.into_iter().filter_map(|award| Some((award.operation?, award)));
        let mut credited: BTreeMap<PointOperationId, PointAward> = credited.collect();
        let told = |operation: PointOperation| {
            let award = credited.remove(&operation.id).map(OperationAwardBody::from);
            PointOperationBody { award, ..operation.into() }
        };
        Self {
            next: page.next.map(|OperationPosition(number)| render_cursor(&number)),
            items: page.items.into_iter().map(told).collect(),
            opening: opening.into(),
            closing: closing.into(),
        }
    }
}

impl Responder for PointOperationListBody {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        page_response(request, &self, self.next.as_deref())
    }
}
