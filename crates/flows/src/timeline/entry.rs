//! What happened with a customer.

use regulars_consent::ConfirmationPurpose;
use regulars_customers::CreatedBy;
use regulars_invoices::InvoiceNumber;
use regulars_kernel::{
    Actor, CartTimes, CaseState, Channel, ConsentState, CouponCampaignId, CustomerId, Date, EventName,
    FileKind, Instant, InvoiceId, Label, NewsletterId, OfferId, Personal, ProgrammeId, PurchaseId, Purpose,
    RfmClass, StoreId, SurveyId, SurveyKind, UserId, named,
};
use regulars_loyalty::{
    CouponCode, EarningTrigger, PointTypeCode, ReferralRefusal, ReferralRole, ReferralState,
};
use regulars_network::{CardNumber, CardStatus};
use regulars_newsletters::DeliveryState;
use regulars_purchases::{CartStage, ReceiptNumber};
use regulars_service::{Direction, InteractionKind};
use uuid::Uuid;

named! {
    /// The kinds of what happens with a customer. Of what happened at the same instant the kind that stands first here came
    /// first.
    TimelineKind {
        /// The record was made.
        Created = "created",
        /// A card was issued to the member whom the record is about.
        Card = "card",
        /// The customer said something about consent.
        Consent = "consent",
        /// A message was sent to the customer.
        Message = "message",
        /// The customer opened a newsletter or followed a link in it.
        Reaction = "reaction",
        /// The customer bought something.
        Purchase = "purchase",
        /// The customer gave something back.
        Refund = "refund",
        /// The customer bought something on credit.
        Invoice = "invoice",
        /// The customer paid something of an invoice.
        Payment = "payment",
        /// The customer came into another class by recency, frequency and value.
        RfmMove = "rfm_move",
        /// Staff wrote down that they were in touch.
        Interaction = "interaction",
        /// The record was changed.
        Edit = "edit",
        /// A service case was opened.
        Case = "case",
        /// A file was attached.
        File = "file",
        /// A cart was changed in a shop.
        Cart = "cart",
        /// The customer was asked a survey otherwise than by a newsletter.
        SurveyInvitation = "survey_invitation",
        /// The customer answered a survey.
        SurveyAnswer = "survey_answer",
        /// A mail came or went outside of this program.
        Mail = "mail",
        /// Another tool told something of the customer.
        Event = "event",
        /// A rule gave points on an occasion that is no receipt.
        Award = "award",
        /// The customer was invited by another one, or has invited one who was registered.
        Referral = "referral",
        /// The customer was given a coupon of their own.
        Coupon = "coupon",
    }
}

