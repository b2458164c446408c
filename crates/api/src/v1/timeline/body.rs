//! What happened with a customer, on the wire.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_flows::{TimelineEntry, TimelineItem};
use regulars_kernel::{CartState, Currency, Instant, Label, Money, Personal, PurchaseId, UserId};
use regulars_loyalty::standing_of_referral;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::kinds::TimelineKindBody;
use crate::v1::audit_events::body::AuditActorBody;
use crate::v1::cards::body::CardStatusBody;
use crate::v1::carts::body::{CartStageBody, CartStateBody};
use crate::v1::cases::body::CaseStateBody;
use crate::v1::consents::names::{ChannelBody, ConsentStateBody, PurposeBody};
use crate::v1::files::body::FileKindBody;
use crate::v1::interactions::body::{DirectionBody, InteractionKindBody};
use crate::v1::money::MoneyBody;
use crate::v1::newsletters::message_body::MessageBody;
use crate::v1::programmes::names::EarningTriggerBody;
use crate::v1::purchases::operation_body::OperationBody;
use crate::v1::referrals::names::{ReferralRefusalBody, ReferralRoleBody, ReferralStateBody};
use crate::v1::rfm::body::class_name;
use crate::v1::surveys::body::SurveyKindBody;

/// A card that was issued.
#[derive(Serialize, ToSchema)]
pub struct TimelineCardBody {
    /// Its number.
    #[schema(example = "2000000000015")]
    number: String,
    /// Whether it identifies its member by now.
    status: CardStatusBody,
}

impl TimelineCardBody {
    /// The entry, if it is one of a card.
    pub fn of(entry: TimelineEntry) -> Option<Self> {
        let TimelineItem::Card { number, status } = entry.item else { return None };
        Some(Self { number: number.expose().to_owned(), status: status.into() })
    }
}

/// What the customer said about consent.
#[derive(Serialize, ToSchema)]
pub struct TimelineConsentBody {
    /// The entry of the ledger.
    id: Uuid,
    /// What it is about.
    purpose: PurposeBody,
    /// The channel that it is about; `null` when it is about none.
    channel: Option<ChannelBody>,
    /// What the customer said.
    state: ConsentStateBody,
    /// Where.
    #[schema(example = "form in the shop")]
    source: String,
}

/// What the customer did with a message.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReactionKindBody {
    /// Opened it.
    Opened,
    /// Followed a link in it.
    Clicked,
}

/// A reaction to a newsletter.
#[derive(Serialize, ToSchema)]
pub struct TimelineReactionBody {
    /// The newsletter.
    newsletter_id: Uuid,
    /// Its name.
    #[schema(example = "Vikend ponuda")]
    name: String,
    /// What the customer did.
    kind: ReactionKindBody,
    /// Over which channel the message came.
    channel: ChannelBody,
}

/// A move from one class to another.
#[derive(Serialize, ToSchema)]
pub struct TimelineRfmMoveBody {
    /// Its id.
    id: Uuid,
    /// On which day, in the merchant's time zone.
    #[schema(example = "2026-11-21")]
    on: NaiveDate,
    /// From where; `prospect` is who has bought nothing.
    #[schema(max_length = 40, example = "loyal")]
    from: String,
    /// To where.
    #[schema(max_length = 40, example = "champions")]
    to: String,
}

impl TimelineRfmMoveBody {
    /// The entry, if it is one of a move.
    pub fn of(entry: TimelineEntry) -> Option<Self> {
        let TimelineItem::RfmMove { on, from, to } = entry.item else { return None };
        let (from, to) = (class_name(from.as_ref()), class_name(to.as_ref()));
        Some(Self { id: entry.position.id, on, from, to })
    }
}

/// How an interaction begins.
#[derive(Serialize, ToSchema)]
pub struct TimelineInteractionBody {
    /// Its id.
    id: Uuid,
    /// How they were in touch.
    kind: InteractionKindBody,
    /// Who turned to whom.
    direction: Option<DirectionBody>,
    /// What it was about.
    #[schema(example = "Question about the delivery")]
    subject: Option<String>,
    /// The first 200 characters of what was said.
    #[schema(example = "Asked whether we deliver on Saturdays.", max_length = 200)]
    beginning: String,
}

