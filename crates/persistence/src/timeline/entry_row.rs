//! One entry of the timeline as a row.

use std::fmt::Display;

use regulars_consent::{SealedKey, SealingKeys};
use regulars_customers::CreatedBy;
use regulars_flows::{
    CompanyTimelineEntry, CompanyTimelineItem, SentConfirmation, SentMessage, SentOffer, SentOfferMail,
    TimelineEntry, TimelineItem, TimelinePosition,
};
use regulars_kernel::{
    CartTimes, Channel, CouponCampaignId, Currency, CustomerId, Instant, InvoiceId, MerchantId, Money,
    NewsletterId, OfferId, Personal, ProgrammeId, PurchaseId, StoreError, StoreId, SurveyId, UserId,
};
use regulars_loyalty::ReferralRole;
use regulars_network::CardNumber;
use uuid::Uuid;

use super::bounds::instant_of;
use super::company_sources::{DOCUMENT, OFFER, OFFER_DECISION};
use super::sources::{
    AWARD, CARD, CARD_MAIL, CART, CASE, CONFIRMATION, CONSENT, COUPON, CREATED, EDIT, EVENT, FILE,
    INTERACTION, INVOICE, MAIL, NEWSLETTER, OFFER_MAIL, PAYMENT, PURCHASE, REACTION, REFERRED, REFERRER,
    REFUND, RFM_MOVE, SURVEY_ANSWER, SURVEY_INVITATION,
};
use crate::actor::actor_of;
use crate::audit::fields_changed;
use crate::error::inconsistent;
use crate::service::open_head;
use crate::wall::FromRow;

/// What the columns hold depends on the source.
#[derive(FromRow)]
pub(super) struct EntryRow {
    source: i64,
    happened_at: Option<Instant>,
    id: Option<Uuid>,
    of_id: Option<Uuid>,
    label: Option<String>,
    kind: Option<String>,
    state: Option<String>,
    channel: Option<String>,
    detail: Option<String>,
    reason: Option<String>,
    amount: Option<i64>,
    settled_at: Option<Instant>,
    opened_at: Option<Instant>,
    clicked_at: Option<Instant>,
    bytes: Option<Vec<u8>>,
    sealed_key: Option<Vec<u8>>,
    customer_id: Option<Uuid>,
}

impl EntryRow {
    /// Whether it is of something that is the company's own.
    pub(super) const fn is_of_company(&self) -> bool {
        matches!(self.source, DOCUMENT | OFFER | OFFER_DECISION)
    }

    /// Whose it is, of the sources of a company.
    pub(super) fn customer(&self) -> Result<CustomerId, StoreError> {
        known(self.customer_id).map(CustomerId::new)
    }

    pub(super) fn company_entry(self) -> Result<CompanyTimelineEntry, StoreError> {
        let position = self.position()?;
        let item = match self.source {
            OFFER => CompanyTimelineItem::Offer(self.offer()?),
            OFFER_DECISION => CompanyTimelineItem::OfferDecision(self.offer()?),
            _ => self.document()?,
        };
        Ok(CompanyTimelineEntry { position, item })
    }

    fn offer(self) -> Result<SentOffer, StoreError> {
        let currency = Currency::from_stored(&known(self.reason)?).map_err(wrong)?;
        Ok(SentOffer {
            number: known(self.state)?.parse().map_err(wrong)?,
            version: known(self.channel)?.parse().map_err(wrong)?,
            title: Personal::new(named(self.label)?),
            total: Money::new(known(self.amount)?, currency),
            valid_until: named(self.detail)?,
            stage: named(self.kind)?,
            superseded_at: self.settled_at,
        })
    }

    fn document(self) -> Result<CompanyTimelineItem, StoreError> {
        Ok(CompanyTimelineItem::Document {
            kind: named(self.kind)?,
            number: self.detail.map(parsed).transpose()?.map(Personal::new),
            title: Personal::new(named(self.label)?),
            state: named(self.state)?,
        })
    }