/// Where an entry stands: the later one is greater. No two entries of a customer have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimelinePosition {
    /// When it happened.
    pub at: Instant,
    /// The order of what happened at the same instant: the place of the kind, times ten, and where a thing may be there once
    /// for each channel, the place of the channel on top.
    pub rank: i64,
    /// What else tells it apart.
    pub id: Uuid,
}

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// Where it stands.
    pub position: TimelinePosition,
    /// What happened.
    pub item: TimelineItem,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimelineItem {
    /// The record was made.
    Created {
        /// By what.
        by: CreatedBy,
    },
    /// A card was issued.
    Card {
        /// Its number.
        number: CardNumber,
        /// Its status by now.
        status: CardStatus,
    },
    /// An entry of the ledger of consents; the position has its id.
    Consent {
        /// What it is about.
        purpose: Purpose,
        /// Over which channel.
        channel: Option<Channel>,
        /// What the customer said.
        state: ConsentState,
        /// Where.
        source: Personal<Label>,
    },
    /// A message of a newsletter.
    Newsletter(SentMessage),
    /// A mail that asked the customer to confirm something.
    Confirmation(SentConfirmation),
    /// A mail with an offer to the company that the customer works for; the position has the id of its job.
    OfferMail(SentOfferMail),
    /// A mail with the link to the customer's card; the position has the id of the link.
    CardMail {
        /// Where to.
        address: Personal<String>,
    },
    /// A reaction to a newsletter; the position has its id.
    Reaction {
        /// To which newsletter.
        newsletter: NewsletterId,
        /// The name of the newsletter.
        name: Label,
        /// Whether a link was followed; the message was opened otherwise.
        clicked: bool,
        /// The channel of the message.
        channel: Channel,
    },
    /// A receipt; the position has its id.
    Purchase {
        /// The number of the receipt.
        number: ReceiptNumber,
        /// The store.
        store: Option<StoreId>,
        /// Its total, in minor units.
        total: i64,
    },
    /// Goods that were given back; the position has the id.
    Refund {
        /// The number of the refund.
        number: ReceiptNumber,
        /// Of which purchase.
        purchase: PurchaseId,
        /// What was paid back, in minor units.
        total: i64,
    },
    /// An invoice; the position has its id.
    Invoice {
        /// Its number.
        number: InvoiceNumber,
        /// The day of issue.
        issued_on: Date,
        /// The day by which it is to be paid.
        due_on: Date,
        /// What was billed, in minor units.
        total: i64,
    },
    /// A payment; the position has its id.
    Payment {
        /// Of which invoice.
        invoice: InvoiceId,
        /// The number of the invoice.
        number: InvoiceNumber,
        /// On which day.
        paid_on: Date,
        /// How much, in minor units.
        amount: i64,
    },
    /// A move from one class to another; the position has its id.
    RfmMove {
        /// On which day, in the merchant's time zone.
        on: Date,
        /// From where; none is who had bought nothing.
        from: Option<RfmClass>,
        /// To where.
        to: Option<RfmClass>,
    },
    /// An interaction; the position has its id.
    Interaction {
        /// How they were in touch.
        kind: InteractionKind,
        /// Who turned to whom.
        direction: Option<Direction>,
        /// What it was about.
        subject: Option<Personal<Label>>,
        /// How its text begins.
        beginning: Personal<String>,
    },
    /// A change of the record; the position has the id of the event in the audit trail.
    Edit {
        /// Who made it.
        by: Actor,
        /// The fields that were changed.
        fields: Vec<String>,
    },
    /// A service case; the position has its id.
    Case {
        /// What it is about.
        subject: Personal<Label>,
        /// Where it stands by now.
        state: CaseState,
        /// The person in charge by now.
        assignee: Option<UserId>,
        /// The day by which it is to be resolved.
        due_on: Option<Date>,
    },
    /// A file that was attached; the position has its id.
    File {
        /// What it is called by now.
        name: Personal<Label>,
        /// What it is.
        kind: FileKind,
        /// How many bytes it has.
        size: u64,
    },
    /// A cart, where it was changed last; the position has its id.
    Cart {
        /// How far the customer has come.
        stage: CartStage,
        /// What it comes to, in minor units.
        total: i64,
        /// The instants that tell where it stands.
        times: CartTimes,
        /// The purchase that came of it.
        purchase: Option<PurchaseId>,
    },
    /// A survey that was asked; the position has the id of the invitation.
    SurveyInvitation {
        /// Which survey.
        survey: SurveyId,
        /// What the staff calls it.
        name: Label,
    },
    /// A survey that was answered; the position has the id of the invitation.
    SurveyAnswer {
        /// Which survey.
        survey: SurveyId,
        /// What the staff calls it.
        name: Label,
        /// What it measures.
        kind: SurveyKind,
        /// The score.
        score: u8,
        /// The beginning of what was written besides.
        beginning: Option<Personal<String>>,
    },
    /// A mail; the position has its id.
    Mail {
        /// Who wrote to whom.
        direction: Direction,
        /// What it is about.
        subject: Option<Personal<Label>>,
        /// The address that wrote it.
        from: Option<Personal<String>>,
        /// How many attachments it has.
        attachments: u64,
        /// Whether a machine wrote it.
        automatic: bool,
    },
    /// What another tool told; the position has the id of the event.
    Event {
        /// What it is called.
        name: EventName,
        /// Which tool.
        source: Option<Label>,
    },
    /// Points that a rule gave on an occasion; the position has the id of the operation.
    Award {
        /// The programme.
        programme: ProgrammeId,
        /// What the rule gives for.
        trigger: EarningTrigger,
        /// What the rule was called.
        name: Label,
        /// How many, in the smallest part of their type.
        points: i64,
        /// What it gave.
        point_type: PointTypeCode,
    },
    /// A referral; the position has its id.
    Referral {
        /// Which of the two the customer is.
        role: ReferralRole,
        /// Who the other one is.
        other: CustomerId,
        /// Where it stands, by what was written.
        state: ReferralState,
        /// Why nobody is paid.
        refusal: Option<ReferralRefusal>,
        /// By when the one who was invited must have bought enough.
        until: Instant,
    },
    /// A coupon that was given.
    Coupon {
        /// Its code.
        code: CouponCode,
        /// Of which campaign.
        campaign: CouponCampaignId,
        /// What that is called.
        name: Label,
    },
}

