//! The kinds of what happened with a customer, and who may see which.

use regulars_flows::{TimelineKind, TimelinePosition};
use regulars_kernel::Instant;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::parse_cursor;

/// A kind of what happens with a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimelineKindBody {
    /// The record was made.
    Created,
    /// A card was issued to the member whom the record is about.
    Card,
    /// The customer said something about consent.
    Consent,
    /// A message was sent to the customer.
    Message,
    /// The customer opened a newsletter or followed a link in it.
    Reaction,
    /// The customer bought something.
    Purchase,
    /// The customer gave something back.
    Refund,
    /// The customer bought something on credit.
    Invoice,
    /// The customer paid something of an invoice.
    Payment,
    /// The customer came into another class by recency, frequency and value.
    RfmMove,
    /// Staff wrote down that they were in touch.
    Interaction,
    /// The record was changed.
    Edit,
    /// A service case was opened.
    Case,
    /// A file was attached.
    File,
    /// A cart was changed in a shop.
    Cart,
    /// The customer was asked a survey otherwise than by a newsletter.
    SurveyInvitation,
    /// The customer answered a survey.
    SurveyAnswer,
    /// A mail came or went outside of this program.
    Mail,
    /// Another tool told something of the customer.
    Event,
    /// A rule of a programme gave points on an occasion that is no receipt, such as a birthday.
    Award,
    /// The customer was invited by another one, or has invited one who was registered.
    Referral,
    /// The customer was given a coupon of their own.
    Coupon,
}

macro_rules! same_names {
    ($($name:ident),* $(,)?) => {
        impl From<TimelineKind> for TimelineKindBody {
            fn from(kind: TimelineKind) -> Self {
                match kind { $(TimelineKind::$name => Self::$name),* }
            }
        }

        impl From<TimelineKindBody> for TimelineKind {
            fn from(kind: TimelineKindBody) -> Self {
                match kind { $(TimelineKindBody::$name => Self::$name),* }
            }
        }
    };
}

same_names!(
    Created,
    Card,
    Consent,
    Message,
    Reaction,
    Purchase,
    Refund,
    Invoice,
    Payment,
    RfmMove,
    Interaction,
    Edit,
    Case,
    File,
    Cart,
    SurveyInvitation,
    SurveyAnswer,
    Mail,
    Event,
    Award,
    Referral,
    Coupon,
);

/// Whether the caller may see entries of that kind: whoever may call the operation that lists them.
fn may_see<Op>(caller: &Caller<Op>, kind: TimelineKind) -> bool {
    match kind {
        TimelineKind::Created | TimelineKind::Card => caller.may::<access::get_customer>(),
        TimelineKind::Consent => caller.may::<access::list_consent_history>(),
        TimelineKind::Message | TimelineKind::Reaction => caller.may::<access::list_customer_messages>(),
        TimelineKind::Purchase | TimelineKind::Refund => caller.may::<access::list_customer_purchases>(),
        TimelineKind::Invoice | TimelineKind::Payment => caller.may::<access::list_invoices>(),
        TimelineKind::RfmMove => caller.may::<access::get_customer_rfm>(),
        TimelineKind::Interaction => caller.may::<access::list_interactions>(),
        TimelineKind::Case => caller.may::<access::list_cases>(),
        TimelineKind::File => caller.may::<access::list_customer_files>(),
        TimelineKind::Cart => caller.may::<access::list_carts>(),
        TimelineKind::SurveyInvitation | TimelineKind::SurveyAnswer => {
            caller.may::<access::list_customer_survey_responses>()
        }
        TimelineKind::Referral => caller.may::<access::list_customer_referrals>(),
        TimelineKind::Mail => caller.may::<access::list_customer_mails>(),
        TimelineKind::Event => caller.may::<access::list_events>(),
        TimelineKind::Award => caller.may::<access::list_point_operations>(),
        TimelineKind::Coupon => caller.may::<access::list_customer_coupons>(),
        TimelineKind::Edit => caller.may::<access::list_audit_events>(),
    }
}

/// Every kind that the caller may see.
pub fn visible<Op>(caller: &Caller<Op>) -> Vec<TimelineKind> {
    TimelineKind::ALL.iter().copied().filter(|kind| may_see(caller, *kind)).collect()
}

/// The kinds that the caller asks for; all that it may see when it asks for none. One that it may not see is refused.
pub fn asked_for<Op>(caller: &Caller<Op>, kinds: &[TimelineKindBody]) -> Result<Vec<TimelineKind>, ApiError> {
    if kinds.is_empty() {
        return Ok(visible(caller));
    }
    let kinds: Vec<TimelineKind> = kinds.iter().copied().map(TimelineKind::from).collect();
    match kinds.iter().find(|kind| !may_see(caller, **kind)) {
        None => Ok(kinds),
        Some(kind) => {
            let detail = format!("the role or the scopes of the credential do not include `{kind}`");
            Err(ApiError::new(Code::Forbidden, detail))
        }
    }
}

/// The position as its cursor has it.
pub fn position(position: &TimelinePosition) -> Value {
    json!([position.at, position.rank, position.id])
}

/// The position that a cursor stands for.
pub fn parse_position(cursor: &str) -> Result<TimelinePosition, ApiError> {
    let (at, rank, id) = parse_cursor::<(Instant, i64, Uuid)>(cursor)?;
    Ok(TimelinePosition { at, rank, id })
}
