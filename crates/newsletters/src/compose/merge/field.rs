//! The fields that a merchant may use.

use regulars_kernel::Names;

/// A value of the recipient or the merchant that a newsletter can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MergeField {
    /// What stands before the family name: "Gospodine".
    Salutation,
    /// The whole salutation: "Gospodine Petroviću".
    Greeting,
    /// The academic title.
    Title,
    /// The given name.
    FirstName,
    /// The family name.
    LastName,
    /// Given and family name.
    FullName,
    /// The company that the customer belongs to.
    Company,
    /// The address that the newsletter is sent to.
    Email,
    /// `male`, `female`, `other` or empty, for conditions.
    Gender,
    /// The merchant's name.
    MerchantName,
    /// The merchant's website.
    MerchantWebsite,
}

impl MergeField {
    /// Every field, in the order in which documents list them.
    pub const ALL: [Self; 11] = [
        Self::Salutation,
        Self::Greeting,
        Self::Title,
        Self::FirstName,
        Self::LastName,
        Self::FullName,
        Self::Company,
        Self::Email,
        Self::Gender,
        Self::MerchantName,
        Self::MerchantWebsite,
    ];

    /// The name that stands between the braces.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Salutation => "salutation",
            Self::Greeting => "greeting",
            Self::Title => "title",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::FullName => "full_name",
            Self::Company => "company",
            Self::Email => "email",
            Self::Gender => "gender",
            Self::MerchantName => "merchant_name",
            Self::MerchantWebsite => "merchant_website",
        }
    }

    /// The name that the field shows; of a field that is no name, nothing.
    pub(super) fn among(self, names: &Names<String>) -> &str {
        match self {
            Self::Title => &names.title,
            Self::FirstName => &names.first_name,
            Self::LastName => &names.last_name,
            Self::Company => &names.company,
            _ => "",
        }
    }

    /// Whether a customer may be without it.
    pub const fn may_be_blank(self) -> bool {
        matches!(self, Self::Title | Self::FirstName | Self::LastName | Self::FullName | Self::Company)
    }

    /// The field with that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.name() == name)
    }
}

/// The filters that a merchant may use, such as `{{ first_name | upper }}`.
pub(super) const FILTERS: [&str; 8] =
    ["vocative", "default", "d", "upper", "lower", "capitalize", "title", "trim"];
