//! What a change was made to.

use std::str::FromStr;

use uuid::Uuid;

/// The kind of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SubjectKind {
    /// A key of an integrator.
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
    /// A customer.
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

/// The text names no kind of resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no kind of resource of which changes are noted")]
pub struct UnknownSubjectKind;

impl SubjectKind {
    /// All of them.
    pub const ALL: [Self; 41] = [
        Self::ApiKey,
        Self::Attribute,
        Self::Cart,
        Self::Case,
        Self::CaseMessage,
        Self::Company,
        Self::ConsentText,
        Self::CouponCampaign,
        Self::Customer,
        Self::CustomerFile,
        Self::CustomerMail,
        Self::DataExport,
        Self::Document,
        Self::Employment,
        Self::Export,
        Self::ImportMapping,
        Self::Interaction,
        Self::Invoice,
        Self::InvoicePayment,
        Self::Media,
        Self::Merchant,
        Self::Newsletter,
        Self::Offer,
        Self::PointAccount,
        Self::PointAccrual,
        Self::PriceAgreement,
        Self::Programme,
        Self::ProgrammeMembership,
        Self::Referral,
        Self::Reward,
        Self::RewardOrder,
        Self::Segment,
        Self::Store,
        Self::Survey,
        Self::SurveyInvitation,
        Self::Tag,
        Self::Template,
        Self::Terminal,
        Self::User,
        Self::View,
        Self::WebForm,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ApiKey => "api_key",
            Self::Attribute => "attribute",
            Self::Cart => "cart",
            Self::Case => "case",
            Self::CaseMessage => "case_message",
            Self::Company => "company",
            Self::ConsentText => "consent_text",
            Self::CouponCampaign => "coupon_campaign",
            Self::Customer => "customer",
            Self::CustomerFile => "customer_file",
            Self::CustomerMail => "customer_mail",
            Self::DataExport => "data_export",
            Self::Document => "document",
            Self::Employment => "employment",
            Self::Export => "export",
            Self::ImportMapping => "import_mapping",
            Self::Interaction => "interaction",
            Self::Invoice => "invoice",
            Self::InvoicePayment => "invoice_payment",
            Self::Media => "media",
            Self::Merchant => "merchant",
            Self::Newsletter => "newsletter",
            Self::Offer => "offer",
            Self::PointAccount => "point_account",
            Self::PointAccrual => "point_accrual",
            Self::PriceAgreement => "price_agreement",
            Self::Programme => "programme",
            Self::ProgrammeMembership => "programme_membership",
            Self::Referral => "referral",
            Self::Reward => "reward",
            Self::RewardOrder => "reward_order",
            Self::Segment => "segment",
            Self::Store => "store",
            Self::Survey => "survey",
            Self::SurveyInvitation => "survey_invitation",
            Self::Tag => "tag",
            Self::Template => "template",
            Self::Terminal => "terminal",
            Self::User => "user",
            Self::View => "view",
            Self::WebForm => "web_form",
        }
    }
}

impl FromStr for SubjectKind {
    type Err = UnknownSubjectKind;

    fn from_str(name: &str) -> Result<Self, UnknownSubjectKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownSubjectKind)
    }
}

/// One resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditSubject {
    /// Its kind.
    pub kind: SubjectKind,
    /// Its id.
    pub id: Uuid,
}
