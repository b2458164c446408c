//! What uses a thing that is to be deleted.

use uuid::Uuid;

/// Something that refers to a thing by its id and would mean something else without it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsedBy {
    /// What kind of thing it is.
    pub kind: UserKind,
    /// Its id.
    pub id: Uuid,
    /// What the staff calls it.
    pub name: String,
}

/// The kinds of things that refer to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserKind {
    /// A customer, who works there.
    Employee,
    /// A document, which is the company's.
    Document,
    /// An offer that was made to the company.
    Offer,
    /// A price that was agreed upon with the company.
    PriceAgreement,
    /// A segment, by its filter.
    Segment,
    /// A newsletter, by its audience or its template.
    Newsletter,
    /// A view, by its filter or its columns.
    View,
    /// A rule by which receipts earn points of a type, by that type or by the customers whom it is for.
    EarningRule,
    /// A reward that points buy.
    Reward,
    /// A campaign of coupons, by the segment that it is for or the points that it gives.
    CouponCampaign,
    /// Points for many members at once, by the audience that is still to be looked up, or by the type of points.
    PointAccrual,
}

impl UserKind {
    /// The name in bodies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::Document => "document",
            Self::Offer => "offer",
            Self::PriceAgreement => "price_agreement",
            Self::Segment => "segment",
            Self::Newsletter => "newsletter",
            Self::View => "view",
            Self::EarningRule => "earning_rule",
            Self::Reward => "reward",
            Self::CouponCampaign => "coupon_campaign",
            Self::PointAccrual => "point_accrual",
        }
    }
}
