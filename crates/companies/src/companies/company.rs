//! A company that is on record.

use regulars_kernel::{CompanyId, Email, Instant, Label, LongText, Personal, Phone, PostalAddress};

use crate::TaxNumber;

/// What is known of a company. Of a sole trader this is personal data, and nobody can tell from it who is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyProfile {
    /// What it is called.
    pub name: Personal<Label>,
    /// The name in the commercial register.
    pub legal_name: Option<Personal<Label>>,
    /// The number under which it pays taxes. No other company of the merchant has it.
    pub tax_number: Option<TaxNumber>,
    /// The number under which it is registered as a business.
    pub registration_number: Option<Personal<Label>>,
    /// Where it is.
    pub address: PostalAddress,
    /// Its e-mail address.
    pub email: Option<Email>,
    /// Its phone number.
    pub phone: Option<Phone>,
    /// Its website.
    pub website: Option<Personal<Label>>,
    /// What the staff should know about it.
    pub note: Option<Personal<LongText>>,
}

/// A company that is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Its id.
    pub id: CompanyId,
    /// What is known of it.
    pub profile: CompanyProfile,
    /// Since when it is out of use: it keeps everything, and is in no list that does not ask for it.
    pub archived_at: Option<Instant>,
    /// When it was put on record.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}
