//! A card on the wire.

use chrono::{DateTime, Utc};
use regulars_flows::{AssignedCard, ReplacedCard};
use regulars_identity::Role;
use regulars_kernel::{Currency, MerchantId};
use regulars_network::{Card, CardForm, CardNumber, CardStatus, NewCard};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::v1::customers::brief::CustomerBriefBody;

/// Whether a card identifies its member.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardStatusBody {
    /// It does.
    Active,
    /// It does not, until it is replaced.
    Blocked,
    /// It does not any more: another card has taken its place.
    Replaced,
}

impl From<CardStatus> for CardStatusBody {
    fn from(status: CardStatus) -> Self {
        match status {
            CardStatus::Active => Self::Active,
            CardStatus::Blocked => Self::Blocked,
            CardStatus::Replaced => Self::Replaced,
        }
    }
}

/// How a card was issued.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardFormBody {
    /// A thing that was handed over, whose number somebody read.
    Plastic,
    /// A number that is shown on a screen.
    Virtual,
    /// Nothing is shown: the member says a phone number at the till.
    Phone,
}

impl From<CardForm> for CardFormBody {
    fn from(form: CardForm) -> Self {
        match form {
            CardForm::Plastic => Self::Plastic,
            CardForm::Virtual => Self::Virtual,
            CardForm::Phone => Self::Phone,
        }
    }
}

impl From<CardFormBody> for CardForm {
    fn from(form: CardFormBody) -> Self {
        match form {
            CardFormBody::Plastic => Self::Plastic,
            CardFormBody::Virtual => Self::Virtual,
            CardFormBody::Phone => Self::Phone,
        }
    }
}

/// A card of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct CardBody {
    /// Its number.
    #[schema(example = "2000000000015")]
    number: String,
    /// Whether it identifies its member.
    #[schema(example = "active")]
    status: CardStatusBody,
    /// How it was issued.
    #[schema(example = "plastic")]
    form: CardFormBody,
    /// Whether this merchant issued it.
    #[schema(example = true)]
    own: bool,
    /// The number of the card that took its place.
    replaced_by: Option<String>,
    /// When it was issued.
    #[schema(example = "2026-11-21T10:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-21T10:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl CardBody {
    /// The card as `merchant` sees it.
    pub fn new(card: Card, merchant: MerchantId) -> Self {
        let Card { number, member: _, status, form, issued_by, replaced_by, created_at, updated_at } = card;
        Self {
            number: number.expose().to_owned(),
            status: status.into(),
            form: form.into(),
            own: issued_by == merchant,
            replaced_by: replaced_by.as_ref().map(CardNumber::expose).map(str::to_owned),
            created_at,
            updated_at,
        }
    }
}

/// A card in a regular's hand.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssignedCardBody {
    /// The card.
    card: CardBody,
    /// The regular who holds it.
    customer: CustomerBriefBody,
}

impl AssignedCardBody {
    /// The card as `merchant` sees it, for a caller in that role.
    pub fn new(assigned: AssignedCard, merchant: MerchantId, currency: Currency, role: Role) -> Self {
        let AssignedCard { card, customer } = assigned;
        let customer = CustomerBriefBody::new(&customer.brief(), currency, role);
        Self { card: CardBody::new(card, merchant), customer }
    }
}

/// A card that has taken the place of another one.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReplacedCardBody {
    /// The new card.
    card: CardBody,
    /// The card that does not identify any more.
    #[schema(example = json!({
        "number": "2000000000022", "status": "replaced", "form": "virtual", "own": true, "replaced_by": "2000000000015",
        "created_at": "2024-11-03T06:40:44.348Z", "updated_at": "2026-11-21T10:00:00Z"
    }))]
    replaced: CardBody,
    /// The regular who holds the new card.
    customer: CustomerBriefBody,
}

impl ReplacedCardBody {
    /// The cards as `merchant` sees them, for a caller in that role.
    pub fn new(replaced: ReplacedCard, merchant: MerchantId, currency: Currency, role: Role) -> Self {
        let ReplacedCard { old, new, customer } = replaced;
        Self {
            card: CardBody::new(new, merchant),
            replaced: CardBody::new(old, merchant),
            customer: CustomerBriefBody::new(&customer.brief(), currency, role),
        }
    }
}

/// A card that a member gets.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct NewCardBody {
    /// The number of the card: 4 to 32 letters and digits. A number is issued when it is left out.
    #[schema(min_length = 4, max_length = 64)]
    number: Option<String>,
    /// How the card is issued. Without it, `plastic` with a number; without a number `virtual`, or as the card was in whose
    /// place it comes.
    form: Option<CardFormBody>,
}

impl NewCardBody {
    /// The checked card.
    pub fn check(self) -> Result<NewCard, ApiError> {
        let mut invalid = Invalid::default();
        let number = invalid.parse_option("/number", self.number);
        invalid.finish()?;
        Ok(NewCard { number, form: self.form.map(Into::into) })
    }
}