/// A change of the record.
#[derive(Serialize, ToSchema)]
pub struct TimelineEditBody {
    /// The event in the audit trail, which tells what stood there before and after.
    id: Uuid,
    /// Who made it.
    actor: AuditActorBody,
    /// The fields that were changed, as the customer names them.
    #[schema(max_items = 1_000, example = json!(["address.city"]))]
    fields: Vec<String>,
}

/// A service case, as it stands by now.
#[derive(Serialize, ToSchema)]
pub struct TimelineCaseBody {
    /// Its id.
    id: Uuid,
    /// What it is about.
    #[schema(example = "Wrong loaf delivered", max_length = 200)]
    subject: String,
    /// Where it stands by now.
    state: CaseStateBody,
    /// The person in charge by now.
    assignee_id: Option<Uuid>,
    /// The day by which it is to be resolved.
    #[schema(example = "2026-11-28")]
    due_on: Option<NaiveDate>,
}

impl TimelineCaseBody {
    /// The entry, if it is one of a case.
    pub fn of(entry: TimelineEntry) -> Option<Self> {
        let TimelineItem::Case { subject, state, assignee, due_on } = entry.item else { return None };
        Some(Self {
            id: entry.position.id,
            subject: subject.into_exposed().into_string(),
            state: state.into(),
            assignee_id: assignee.map(UserId::value),
            due_on,
        })
    }
}

/// A cart, as it stands by now.
#[derive(Serialize, ToSchema)]
pub struct TimelineCartBody {
    /// Its id.
    id: Uuid,
    /// Where it stands by now.
    state: CartStateBody,
    /// How far the customer has come.
    stage: CartStageBody,
    /// What is in it.
    total: MoneyBody,
    /// Since when it has been abandoned; `null` while it is not, and of one that became a purchase before.
    #[schema(example = "2026-11-20T17:30:00Z")]
    abandoned_at: Option<DateTime<Utc>>,
    /// The purchase that came of it.
    purchase_id: Option<Uuid>,
}

/// A file that was attached, as it stands by now.
#[derive(Serialize, ToSchema)]
pub struct TimelineFileBody {
    /// Its id.
    id: Uuid,
    /// What it is called by now.
    #[schema(example = "narudžbina.txt", max_length = 200)]
    name: String,
    /// What it is.
    kind: FileKindBody,
    /// How many bytes it has.
    #[schema(example = 42, minimum = 1)]
    size: u64,
}

/// A mail.
#[derive(Serialize, ToSchema)]
pub struct TimelineMailBody {
    /// Its id.
    id: Uuid,
    /// Who wrote to whom.
    direction: DirectionBody,
    /// What it is about.
    #[schema(example = "Torta za subotu", max_length = 200)]
    subject: Option<String>,
    /// The address that wrote it.
    #[schema(example = "milica@example.com", max_length = 320)]
    from: Option<String>,
    /// How many attachments it has.
    #[schema(example = 0, minimum = 0)]
    attachments: u64,
    /// Whether a machine wrote it.
    automatic: bool,
}

/// What another tool told. `GET /v1/events` tells all of it.
#[derive(Serialize, ToSchema)]
pub struct TimelineEventBody {
    /// Its id.
    id: Uuid,
    /// What it is called.
    #[schema(example = "app.review_written", max_length = 60)]
    name: String,
    /// Which tool told it; `null` where that did not say.
    #[schema(example = "app", max_length = 200)]
    source: Option<String>,
}

/// Points that a rule gave on an occasion that is no receipt.
#[derive(Serialize, ToSchema)]
pub struct TimelineAwardBody {
    /// The operation that credited them.
    operation_id: Uuid,
    /// The programme.
    programme_id: Uuid,
    /// What the rule gives for.
    trigger: EarningTriggerBody,
    /// What the rule was called.
    #[schema(example = "Srećan rođendan", max_length = 200)]
    name: String,
    /// How many, in the smallest part of their type.
    #[schema(example = 100, minimum = 1)]
    points: i64,
    /// The code of what it gave.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
}