    pub(super) fn entry(
        self,
        keys: &SealingKeys,
        merchant: MerchantId,
        customer: CustomerId,
    ) -> Result<TimelineEntry, StoreError> {
        let position = self.position()?;
        let item = match self.source {
            CREATED => TimelineItem::Created { by: CreatedBy::from_stored(known(self.kind)?) },
            CARD => TimelineItem::Card {
                number: CardNumber::from_stored(known(self.label)?),
                status: named(self.state)?,
            },
            CONSENT => TimelineItem::Consent {
                purpose: named(self.kind)?,
                channel: self.channel.filter(|channel| !channel.is_empty()).map(parsed).transpose()?,
                state: named(self.state)?,
                source: Personal::new(named(self.detail)?),
            },
            NEWSLETTER => TimelineItem::Newsletter(SentMessage {
                newsletter: NewsletterId::new(position.id),
                name: named(self.label)?,
                channel: named(self.channel)?,
                address: Personal::new(known(self.detail)?),
                state: named(self.state)?,
                reason: self.reason,
                settled_at: self.settled_at,
                opened_at: self.opened_at,
                clicked_at: self.clicked_at,
            }),
            CONFIRMATION => TimelineItem::Confirmation(SentConfirmation {
                purpose: named(self.kind)?,
                channel: named(self.channel)?,
                address: Personal::new(known(self.detail)?),
                confirmed_at: self.settled_at,
                expires_at: known(self.opened_at)?,
            }),
            OFFER_MAIL => TimelineItem::OfferMail(SentOfferMail {
                offer: OfferId::new(known(self.of_id)?),
                title: Personal::new(named(self.label)?),
                address: Personal::new(known(self.detail)?),
            }),
            CARD_MAIL => TimelineItem::CardMail { address: Personal::new(known(self.detail)?) },
            REACTION => TimelineItem::Reaction {
                newsletter: NewsletterId::new(known(self.of_id)?),
                name: named(self.label)?,
                clicked: self.kind.as_deref() == Some("click"),
                channel: named(self.channel)?,
            },
            PURCHASE => TimelineItem::Purchase {
                number: named(self.label)?,
                store: self.of_id.map(StoreId::new),
                total: known(self.amount)?,
            },
            REFUND => TimelineItem::Refund {
                number: named(self.label)?,
                purchase: PurchaseId::new(known(self.of_id)?),
                total: known(self.amount)?,
            },
            INVOICE => TimelineItem::Invoice {
                number: named(self.label)?,
                issued_on: named(self.detail)?,
                due_on: named(self.reason)?,
                total: known(self.amount)?,
            },
            PAYMENT => TimelineItem::Payment {
                invoice: InvoiceId::new(known(self.of_id)?),
                number: named(self.label)?,
                paid_on: named(self.detail)?,
                amount: known(self.amount)?,
            },
            RFM_MOVE => TimelineItem::RfmMove {
                on: named(self.detail)?,
                from: self.kind.map(parsed).transpose()?,
                to: self.state.map(parsed).transpose()?,
            },
            INTERACTION => TimelineItem::Interaction {
                kind: named(self.kind)?,
                direction: self.channel.map(parsed).transpose()?,
                subject: self.label.map(parsed).transpose()?.map(Personal::new),
                beginning: Personal::new(known(self.detail)?),
            },
            EDIT => {
                let by = actor_of("audit_events", &known(self.detail)?)?;
                let fields = match (self.bytes, self.sealed_key) {
                    (Some(sealed), Some(key)) => {
                        let key =
                            keys.open_customer_key(merchant, customer, &SealedKey(key)).map_err(wrong)?;
                        fields_changed(&key, position.id, &sealed)?
                    }
                    _ => Vec::new(),
                };
                TimelineItem::Edit { by, fields }
            }
            CASE => TimelineItem::Case {
                subject: Personal::new(named(self.label)?),
                state: named(self.state)?,
                assignee: self.of_id.map(UserId::new),
                due_on: self.detail.map(parsed).transpose()?,
            },
            FILE => TimelineItem::File {
                name: Personal::new(named(self.label)?),
                kind: named(self.kind)?,
                size: known(self.amount)?.try_into().map_err(wrong)?,
            },
            CART => TimelineItem::Cart {
                stage: named(self.kind)?,
                total: known(self.amount)?,
                times: CartTimes {
                    abandons_at: known(self.opened_at)?,
                    expires_at: known(self.clicked_at)?,
                    bought_at: self.settled_at,
                },
                purchase: self.of_id.map(PurchaseId::new),
            },
            SURVEY_INVITATION => TimelineItem::SurveyInvitation {
                survey: SurveyId::new(known(self.of_id)?),
                name: named(self.label)?,
            },
            SURVEY_ANSWER => TimelineItem::SurveyAnswer {
                survey: SurveyId::new(known(self.of_id)?),
                name: named(self.label)?,
                kind: named(self.kind)?,
                score: known(self.amount)?.try_into().map_err(wrong)?,
                beginning: self.detail.map(Personal::new),
            },
            MAIL => {
                let whose = CustomerId::new(known(self.of_id)?);
                let key = SealedKey(known(self.sealed_key)?);
                let key = keys.open_customer_key(merchant, whose, &key).map_err(wrong)?;
                let head = open_head(&key, position.id, &known(self.bytes)?)?;
                TimelineItem::Mail {
                    direction: named(self.channel)?,
                    subject: head.subject.map(Personal::new),
                    from: head.from.map(|from| Personal::new(from.address)),
                    attachments: head.attachments.len() as u64 + head.more_attachments,
                    automatic: self.kind.as_deref() == Some("automatic"),
                }
            }
            EVENT => TimelineItem::Event {
                name: named(self.label)?,
                source: self.detail.filter(|source| !source.is_empty()).map(parsed).transpose()?,
            },
            AWARD => TimelineItem::Award {
                programme: ProgrammeId::new(known(self.of_id)?),
                trigger: named(self.kind)?,
                name: named(self.label)?,
                points: known(self.amount)?,
                point_type: named(self.detail)?,
            },
            REFERRED | REFERRER => TimelineItem::Referral {
                role: if self.source == REFERRED { ReferralRole::Referred } else { ReferralRole::Referrer },
                other: CustomerId::new(known(self.of_id)?),
                state: named(self.state)?,
                refusal: self.reason.map(parsed).transpose()?,
                until: known(self.settled_at)?,
            },
            COUPON => TimelineItem::Coupon {
                code: named(self.detail)?,
                campaign: CouponCampaignId::new(known(self.of_id)?),
                name: named(self.label)?,
            },
            other => return Err(wrong(format!("there is no source {other}"))),
        };
        Ok(TimelineEntry { position, item })
    }

