//! The parts of what is known of a customer, in the order in which they are told.

use super::store::Trace;

/// A part of what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Who tells it, about whom, and when.
    About,
    /// The record with tags, attributes and totals.
    Profile,
    /// Cards.
    Cards,
    /// Links to them.
    CardLinks,
    /// What stands of consents.
    Consents,
    /// Everything that was said about consent, with the texts that were shown and the evidence.
    ConsentHistory,
    /// Mails that asked for a confirmation.
    Confirmations,
    /// Addresses that no message goes to.
    Suppressions,
    /// Receipts.
    Purchases,
    /// What was given back.
    Refunds,
    /// Invoices with their payments.
    Invoices,
    /// Carts of shops.
    Carts,
    /// What other tools told of the customer.
    Events,
    /// Programmes in which the customer is or was.
    Programmes,
    /// What points there are.
    PointAccounts,
    /// Every line of their ledger.
    PointOperations,
    /// What was ordered for points.
    RewardOrders,
    /// What coupons were used.
    Coupons,
    /// Codes of coupons that belong to the customer.
    HeldCoupons,
    /// Messages of newsletters.
    Messages,
    /// What was opened and clicked.
    Reactions,
    /// Calls, visits, letters, notes.
    Interactions,
    /// Complaints and requests.
    Cases,
    /// What was said about them.
    CaseMessages,
    /// Files that are attached to the customer.
    Files,
    /// Surveys that the customer was asked, with the answers.
    Surveys,
    /// Companies for which the customer works, or did.
    Employments,
    /// Offers that were sent to the customer for a company.
    Offers,
    /// The mails with them.
    OfferMails,
    /// Mails from outside of this program.
    Mails,
    /// The score.
    Rfm,
    /// Every move between classes of scores.
    RfmMoves,
    /// Rows of files that the customer was in.
    Imports,
    /// Changes of many customers.
    BulkEdits,
    /// Every change that was noted.
    AuditEvents,
    /// Exports like this one.
    DataExports,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; 36] = [
        Self::About,
        Self::Profile,
        Self::Cards,
        Self::CardLinks,
        Self::Consents,
        Self::ConsentHistory,
        Self::Confirmations,
        Self::Suppressions,
        Self::Purchases,
        Self::Refunds,
        Self::Invoices,
        Self::Carts,
        Self::Events,
        Self::Programmes,
        Self::PointAccounts,
        Self::PointOperations,
        Self::RewardOrders,
        Self::Coupons,
        Self::HeldCoupons,
        Self::Messages,
        Self::Reactions,
        Self::Interactions,
        Self::Cases,
        Self::CaseMessages,
        Self::Files,
        Self::Surveys,
        Self::Employments,
        Self::Offers,
        Self::OfferMails,
        Self::Mails,
        Self::Rfm,
        Self::RfmMoves,
        Self::Imports,
        Self::BulkEdits,
        Self::AuditEvents,
        Self::DataExports,
    ];

    /// How many there are.
    pub const COUNT: u16 = 36;

    /// Its name in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Profile => "profile",
            Self::Cards => "cards",
            Self::CardLinks => "card_links",
            Self::Consents => "consents",
            Self::ConsentHistory => "consent_history",
            Self::Confirmations => "confirmations",
            Self::Suppressions => "suppressions",
            Self::Purchases => "purchases",
            Self::Refunds => "refunds",
            Self::Invoices => "invoices",
            Self::Carts => "carts",
            Self::Events => "events",
            Self::Programmes => "programmes",
            Self::PointAccounts => "point_accounts",
            Self::PointOperations => "point_operations",
            Self::RewardOrders => "reward_orders",
            Self::Coupons => "coupons",
            Self::HeldCoupons => "held_coupons",
            Self::Messages => "messages",
            Self::Reactions => "reactions",
            Self::Interactions => "interactions",
            Self::Cases => "cases",
            Self::CaseMessages => "case_messages",
            Self::Files => "files",
            Self::Surveys => "surveys",
            Self::Employments => "employments",
            Self::Offers => "offers",
            Self::OfferMails => "offer_mails",
            Self::Mails => "mails",
            Self::Rfm => "rfm",
            Self::RfmMoves => "rfm_moves",
            Self::Imports => "imports",
            Self::BulkEdits => "bulk_edits",
            Self::AuditEvents => "audit_events",
            Self::DataExports => "data_exports",
        }
    }

    /// Whether there is one of it, and not a list.
    pub const fn is_single(self) -> bool {
        matches!(self, Self::About | Self::Profile | Self::Rfm)
    }

    /// The rows that it is read from, where no domain tells them.
    pub(super) const fn trace(self) -> Option<Trace> {
        match self {
            Self::Cards => Some(Trace::Cards),
            Self::CardLinks => Some(Trace::CardLinks),
            Self::Confirmations => Some(Trace::Confirmations),
            Self::Suppressions => Some(Trace::Suppressions),
            Self::Refunds => Some(Trace::Refunds),
            Self::Invoices => Some(Trace::Invoices),
            Self::Carts => Some(Trace::Carts),
            Self::Events => Some(Trace::Events),
            Self::Programmes => Some(Trace::Programmes),
            Self::PointAccounts => Some(Trace::PointAccounts),
            Self::PointOperations => Some(Trace::PointOperations),
            Self::RewardOrders => Some(Trace::RewardOrders),
            Self::Coupons => Some(Trace::Coupons),
            Self::HeldCoupons => Some(Trace::HeldCoupons),
            Self::Messages => Some(Trace::Messages),
            Self::Reactions => Some(Trace::Reactions),
            Self::CaseMessages => Some(Trace::CaseMessages),
            Self::Surveys => Some(Trace::Surveys),
            Self::Employments => Some(Trace::Employments),
            Self::Offers => Some(Trace::Offers),
            Self::OfferMails => Some(Trace::OfferMails),
            Self::Imports => Some(Trace::Imports),
            Self::BulkEdits => Some(Trace::BulkEdits),
            Self::DataExports => Some(Trace::DataExports),
            _ => None,
        }
    }
}
