//! The fields of a customer that a filter can compare, by the type of their values.

use regulars_kernel::{Email, LanguageTag, SurveyId, clean_code, clean_text, fold};

use regulars_kernel::named;

named! {
    /// A field that holds a text. Texts are compared in the form of [`TextField::compared`].
    TextField {
        /// The academic title.
        Title = "title",
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
        /// The tag of the language that the customer is written to in. A language holds its varieties.
        Language = "language",
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
        /// The RFM class: the name of a class of the merchant's grid, or [`RfmClass::PROSPECT`](regulars_kernel::RfmClass::PROSPECT) for whoever is in none.
        Rfm = "rfm",
        /// The ids of the surveys that the customer has answered. A test holds when it holds for any of them.
        AnsweredSurvey = "answered_survey",
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
        /// The `utm_source` of the customer's latest contact by a campaign.
        LastUtmSource = "last_utm_source",
        /// The `utm_medium` of the customer's latest contact by a campaign.
        LastUtmMedium = "last_utm_medium",
        /// The `utm_campaign` of the customer's latest contact by a campaign.
        LastUtmCampaign = "last_utm_campaign",
        /// The `utm_term` of the customer's latest contact by a campaign.
        LastUtmTerm = "last_utm_term",
        /// The `utm_content` of the customer's latest contact by a campaign.
        LastUtmContent = "last_utm_content",
    }
}

impl TextField {
    /// The form in which values of this field are compared, and are parts of one another: names and other words folded,
    /// see [`fold`](crate::fold); an address in lower case with its domain in ASCII; a number without what people put
    /// between its digits; codes in the letter case of their kind.
    pub fn compared(self, text: &str) -> String {
        match self {
            Self::Email => text
                .parse::<Email>()
                .map_or_else(|_| clean_text(text).trim().to_lowercase(), |address| address.folded()),
            Self::Phone => {
                let digits = clean_code(text).replace("(0)", "");
                digits.chars().filter(|letter| !"-./()".contains(*letter)).collect()
            }
            Self::CardNumber => {
                let number = clean_code(text).to_ascii_uppercase();
                number.chars().filter(|letter| *letter != '-').collect()
            }
            Self::Country => clean_code(text).to_ascii_uppercase(),
            Self::Rfm => text.to_owned(),
            Self::AnsweredSurvey => {
                text.parse::<SurveyId>().map_or_else(|_| fold(text), |survey| survey.to_string())
            }
            Self::Language => {
                text.parse::<LanguageTag>().map_or_else(|_| fold(text), |tag| tag.as_str().to_owned())
            }
            _ => fold(text),
        }
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
        /// What made the record.
        CreatedBy = "created_by",
        /// How the active cards were issued. A test holds when it holds for any of them.
        CardForm = "card_form",
    }
}

impl ChoiceField {
    /// The values that the field can hold.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Type => &["regular", "member", "non_member"],
            Self::Lifecycle => &["prospect", "active", "lost"],
            Self::Gender => &["male", "female", "other"],
            Self::CreatedBy => &["user", "terminal", "api", "import", "registration", "web_form", "system"],
            Self::CardForm => &["plastic", "virtual", "phone"],
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
        /// What is to be paid of invoices, in minor units.
        OpenAmount = "open_amount",
        /// What of that is overdue, in minor units.
        OverdueAmount = "overdue_amount",
        /// In how many days invoices were paid on average; missing where none is paid.
        DaysToPay = "days_to_pay",
        /// What is in carts that are abandoned, in minor units.
        AbandonedCartTotal = "abandoned_cart_total",
        /// The median of the gaps between days with purchases, in days; missing with fewer gaps than two.
        MedianGapDays = "median_gap_days",
        /// By how many days the next purchase is overdue, zero while it is not; missing with fewer gaps than two.
        BuyingOverdueDays = "buying_overdue_days",
        /// The latest score from 0 to 10 of how likely the customer is to recommend the merchant; missing without one.
        LastNps = "last_nps",
        /// The latest score from 1 to 5 of how satisfied the customer is; missing without one.
        LastCsat = "last_csat",
    }
}

named! {
    /// A field that holds a date.
    DateField {
        /// The date of birth.
        BirthDate = "birth_date",
        /// The day on which the next purchase is expected; missing with fewer gaps than two.
        NextPurchaseExpectedAt = "next_purchase_expected_at",
    }
}

named! {
    /// A field that holds an instant.
    InstantField {
        /// When the record was made.
        CreatedAt = "created_at",
        /// When the record was changed last. Purchases do not change it.
        UpdatedAt = "updated_at",
        /// When the customer became a regular.
        RegularSince = "regular_since",
        /// When the customer's latest contact by a campaign was noted.
        LastUtmAt = "last_utm_at",
        /// When the first purchase was made that was not given back whole.
        FirstPurchaseAt = "first_purchase_at",
        /// When the latest purchase was made that was not given back whole.
        LastPurchaseAt = "last_purchase_at",
        /// When the latest cart was abandoned of those that are.
        AbandonedCartAt = "abandoned_cart_at",
        /// When the customer last answered a survey.
        LastAnswerAt = "last_survey_answer_at",
    }
}

named! {
    /// A field that is either true or false.
    FlagField {
        /// Whether the e-mail address is known to belong to the customer.
        EmailVerified = "email_verified",
        /// Whether a cart is abandoned.
        HasAbandonedCart = "has_abandoned_cart",
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
    use super::TextField;

    #[test]
    fn every_written_form_of_a_value_is_compared_alike() {
        for (field, forms) in [
            (TextField::LastName, &["Petrović", "PETROVIC", "Петровић", "Petrovic\u{301}"][..]),
            (TextField::City, &["Łódź", "lodz", " LODZ "]),
            (TextField::Email, &["Ana@Müller.de", "ana@xn--mller-kva.de", " ANA@MÜLLER.DE"]),
            (TextField::Phone, &["+381641234567", "+381 64 123-4567", "+381 (0)64/123 45 67"]),
            (TextField::CardNumber, &["AB121234", "ab12 1234", "AB12-1234\u{200b}"]),
            (TextField::Country, &["RS", "rs", " Rs"]),
            (TextField::Language, &["sr-Cyrl-RS", "SR-CYRL-rs", "sr_cyrl_RS"]),
            (TextField::ExternalId, &["K-17", "k-17"]),
        ] {
            let compared = field.compared(forms[0]);
            for form in forms {
                assert_eq!(field.compared(form), compared, "{form:?}");
            }
            assert_eq!(field.compared(&compared), compared);
        }
    }
}
