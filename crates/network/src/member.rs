//! Members: persons registered in the network.

use regulars_kernel::{BirthDate, Email, Gender, Instant, Label, MemberId, MerchantId, Personal, Phone};

/// A person registered in the network. The platform is the controller of these data; what a merchant knows about the
/// same person is its own customer record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// The given name.
    pub first_name: Option<Personal<Label>>,
    /// The family name.
    pub last_name: Option<Personal<Label>>,
    /// How the person is addressed.
    pub gender: Option<Gender>,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// The date of birth, or the birthday alone.
    pub birth_date: Option<Personal<BirthDate>>,
    /// The merchant that registered the member.
    pub registered_by: MerchantId,
    /// When that was.
    pub created_at: Instant,
}
