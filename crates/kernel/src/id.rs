//! One id type per resource, each a `UUIDv7` (RFC 9562, section 5.7), so that ids sort by creation.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$documentation:meta])* $name:ident)*) => {$(
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl $name {
            /// Wraps a UUID that came from a store or from a caller.
            pub const fn new(value: Uuid) -> Self {
                Self(value)
            }

            /// The bare UUID, for stores and bodies.
            pub const fn value(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// The tenant: owner of customers, newsletters, quota and programmes.
    MerchantId
    /// A person who signs in: staff of one merchant, or a platform operator.
    UserId
    /// One sign-in of a user, from password to revocation, across all its refresh tokens.
    SessionId
    /// A machine credential.
    ApiKeyId
    /// A place of sale.
    StoreId
    /// A paired device in a store.
    TerminalId
    /// A person registered in the network.
    MemberId
    /// A merchant's own record of a person.
    CustomerId
    /// A coloured label on customers.
    TagId
    /// The definition of a custom attribute.
    AttributeId
    /// A receipt that a till recorded.
    PurchaseId
    /// Goods given back on a receipt.
    RefundId
    /// A durable piece of work.
    JobId
    /// A worker's hold, for a limited time, on rows that it works on.
    LeaseId
    /// A stored filter.
    SegmentId
    /// One campaign.
    NewsletterId
    /// The layout of a newsletter.
    TemplateId
    /// One message of a newsletter to one recipient.
    DeliveryId
    /// An uploaded image.
    MediaId
    /// One move of a customer from one class to another.
    RfmMoveId
    /// One change in the audit trail.
    AuditEventId
    /// One entry of the consent ledger.
    ConsentEventId
    /// One immutable version of a consent text.
    ConsentTextId
    /// One entry of the quota ledger.
    QuotaEntryId
    /// A pack of messages bought on top of the monthly quota.
    QuotaPackId
    /// A merchant's order of quota packs.
    QuotaPackOrderId
    /// One time that a merchant and a customer were in touch.
    InteractionId
    /// A complaint or a request of a customer.
    ServiceCaseId
    /// What was said about a case.
    CaseMessageId
    /// A purchase on credit.
    InvoiceId
    /// What was paid of an invoice.
    PaymentId
    /// A reminder of what is open of an invoice.
    ReminderId
    /// The cart of a shop.
    CartId
    /// A file of customers that is taken in.
    ImportId
    /// What the columns of such files are about, stored under a name.
    ImportMappingId
    /// A change of many customers at once.
    BulkEditId
    /// An erasure of many customers.
    CustomerDeletionId
    /// A list that is written into a file.
    ExportId
    /// A stored choice of columns, filter and order.
    ViewId
    /// A merge of customers into one of them.
    MergeId
    /// A statement that customers are not the same person.
    DismissalId
    /// A file that is attached to a customer.
    CustomerFileId
    /// A company that a merchant sells to.
    CompanyId
    /// A document of a company.
    CompanyDocumentId
    /// An offer to a company.
    OfferId
    /// A price that was agreed upon with a company.
    PriceAgreementId
    /// A mail from or to a customer.
    CustomerMailId
    /// A form by which people write to the merchant.
    WebFormId
    /// An export of what is known of a customer.
    DataExportId
    /// A message that a sandbox captured.
    CapturedMessageId
    /// A question that customers are asked.
    SurveyId
    /// One time that somebody is asked, with the answer.
    SurveyInvitationId
    /// A link to the page with a customer's card.
    CardLinkId
    /// A loyalty programme.
    ProgrammeId
    /// That a customer is in a programme.
    ProgrammeMembershipId
    /// A rule by which receipts earn points.
    EarningRuleId
    /// Points of one type of one customer.
    PointAccountId
    /// Points that many members are given at once.
    PointAccrualId
    /// What a programme would have given for receipts of the past.
    PastSimulationId
    /// An adjustment of points that somebody else has to approve.
    PointAdjustmentId
    /// A line of the ledger of points.
    PointOperationId
    /// Something that another tool of the merchant's has told of a customer.
    CustomEventId
    /// Points that were credited together.
    PointLotId
    /// Points of an account that are held for something.
    PointReservationId
    /// Something that points buy.
    RewardId
    /// That a customer has ordered a reward.
    RewardOrderId
    /// That there are more or fewer of a reward.
    StockMovementId
    /// A campaign of coupons.
    CouponCampaignId
    /// Codes of coupons that were made together.
    CouponBatchId
    /// One use of a coupon.
    CouponUseId
    /// That a customer was invited by another one.
    ReferralId
}
