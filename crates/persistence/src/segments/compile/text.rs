//! Comparisons of texts, which are stored folded.

use regulars_filters::{TextComparison, TextField};

use super::Compiler;
use crate::wall::{Condition, values};

/// How a column holds its text.
enum Stored {
    /// Folded, or in a form that folding does not change.
    Folded(&'static str),
    /// In letters and digits of ASCII, all upper case.
    UpperCase(&'static str),
}

/// The column of a field. Cards have a table of their own.
const fn column(field: TextField) -> Option<Stored> {
    Some(match field {
        TextField::FirstName => Stored::Folded("c.first_name_folded"),
        TextField::LastName => Stored::Folded("c.last_name_folded"),
        TextField::Company => Stored::Folded("c.company_folded"),
        TextField::Email => Stored::Folded("c.email_folded"),
        TextField::Phone => Stored::Folded("c.phone"),
        TextField::Street => Stored::Folded("c.street_folded"),
        TextField::Postcode => Stored::Folded("c.postcode_folded"),
        TextField::City => Stored::Folded("c.city_folded"),
        TextField::Country => Stored::UpperCase("c.country"),
        TextField::ExternalId => Stored::Folded("c.external_id_folded"),
        TextField::ReferralId => Stored::Folded("c.referral_id_folded"),
        TextField::UtmSource => Stored::Folded("c.utm_source_folded"),
        TextField::UtmMedium => Stored::Folded("c.utm_medium_folded"),
        TextField::UtmCampaign => Stored::Folded("c.utm_campaign_folded"),
        TextField::UtmTerm => Stored::Folded("c.utm_term_folded"),
        TextField::UtmContent => Stored::Folded("c.utm_content_folded"),
        TextField::CardNumber => return None,
    })
}

/// The same comparison with the texts as a column of upper-case ASCII holds them. A folded text that has other letters
/// has them afterwards too, and is found nowhere.
pub(super) fn in_upper_case(comparison: &TextComparison) -> TextComparison {
    match comparison {
        TextComparison::Present => TextComparison::Present,
        TextComparison::OneOf(texts) => {
            TextComparison::OneOf(texts.iter().map(|text| text.to_ascii_uppercase()).collect())
        }
        TextComparison::Contains(text) => TextComparison::Contains(text.to_ascii_uppercase()),
        TextComparison::StartsWith(text) => TextComparison::StartsWith(text.to_ascii_uppercase()),
    }
}

impl Compiler {
    pub(super) fn text(&self, field: TextField, comparison: &TextComparison) -> Condition {
        match column(field) {
            Some(Stored::Folded(column)) => self.compare_text(column, comparison),
            Some(Stored::UpperCase(column)) => self.compare_text(column, &in_upper_case(comparison)),
            None => self.card(&in_upper_case(comparison)),
        }
    }

    /// Compares a column with texts of its own form, byte by byte.
    pub(super) fn compare_text(&self, column: &'static str, comparison: &TextComparison) -> Condition {
        match comparison {
            TextComparison::Present => Condition::new(&[column, " IS NOT NULL"], Vec::new()).never_unknown(),
            TextComparison::OneOf(texts) => Condition::one_of_texts(self.backend, column, texts),
            TextComparison::Contains(text) => {
                let function = if self.is_sqlite() { "instr(" } else { "strpos(" };
                Condition::new(&[function, column, ", ?) > 0"], values![text.as_str()])
            }
            TextComparison::StartsWith(text) if self.is_sqlite() => Condition::new(
                &["substr(", column, ", 1, length(?)) = ?"],
                values![text.as_str(), text.as_str()],
            ),
            TextComparison::StartsWith(text) => {
                Condition::new(&["starts_with(", column, ", ?)"], values![text.as_str()])
            }
        }
    }
}