    fn position(&self) -> Result<TimelinePosition, StoreError> {
        let id = match (self.id, self.source) {
            (Some(id), _) => id,
            (None, CARD) => derived(self.label.as_deref().map(str::as_bytes))?,
            (None, COUPON) => derived(self.detail.as_deref().map(str::as_bytes))?,
            (None, _) => derived(self.bytes.as_deref())?,
        };
        let at = self.happened_at.or_else(|| instant_of(id));
        let place = match self.source {
            NEWSLETTER => place_of(named(self.channel.clone())?),
            OFFER | OFFER_DECISION => 2 * named::<i64>(self.channel.clone())?,
            _ => 0,
        };
        Ok(TimelinePosition { at: known(at)?, rank: self.source + place, id })
    }
}

/// The place that the statement gives the channel.
const fn place_of(channel: Channel) -> i64 {
    match channel {
        Channel::Email => 0,
        Channel::Sms => 1,
        Channel::Push => 2,
        Channel::Telegram => 3,
    }
}

/// Tells apart what has no id, and says nothing of it.
fn derived(name: Option<&[u8]>) -> Result<Uuid, StoreError> {
    Ok(Uuid::new_v5(&Uuid::NAMESPACE_OID, known(name)?))
}

fn known<T>(column: Option<T>) -> Result<T, StoreError> {
    column.ok_or_else(|| wrong("a column is empty"))
}

fn named<T: std::str::FromStr<Err: Display>>(column: Option<String>) -> Result<T, StoreError> {
    parsed(known(column)?)
}

fn parsed<T: std::str::FromStr<Err: Display>>(text: String) -> Result<T, StoreError> {
    text.parse().map_err(wrong)
}

fn wrong(error: impl Display) -> StoreError {
    inconsistent("timeline", error)
}