impl TimelineAwardBody {
    /// The entry, if it is one of an award.
    fn of(entry: TimelineEntry) -> Option<Self> {
        let operation_id = entry.position.id;
        let TimelineItem::Award { programme, trigger, name, points, point_type } = entry.item else {
            return None;
        };
        Some(Self {
            operation_id,
            programme_id: programme.value(),
            trigger: trigger.into(),
            name: name.into_string(),
            points,
            point_type: point_type.as_str().to_owned(),
        })
    }
}

/// A coupon that a customer was given.
#[derive(Serialize, ToSchema)]
pub struct TimelineCouponBody {
    /// Its code.
    #[schema(max_length = 40, example = "7KXM2QPRT4WVY3")]
    code: String,
    /// Its campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")]
    campaign_id: Uuid,
    /// What that is called.
    #[schema(max_length = 200, example = "Kafa za dobar početak")]
    name: String,
}

/// An invoice.
#[derive(Serialize, ToSchema)]
pub struct TimelineInvoiceBody {
    /// Its id.
    id: Uuid,
    /// Its number.
    #[schema(example = "2026-000001", max_length = 40)]
    number: String,
    /// The day of issue.
    #[schema(example = "2026-11-20")]
    issued_on: NaiveDate,
    /// The day by which it is to be paid.
    #[schema(example = "2026-12-05")]
    due_on: NaiveDate,
    /// What was billed.
    total: MoneyBody,
}

/// A payment of an invoice.
#[derive(Serialize, ToSchema)]
pub struct TimelinePaymentBody {
    /// Its id.
    id: Uuid,
    /// Of which invoice.
    invoice_id: Uuid,
    /// The number of the invoice.
    #[schema(example = "2026-000001", max_length = 40)]
    invoice_number: String,
    /// On which day.
    #[schema(example = "2026-11-20")]
    paid_on: NaiveDate,
    /// How much.
    amount: MoneyBody,
}

/// A survey that the customer was asked or answered.
#[derive(Serialize, ToSchema)]
pub struct TimelineSurveyBody {
    /// The id of the invitation.
    id: Uuid,
    /// Which survey.
    survey_id: Uuid,
    /// What the staff calls it.
    #[schema(example = "Posle kupovine", max_length = 200)]
    name: String,
    /// What it measures; `null` while it is not answered.
    survey_kind: Option<SurveyKindBody>,
    /// The score; `null` while it is not answered.
    #[schema(example = 9, minimum = 0, maximum = 10)]
    score: Option<u8>,
    /// The beginning of what was written besides, 200 characters at most.
    #[schema(example = "Hleb je odličan.", max_length = 200)]
    beginning: Option<String>,
}

/// A referral, as it stands by now.
#[derive(Serialize, ToSchema)]
pub struct TimelineReferralBody {
    /// Its id.
    id: Uuid,
    /// Which of the two the customer is.
    role: ReferralRoleBody,
    /// The other one. The id stays when they are erased, and is nobody's then.
    other_customer_id: Uuid,
    /// Where it stands.
    state: ReferralStateBody,
    /// Why nobody is paid; `null` unless it is refused.
    reason: Option<ReferralRefusalBody>,
}

