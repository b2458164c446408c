//! The names of what can be asked of an employment, in the languages of the product.

use regulars_kernel::{EmployeeRole, Language, OfferState};

use crate::EmploymentKey;
use crate::field_titles::in_language;

impl EmploymentKey {
    /// The name that people read in that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        let titles = match self {
            Self::Current => [
                "Sada radi u firmi",
                "Сада ради у фирми",
                "Obecnie pracuje w firmie",
                "Сейчас работает в компании",
                "Arbeitet jetzt dort",
                "Works there now",
            ],
            Self::Roles => [
                "Uloga u firmi",
                "Улога у фирми",
                "Rola w firmie",
                "Роль в компании",
                "Rolle in der Firma",
                "Role in the company",
            ],
            Self::Countries => [
                "Država firme",
                "Држава фирме",
                "Kraj firmy",
                "Страна компании",
                "Land der Firma",
                "Country of the company",
            ],
            Self::Archived => [
                "Firma je arhivirana",
                "Фирма је архивирана",
                "Firma zarchiwizowana",
                "Компания в архиве",
                "Firma ist archiviert",
                "Company is archived",
            ],
            Self::Offers => [
                "Firma ima ponudu",
                "Фирма има понуду",
                "Firma ma ofertę",
                "У компании есть предложение",
                "Firma hat ein Angebot",
                "Company has an offer",
            ],
        };
        in_language(titles, language)
    }

    /// The values of those that have a list.
    pub fn values(self) -> Vec<&'static str> {
        match self {
            Self::Roles => EmployeeRole::ALL.iter().map(|role| role.name()).collect(),
            Self::Offers => OfferState::ALL.iter().map(|state| state.name()).collect(),
            Self::Current | Self::Countries | Self::Archived => Vec::new(),
        }
    }

    /// The name of one of these values that people read in that language. None where there is no such value.
    pub fn value_title_in(self, value: &str, language: Language) -> Option<&'static str> {
        let titles = match self {
            Self::Roles => of_role(EmployeeRole::from_name(value)?),
            Self::Offers => of_state(OfferState::from_name(value)?),
            Self::Current | Self::Countries | Self::Archived => return None,
        };
        Some(in_language(titles, language))
    }
}

const fn of_role(role: EmployeeRole) -> [&'static str; 6] {
    match role {
        EmployeeRole::Buyer => ["Nabavka", "Набавка", "Zakupy", "Закупки", "Einkauf", "Buyer"],
        EmployeeRole::DecisionMaker => {
            ["Odlučuje", "Одлучује", "Decyduje", "Принимает решения", "Entscheidet", "Decision maker"]
        }
        EmployeeRole::Accounting => {
            ["Računovodstvo", "Рачуноводство", "Księgowość", "Бухгалтерия", "Buchhaltung", "Accounting"]
        }
        EmployeeRole::Other => ["Drugo", "Друго", "Inna", "Другая", "Andere", "Other"],
    }
}

const fn of_state(state: OfferState) -> [&'static str; 6] {
    match state {
        OfferState::Draft => ["Nacrt", "Нацрт", "Szkic", "Черновик", "Entwurf", "Draft"],
        OfferState::Sent => ["Otvorena", "Отворена", "Otwarta", "Открыто", "Offen", "Open"],
        OfferState::Expired => ["Istekla", "Истекла", "Wygasła", "Истекло", "Abgelaufen", "Expired"],
        OfferState::Accepted => ["Prihvaćena", "Прихваћена", "Przyjęta", "Принято", "Angenommen", "Accepted"],
        OfferState::Declined => ["Odbijena", "Одбијена", "Odrzucona", "Отклонено", "Abgelehnt", "Declined"],
        OfferState::Withdrawn => {
            ["Povučena", "Повучена", "Wycofana", "Отозвано", "Zurückgezogen", "Withdrawn"]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_name() {
        for key in EmploymentKey::ALL {
            for value in key.values() {
                assert!(key.value_title_in(value, Language::Polish).is_some(), "{key} {value}");
            }
            assert_eq!(key.value_title_in("no such value", Language::English), None);
        }
    }
}
