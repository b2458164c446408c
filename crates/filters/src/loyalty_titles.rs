//! The names of what can be asked of loyalty, in the languages of the product.

use regulars_kernel::{Language, named};

use crate::field_titles::in_language;
use crate::{PointsFigure, TierKey};

named! {
    /// A condition on what a customer has in programmes, and has redeemed.
    LoyaltyCondition {
        /// A figure over points.
        Points = "points",
        /// The customer is in a programme.
        Programme = "programme",
        /// The customer is or was in a tier.
        Tier = "tier",
        /// How many coupons the customer has used.
        Coupons = "coupons",
        /// How many rewards the customer has ordered.
        Rewards = "rewards",
    }
}

impl LoyaltyCondition {
    /// The name that people read in that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        let titles = match self {
            Self::Points => ["Bodovi", "Бодови", "Punkty", "Баллы", "Punkte", "Points"],
            Self::Programme => [
                "U programu lojalnosti",
                "У програму лојалности",
                "W programie lojalnościowym",
                "В программе лояльности",
                "Im Treueprogramm",
                "In a loyalty programme",
            ],
            Self::Tier => [
                "Nivo lojalnosti",
                "Ниво лојалности",
                "Poziom lojalności",
                "Уровень лояльности",
                "Treuestufe",
                "Loyalty tier",
            ],
            Self::Coupons => [
                "Iskorišćeni kuponi",
                "Искоришћени купони",
                "Wykorzystane kupony",
                "Использованные купоны",
                "Eingelöste Gutscheine",
                "Coupons used",
            ],
            Self::Rewards => [
                "Poručene nagrade",
                "Поручене награде",
                "Zamówione nagrody",
                "Заказанные награды",
                "Bestellte Prämien",
                "Rewards ordered",
            ],
        };
        in_language(titles, language)
    }
}

impl PointsFigure {
    /// The name that people read in that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        let titles = match self {
            Self::Balance => ["Stanje", "Стање", "Saldo", "Баланс", "Stand", "Balance"],
            Self::Earned => ["Zarađeno", "Зарађено", "Zebrane", "Начислено", "Gesammelt", "Earned"],
            Self::Spent => ["Potrošeno", "Потрошено", "Wydane", "Потрачено", "Eingelöst", "Spent"],
            Self::Expiring => [
                "Uskoro ističe",
                "Ускоро истиче",
                "Wkrótce wygasające",
                "Скоро сгорает",
                "Läuft bald ab",
                "Expiring soon",
            ],
        };
        in_language(titles, language)
    }
}

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