/// Something that happened. Of the fields behind `at` the one of the same name as the kind holds what; the others are `null`.
/// A purchase and a refund are an `operation`, and both kinds of surveys a `survey`. That the record was made has no more to tell.
#[derive(Serialize, ToSchema)]
pub struct TimelineEntryBody {
    /// What kind of thing.
    kind: TimelineKindBody,
    /// When.
    #[schema(example = "2026-11-20T16:30:00Z")]
    at: DateTime<Utc>,
    /// What was bought or given back.
    pub operation: Option<OperationBody>,
    /// What was sent.
    message: Option<MessageBody>,
    /// What the customer did with a newsletter.
    reaction: Option<TimelineReactionBody>,
    /// What the customer said about consent.
    consent: Option<TimelineConsentBody>,
    /// What passed between the customer and the merchant.
    pub interaction: Option<TimelineInteractionBody>,
    /// What was changed of the record.
    edit: Option<TimelineEditBody>,
    /// The invoice that was recorded.
    pub invoice: Option<TimelineInvoiceBody>,
    /// The payment that was booked.
    pub payment: Option<TimelinePaymentBody>,
    /// From where the customer came, and to where.
    rfm_move: Option<TimelineRfmMoveBody>,
    /// The card that was issued.
    card: Option<TimelineCardBody>,
    /// The case that was opened.
    pub case: Option<TimelineCaseBody>,
    /// The file that was attached.
    pub file: Option<TimelineFileBody>,
    /// The cart that was changed then for the last time.
    pub cart: Option<TimelineCartBody>,
    /// The survey that was asked or answered.
    pub survey: Option<TimelineSurveyBody>,
    /// The mail that came or went.
    mail: Option<TimelineMailBody>,
    /// What another tool told.
    event: Option<TimelineEventBody>,
    /// What a rule gave.
    award: Option<TimelineAwardBody>,
    /// The referral, by whichever of the two the customer is.
    referral: Option<TimelineReferralBody>,
    /// The coupon that was given, also as a newsletter brought it.
    coupon: Option<TimelineCouponBody>,
}

