//! What is odd about a receipt and costs it nothing.

use crate::{Identify, NewPurchase, ProblemReason, ReceiptPlace, ReceiptProblem, Tender, Till};

/// What is odd. The sale has happened, so the receipt is recorded all the same and its till is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Oddity {
    /// What was scanned is no number of any card: the purchase is anonymous.
    #[error("is no number of any card")]
    CardUnreadable,
    /// What was typed in is no phone number: the purchase is anonymous.
    #[error("is no phone number")]
    PhoneUnreadable,
    /// Points were paid with, and the merchant has no programme that has points.
    #[error("there is no programme that has points")]
    PointsUnknown,
    /// More points were paid with than there were: the rest is owed.
    #[error("there are not as many points")]
    PointsOverdrawn,
    /// Points paid another amount than they are worth.
    #[error("is not what the points are worth")]
    PointsValueDiffers,
    /// A coupon was shown or paid with that no campaign of the merchant has.
    #[error("there is no such coupon")]
    CouponUnknown,
    /// A coupon was shown or paid with that belongs to another customer.
    #[error("the coupon belongs to another customer")]
    CouponOfOther,
    /// A coupon was shown or paid with that may not be used: not then, not there, not by that customer, or not again.
    #[error("the coupon may not be used")]
    CouponRefused,
    /// More was taken off than the coupons of the receipt give.
    #[error("is more than the coupons give")]
    CouponValueDiffers,
}

impl Oddity {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::CardUnreadable,
        Self::PhoneUnreadable,
        Self::PointsUnknown,
        Self::PointsOverdrawn,
        Self::PointsValueDiffers,
        Self::CouponUnknown,
        Self::CouponOfOther,
        Self::CouponRefused,
        Self::CouponValueDiffers,
    ];

    /// The code in bodies and in stores.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CardUnreadable => "card_unreadable",
            Self::PhoneUnreadable => "phone_unreadable",
            Self::PointsUnknown => "points_unknown",
            Self::PointsOverdrawn => "points_overdrawn",
            Self::PointsValueDiffers => "points_value_differs",
            Self::CouponUnknown => "coupon_unknown",
            Self::CouponOfOther => "coupon_of_other",
            Self::CouponRefused => "coupon_refused",
            Self::CouponValueDiffers => "coupon_value_differs",
        }
    }
}

/// Something odd, and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptWarning {
    /// A JSON pointer (RFC 6901) into the body.
    pub pointer: String,
    /// What is odd there.
    pub oddity: Oddity,
}

/// What is odd about the receipt of a sale that has happened. Points of a merchant who has programmes are judged where they pay, and
/// coupons of one who has campaigns where they are used.
pub(crate) fn warnings(new: &NewPurchase, till: &Till) -> Vec<ReceiptWarning> {
    oddities(new, till)
        .into_iter()
        .map(|(place, oddity)| ReceiptWarning { pointer: place.to_string(), oddity })
        .collect()
}

/// The same, asked before the sale: then there is time to put it right, so each of them is a problem.
///
/// # Errors
///
/// Everything that would be a warning once the sale has happened.
pub fn check_before_sale(new: &NewPurchase, till: &Till) -> Result<(), Vec<ReceiptProblem>> {
    let problem = |(place, oddity)| ReceiptProblem { place, reason: ProblemReason::Odd(oddity) };
    let problems: Vec<_> = oddities(new, till).into_iter().map(problem).collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

fn oddities(new: &NewPurchase, till: &Till) -> Vec<(ReceiptPlace, Oddity)> {
    let buyer = match new.identify {
        Some(Identify::UnreadableCard(_)) => Some((ReceiptPlace::Card, Oddity::CardUnreadable)),
        Some(Identify::UnreadablePhone(_)) => Some((ReceiptPlace::Phone, Oddity::PhoneUnreadable)),
        Some(Identify::Card(_) | Identify::Phone(_) | Identify::Customer(_)) | None => None,
    };
    let tenders = new.tenders.iter().enumerate().filter_map(|(index, tender)| match tender {
        Tender::Money { .. } => None,
        Tender::Points { .. } if till.programmes => None,
        Tender::Points { .. } => Some((ReceiptPlace::Tender { index }, Oddity::PointsUnknown)),
        Tender::Coupon { .. } if till.campaigns => None,
        Tender::Coupon { .. } => Some((ReceiptPlace::Tender { index }, Oddity::CouponUnknown)),
    });
    let shown = if till.campaigns { 0 } else { new.coupons.len() };
    let coupons = (0..shown).map(|index| (ReceiptPlace::Coupon { index }, Oddity::CouponUnknown));
    buyer.into_iter().chain(tenders).chain(coupons).collect()
}
