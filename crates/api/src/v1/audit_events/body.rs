//! One change on the wire.

use chrono::{DateTime, Utc};
use regulars_audit::{AuditAction, AuditEvent, AuditSubject, FieldChange, NotedChanges, SubjectKind};
use regulars_kernel::Actor;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

/// What was done.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditActionBody {
    /// Something was made.
    Created,
    /// Something was changed.
    Updated,
    /// Something is gone.
    Deleted,
}

/// To what kind of thing.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditSubjectKindBody {
    /// A key of an integrator or a terminal.
    ApiKey,
    /// The definition of a custom attribute.
    Attribute,
    /// The cart of a shop.
    Cart,
    /// A service case.
    Case,
    /// A message of a service case.
    CaseMessage,
    /// A company.
    Company,
    /// A version of a consent text.
    ConsentText,
    /// A campaign of coupons.
    CouponCampaign,
    /// A customer, with its tags and cards.
    Customer,
    /// A file that is attached to a customer.
    CustomerFile,
    /// A mail from or to a customer.
    CustomerMail,
    /// An export of what is known of a customer.
    DataExport,
    /// A document of a company.
    Document,
    /// That a customer works for a company; the id is the company's.
    Employment,
    /// A list that was written into a file.
    Export,
    /// What the columns of files of customers are about.
    ImportMapping,
    /// What staff wrote down of being in touch with a customer.
    Interaction,
    /// An invoice.
    Invoice,
    /// A payment of an invoice.
    InvoicePayment,
    /// An image.
    Media,
    /// The merchant itself.
    Merchant,
    /// A newsletter.
    Newsletter,
    /// An offer to a company.
    Offer,
    /// An account of points.
    PointAccount,
    /// Points for many members at once.
    PointAccrual,
    /// A price that was agreed upon with a company.
    PriceAgreement,
    /// A loyalty programme.
    Programme,
    /// That a customer is in a loyalty programme.
    ProgrammeMembership,
    /// That a customer was invited by another one.
    Referral,
    /// Something that points buy.
    Reward,
    /// That a customer has ordered a reward.
    RewardOrder,
    /// A segment.
    Segment,
    /// A store.
    Store,
    /// A question that customers are asked.
    Survey,
    /// One time that a customer is asked, with the answer.
    SurveyInvitation,
    /// A tag.
    Tag,
    /// A template.
    Template,
    /// A terminal.
    Terminal,
    /// A person of the staff.
    User,
    /// A view of customers.
    View,
    /// A form by which people write to the merchant.
    WebForm,
}

/// Who made a change.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AuditActorKindBody {
    /// A person of the staff, or the operator of the platform.
    User,
    /// A terminal.
    Terminal,
    /// An integrator's key.
    ApiKey,
    /// The program by itself: a job, or a customer on a public page.
    System,
}

/// Who made a change.
#[derive(Serialize, ToSchema)]
pub struct AuditActorBody {
    /// What it is.
    kind: AuditActorKindBody,
    /// Its id, unless the program itself did it.
    id: Option<Uuid>,
}

/// What a change was made to.
#[derive(Serialize, ToSchema)]
pub struct AuditSubjectBody {
    /// What it is.
    kind: AuditSubjectKindBody,
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    id: Uuid,
}

/// One field that was changed.
#[derive(Serialize, ToSchema)]
pub struct FieldChangeBody {
    /// The field, as the resource names it; a full stop leads into an object.
    #[schema(example = "address.city")]
    field: String,
    /// What it was; `null` where there was nothing. A value of more than 16 KiB is told by its length and its SHA-256 digest,
    /// a secret not at all.
    before: Value,
    /// What it was then, told in the same way.
    after: Value,
}

/// One change.
#[derive(Serialize, ToSchema)]
pub struct AuditEventBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa1")]
    id: Uuid,
    /// When.
    #[schema(example = "2026-11-21T10:00:00Z")]
    occurred_at: DateTime<Utc>,
    /// Who.
    actor: AuditActorBody,
    /// What was done.
    action: AuditActionBody,
    /// To what.
    subject: AuditSubjectBody,
    /// Whether the customer whom it was about has been erased, and with them what there was to tell.
    erased: bool,
    /// The fields, in the order of their names. What was made has nothing before, and what is gone nothing after.
    changes: Vec<FieldChangeBody>,
}

impl From<AuditEvent> for AuditEventBody {
    fn from(event: AuditEvent) -> Self {
        let AuditEvent { id, at, actor, action, subject, about: _, changes } = event;
        let (erased, changes) = match changes {
            NotedChanges::Fields(changes) => (false, changes),
            NotedChanges::Erased => (true, Vec::new()),
        };
        Self {
            id: id.value(),
            occurred_at: at,
            actor: actor.into(),
            action: action.into(),
            subject: subject.into(),
            erased,
            changes: changes.into_iter().map(FieldChangeBody::from).collect(),
        }
    }
}

impl From<FieldChange> for FieldChangeBody {
    fn from(FieldChange { field, before, after }: FieldChange) -> Self {
        Self { field, before, after }
    }
}

impl From<Actor> for AuditActorBody {
    fn from(actor: Actor) -> Self {
        let (kind, id) = match actor {
            Actor::User(id) => (AuditActorKindBody::User, Some(id.value())),
            Actor::Terminal(id) => (AuditActorKindBody::Terminal, Some(id.value())),
            Actor::ApiKey(id) => (AuditActorKindBody::ApiKey, Some(id.value())),
            Actor::System => (AuditActorKindBody::System, None),
        };
        Self { kind, id }
    }
}

impl From<AuditSubject> for AuditSubjectBody {
    fn from(AuditSubject { kind, id }: AuditSubject) -> Self {
        Self { kind: kind.into(), id }
    }
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

same_names!(AuditActionBody, AuditAction: Created, Updated, Deleted);
same_names!(
    AuditSubjectKindBody,
    SubjectKind: ApiKey,
    Attribute,
    Cart,
    Case,
    CaseMessage,
    Company,
    ConsentText,
    CouponCampaign,
    Customer,
    CustomerFile,
    CustomerMail,
    DataExport,
    Document,
    Employment,
    Export,
    ImportMapping,
    Interaction,
    Invoice,
    InvoicePayment,
    Media,
    Merchant,
    Newsletter,
    Offer,
    PointAccount,
    PointAccrual,
    PriceAgreement,
    Programme,
    ProgrammeMembership,
    Referral,
    Reward,
    RewardOrder,
    Segment,
    Store,
    Survey,
    SurveyInvitation,
    Tag,
    Template,
    Terminal,
    User,
    View,
    WebForm,
);