impl TimelineEntryBody {
    /// The entry as it stands at `now`, with amounts in that currency.
    pub fn new(entry: TimelineEntry, currency: Currency, now: Instant) -> Self {
        let (at, id) = (entry.position.at, entry.position.id);
        let bare = |kind| Self {
            kind,
            at,
            operation: None,
            message: None,
            reaction: None,
            consent: None,
            interaction: None,
            edit: None,
            invoice: None,
            payment: None,
            rfm_move: None,
            card: None,
            case: None,
            file: None,
            cart: None,
            survey: None,
            mail: None,
            event: None,
            award: None,
            referral: None,
            coupon: None,
        };
        match entry.item {
            TimelineItem::Created { .. } => bare(TimelineKindBody::Created),
            TimelineItem::Card { .. } => {
                Self { card: TimelineCardBody::of(entry), ..bare(TimelineKindBody::Card) }
            }
            TimelineItem::Consent { purpose, channel, state, source } => {
                let consent = TimelineConsentBody {
                    id,
                    purpose: purpose.into(),
                    channel: channel.map(ChannelBody::from),
                    state: state.into(),
                    source: source.into_exposed().into_string(),
                };
                Self { consent: Some(consent), ..bare(TimelineKindBody::Consent) }
            }
            item @ (TimelineItem::Newsletter(_)
            | TimelineItem::Confirmation(_)
            | TimelineItem::OfferMail(_)
            | TimelineItem::CardMail { .. }) => {
                Self { message: MessageBody::of(at, item), ..bare(TimelineKindBody::Message) }
            }
            TimelineItem::Reaction { newsletter, name, clicked, channel } => {
                let reaction = TimelineReactionBody {
                    newsletter_id: newsletter.value(),
                    name: name.into_string(),
                    kind: if clicked { ReactionKindBody::Clicked } else { ReactionKindBody::Opened },
                    channel: channel.into(),
                };
                Self { reaction: Some(reaction), ..bare(TimelineKindBody::Reaction) }
            }
            item @ (TimelineItem::Purchase { .. } | TimelineItem::Refund { .. }) => {
                let kind = match item {
                    TimelineItem::Purchase { .. } => TimelineKindBody::Purchase,
                    _ => TimelineKindBody::Refund,
                };
                Self { operation: OperationBody::of(entry.position, item, currency), ..bare(kind) }
            }
            TimelineItem::Invoice { number, issued_on, due_on, total } => {
                let total = Money::new(total, currency).into();
                let number = number.as_str().to_owned();
                let invoice = TimelineInvoiceBody { id, number, issued_on, due_on, total };
                Self { invoice: Some(invoice), ..bare(TimelineKindBody::Invoice) }
            }
            TimelineItem::Payment { invoice, number, paid_on, amount } => {
                let payment = TimelinePaymentBody {
                    id,
                    invoice_id: invoice.value(),
                    invoice_number: number.as_str().to_owned(),
                    paid_on,
                    amount: Money::new(amount, currency).into(),
                };
                Self { payment: Some(payment), ..bare(TimelineKindBody::Payment) }
            }
            TimelineItem::SurveyInvitation { survey, name } => {
                let (survey_id, name) = (survey.value(), name.into_string());
                let survey = TimelineSurveyBody {
                    id,
                    survey_id,
                    name,
                    survey_kind: None,
                    score: None,
                    beginning: None,
                };
                Self { survey: Some(survey), ..bare(TimelineKindBody::SurveyInvitation) }
            }
            TimelineItem::SurveyAnswer { survey, name, kind, score, beginning } => {
                let survey = TimelineSurveyBody {
                    id,
                    survey_id: survey.value(),
                    name: name.into_string(),
                    survey_kind: Some(kind.into()),
                    score: Some(score),
                    beginning: beginning.map(Personal::into_exposed),
                };
                Self { survey: Some(survey), ..bare(TimelineKindBody::SurveyAnswer) }
            }
            TimelineItem::RfmMove { .. } => {
                Self { rfm_move: TimelineRfmMoveBody::of(entry), ..bare(TimelineKindBody::RfmMove) }
            }
            TimelineItem::Interaction { kind, direction, subject, beginning } => {
                let interaction = TimelineInteractionBody {
                    id,
                    kind: kind.into(),
                    direction: direction.map(DirectionBody::from),
                    subject: subject.map(|subject| subject.into_exposed().into_string()),
                    beginning: Personal::into_exposed(beginning),
                };
                Self { interaction: Some(interaction), ..bare(TimelineKindBody::Interaction) }
            }
            TimelineItem::Case { .. } => {
                Self { case: TimelineCaseBody::of(entry), ..bare(TimelineKindBody::Case) }
            }
            TimelineItem::File { name, kind, size } => {
                let name = name.into_exposed().into_string();
                let file = TimelineFileBody { id, name, kind: kind.into(), size };
                Self { file: Some(file), ..bare(TimelineKindBody::File) }
            }
            TimelineItem::Cart { stage, total, times, purchase } => {
                let cart = TimelineCartBody {
                    id,
                    state: CartState::of(times, now).into(),
                    stage: stage.into(),
                    total: Money::new(total, currency).into(),
                    abandoned_at: times.abandoned_at(now),
                    purchase_id: purchase.map(PurchaseId::value),
                };
                Self { cart: Some(cart), ..bare(TimelineKindBody::Cart) }
            }
            TimelineItem::Mail { direction, subject, from, attachments, automatic } => {
                let mail = TimelineMailBody {
                    id,
                    direction: direction.into(),
                    subject: subject.map(|subject| subject.into_exposed().into_string()),
                    from: from.map(Personal::into_exposed),
                    attachments,
                    automatic,
                };
                Self { mail: Some(mail), ..bare(TimelineKindBody::Mail) }
            }
            TimelineItem::Event { name, source } => {
                let (name, source) = (name.as_str().to_owned(), source.map(Label::into_string));
                let event = TimelineEventBody { id, name, source };
                Self { event: Some(event), ..bare(TimelineKindBody::Event) }
            }
            TimelineItem::Award { .. } => {
                Self { award: TimelineAwardBody::of(entry), ..bare(TimelineKindBody::Award) }
            }
            TimelineItem::Referral { role, other, state, refusal, until } => {
                let (state, refusal) = standing_of_referral(state, refusal, until, now);
                let referral = TimelineReferralBody {
                    id,
                    role: role.into(),
                    other_customer_id: other.value(),
                    state: state.into(),
                    reason: refusal.map(ReferralRefusalBody::from),
                };
                Self { referral: Some(referral), ..bare(TimelineKindBody::Referral) }
            }
            TimelineItem::Coupon { code, campaign, name } => {
                let (code, name) = (code.to_string(), name.into_string());
                let coupon = TimelineCouponBody { code, campaign_id: campaign.value(), name };
                Self { coupon: Some(coupon), ..bare(TimelineKindBody::Coupon) }
            }
            TimelineItem::Edit { by, fields } => {
                let edit = TimelineEditBody { id, actor: by.into(), fields };
                Self { edit: Some(edit), ..bare(TimelineKindBody::Edit) }
            }
        }
    }
}
