//! The fields of a customer that a filter can compare, by the type of their values.

use crate::named::named;

named! {
    /// A field that holds a text. Texts are compared folded, see [`fold`](crate::fold).
    TextField {
        /// The given name.
        FirstName = "first_name",
        /// The family name.
        LastName = "last_name",
        /// The company that the customer is or belongs to.
        Company = "company",
        /// The e-mail address.
        Email = "email",
        /// The phone number in E.164 form.
        Phone = "phone",
        /// The street and house number of the address.
        Street = "street",
        /// The postcode of the address.
        Postcode = "postcode",
        /// The city of the address.
        City = "city",
        /// The country of the address.
        Country = "country",
        /// The merchant's own number of the customer.
        ExternalId = "external_id",
        /// The numbers of the customer's active cards. A test holds when it holds for any of them.
        CardNumber = "card_number",
        /// Who brought the customer.
        ReferralId = "referral_id",
        /// The `utm_source` of the customer's first contact.
        UtmSource = "utm_source",
        /// The `utm_medium` of the customer's first contact.
        UtmMedium = "utm_medium",
        /// The `utm_campaign` of the customer's first contact.
        UtmCampaign = "utm_campaign",
        /// The `utm_term` of the customer's first contact.
        UtmTerm = "utm_term",
        /// The `utm_content` of the customer's first contact.
        UtmContent = "utm_content",
    }
}

named! {
    /// A field that holds one of a few values.
    ChoiceField {
        /// The relation between the customer and the network.
        Type = "type",
        /// Whether the customer buys; derived from the purchases.
        Lifecycle = "lifecycle",
        /// The gender.
        Gender = "gender",
        /// The language that the customer is written to in.
        Language = "language",
        /// What made the record.
        CreatedBy = "created_by",
    }
}

impl ChoiceField {
    /// The values that the field can hold.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Type => &["regular", "member", "non_member"],
            Self::Lifecycle => &["prospect", "active", "lost"],
            Self::Gender => &["male", "female", "other"],
            Self::Language => &["sr", "sr-Cyrl", "pl", "ru", "de", "en"],
            Self::CreatedBy => &["user", "terminal", "api", "import", "registration", "system"],
        }
    }
}

named! {
    /// A field that holds a whole number.
    NumberField {
        /// The completed years of life; derived from the birth date. Who was born on 29 February completes a year on
        /// 28 February in common years.
        Age = "age",
        /// How many purchases were made, not counting those that were given back whole.
        PurchaseCount = "purchase_count",
        /// What all purchases came to, less refunds, in minor units.
        PurchaseTotal = "purchase_total",
    }
}

named! {
    /// A field that holds a date.
    DateField {
        /// The date of birth.
        BirthDate = "birth_date",
    }
}

named! {
    /// A field that holds an instant.
    InstantField {
        /// When the record was made.
        CreatedAt = "created_at",
        /// When the customer became a regular.
        RegularSince = "regular_since",
        /// When the first purchase was made that was not given back whole.
        FirstPurchaseAt = "first_purchase_at",
        /// When the latest purchase was made that was not given back whole.
        LastPurchaseAt = "last_purchase_at",
    }
}

named! {
    /// A field that is either true or false.
    FlagField {
        /// Whether the e-mail address is known to belong to the customer.
        EmailVerified = "email_verified",
    }
}

/// A field of a customer that a filter can compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// A field that holds a text.
    Text(TextField),
    /// A field that holds one of a few values.
    Choice(ChoiceField),
    /// A field that holds a whole number.
    Number(NumberField),
    /// A field that holds a date.
    Date(DateField),
    /// A field that holds an instant.
    Instant(InstantField),
    /// A field that is either true or false.
    Flag(FlagField),
}

impl Field {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text(field) => field.name(),
            Self::Choice(field) => field.name(),
            Self::Number(field) => field.name(),
            Self::Date(field) => field.name(),
            Self::Instant(field) => field.name(),
            Self::Flag(field) => field.name(),
        }
    }

    /// The field with that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        TextField::from_name(name)
            .map(Self::Text)
            .or_else(|| ChoiceField::from_name(name).map(Self::Choice))
            .or_else(|| NumberField::from_name(name).map(Self::Number))
            .or_else(|| DateField::from_name(name).map(Self::Date))
            .or_else(|| InstantField::from_name(name).map(Self::Instant))
            .or_else(|| FlagField::from_name(name).map(Self::Flag))
    }
}

#[cfg(test)]
mod tests {
    use regulars_kernel::Language;

    use super::ChoiceField;

    #[test]
    fn the_languages_are_those_that_the_product_speaks() {
        assert_eq!(ChoiceField::Language.values(), Language::ALL.map(Language::tag));
    }
}