impl TimelineItem {
    /// Its kind.
    pub const fn kind(&self) -> TimelineKind {
        match self {
            Self::Created { .. } => TimelineKind::Created,
            Self::Card { .. } => TimelineKind::Card,
            Self::Consent { .. } => TimelineKind::Consent,
            Self::Newsletter(_) | Self::Confirmation(_) | Self::OfferMail(_) | Self::CardMail { .. } => {
                TimelineKind::Message
            }
            Self::Reaction { .. } => TimelineKind::Reaction,
            Self::Purchase { .. } => TimelineKind::Purchase,
            Self::Refund { .. } => TimelineKind::Refund,
            Self::Invoice { .. } => TimelineKind::Invoice,
            Self::Payment { .. } => TimelineKind::Payment,
            Self::RfmMove { .. } => TimelineKind::RfmMove,
            Self::Interaction { .. } => TimelineKind::Interaction,
            Self::Edit { .. } => TimelineKind::Edit,
            Self::Case { .. } => TimelineKind::Case,
            Self::File { .. } => TimelineKind::File,
            Self::Cart { .. } => TimelineKind::Cart,
            Self::SurveyInvitation { .. } => TimelineKind::SurveyInvitation,
            Self::SurveyAnswer { .. } => TimelineKind::SurveyAnswer,
            Self::Mail { .. } => TimelineKind::Mail,
            Self::Event { .. } => TimelineKind::Event,
            Self::Award { .. } => TimelineKind::Award,
            Self::Referral { .. } => TimelineKind::Referral,
            Self::Coupon { .. } => TimelineKind::Coupon,
        }
    }
}

/// A message of a newsletter to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMessage {
    /// Of which newsletter.
    pub newsletter: NewsletterId,
    /// The name of the newsletter.
    pub name: Label,
    /// Over which channel.
    pub channel: Channel,
    /// The address that was frozen.
    pub address: Personal<String>,
    /// Where it stands.
    pub state: DeliveryState,
    /// Why, where there is a reason.
    pub reason: Option<String>,
    /// When that state became final.
    pub settled_at: Option<Instant>,
    /// When the customer first opened it by their own hand, if that may be told.
    pub opened_at: Option<Instant>,
    /// When the customer first followed a link in it by their own hand, if that may be told.
    pub clicked_at: Option<Instant>,
}

/// A mail that asked a customer to confirm something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentConfirmation {
    /// What.
    pub purpose: ConfirmationPurpose,
    /// Over which channel.
    pub channel: Channel,
    /// Where to.
    pub address: Personal<String>,
    /// When it was confirmed.
    pub confirmed_at: Option<Instant>,
    /// Until when it can be.
    pub expires_at: Instant,
}

/// A mail with an offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentOfferMail {
    /// Which offer.
    pub offer: OfferId,
    /// What the offer is called by now.
    pub title: Personal<Label>,
    /// Where to.
    pub address: Personal<String>,
}
