//! The names of what can be asked of tiers, in the languages of the product.

use regulars_kernel::Language;

use crate::TierKey;
use crate::field_titles::in_language;

impl TierKey {
    /// The name that people read in that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        let titles = match self {
            Self::Programme => ["Program", "Програм", "Program", "Программа", "Programm", "Programme"],
            Self::Tiers => [
                "Bio je u nivou",
                "Био је у нивоу",
                "Był na poziomie",
                "Был на уровне",
                "War in der Stufe",
                "Was in the tier",
            ],
            Self::On => ["Na dan", "На дан", "W dniu", "На дату", "Am Tag", "On the day"],
        };
        in_language(titles, language)
    }
}
