//! Comparisons of texts, which are stored in the form of [`TextField::compared`].

use regulars_filters::{TextComparison, TextField};

use super::Compiler;
use crate::wall::{Condition, values};

/// The column that holds a field as filters compare it. Cards have a table of their own.
const fn column(field: TextField) -> Option<&'static str> {
    Some(match field {
        TextField::FirstName => "c.first_name_folded",
        TextField::LastName => "c.last_name_folded",
        TextField::Company => "c.company_folded",
        TextField::Email => "c.email_folded",
        TextField::Phone => "c.phone",
        TextField::Language => "c.language",
        TextField::Street => "c.street_folded",
        TextField::Postcode => "c.postcode_folded",
        TextField::City => "c.city_folded",
        TextField::Country => "c.country",
        TextField::ExternalId => "c.external_id_folded",
        TextField::ReferralId => "c.referral_id_folded",
        TextField::UtmSource => "c.utm_source_folded",
        TextField::UtmMedium => "c.utm_medium_folded",
        TextField::UtmCampaign => "c.utm_campaign_folded",
        TextField::UtmTerm => "c.utm_term_folded",
        TextField::UtmContent => "c.utm_content_folded",
        TextField::CardNumber => return None,
    })
}

impl Compiler {
    pub(super) fn text(&self, field: TextField, comparison: &TextComparison) -> Condition {
        match (field, column(field)) {
            (TextField::Language, _) => self.language(comparison),
            (_, Some(column)) => self.compare_text(column, comparison),
            (_, None) => self.card(comparison),
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
