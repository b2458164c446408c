//! The names of the built-in target groups in the languages of the product.

use regulars_kernel::Language;

use crate::BuiltIn;

impl BuiltIn {
    /// The name that people read in that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        let names = match self {
            Self::FirstPurchaseLastMonth => [
                "Prva kupovina prošlog meseca",
                "Прва куповина прошлог месеца",
                "Pierwszy zakup w zeszłym miesiącu",
                "Первая покупка в прошлом месяце",
                "Erster Einkauf im letzten Monat",
                "First purchase last month",
            ],
            Self::Lost => [
                "Izgubljeni kupci",
                "Изгубљени купци",
                "Utraceni klienci",
                "Потерянные покупатели",
                "Verlorene Kunden",
                "Lost customers",
            ],
            Self::AllVerified => [
                "Svi kupci sa potvrđenom adresom e-pošte",
                "Сви купци са потврђеном адресом е-поште",
                "Wszyscy klienci z potwierdzonym adresem e-mail",
                "Все покупатели с подтверждённым адресом электронной почты",
                "Alle Kunden mit bestätigter E-Mail-Adresse",
                "All customers with a verified e-mail address",
            ],
            Self::MembersVerified => [
                "Svi članovi sa potvrđenom adresom e-pošte",
                "Сви чланови са потврђеном адресом е-поште",
                "Wszyscy członkowie z potwierdzonym adresem e-mail",
                "Все участники с подтверждённым адресом электронной почты",
                "Alle Mitglieder mit bestätigter E-Mail-Adresse",
                "All members with a verified e-mail address",
            ],
            Self::NonMembersVerified => [
                "Svi koji nisu članovi, sa potvrđenom adresom e-pošte",
                "Сви који нису чланови, са потврђеном адресом е-поште",
                "Wszystkie osoby spoza programu z potwierdzonym adresem e-mail",
                "Все, кто не участвует, с подтверждённым адресом электронной почты",
                "Alle Nichtmitglieder mit bestätigter E-Mail-Adresse",
                "All non-members with a verified e-mail address",
            ],
            Self::BirthdayNextFourWeeks => [
                "Rođendan u naredne četiri nedelje",
                "Рођендан у наредне четири недеље",
                "Urodziny w ciągu najbliższych czterech tygodni",
                "День рождения в ближайшие четыре недели",
                "Geburtstag in den nächsten vier Wochen",
                "Birthday in the next four weeks",
            ],
        };
        let [serbian_latin, serbian_cyrillic, polish, russian, german, english] = names;
        match language {
            Language::SerbianLatin => serbian_latin,
            Language::SerbianCyrillic => serbian_cyrillic,
            Language::Polish => polish,
            Language::Russian => russian,
            Language::German => german,
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_group_has_a_name_of_its_own_in_every_language() {
        let names: BTreeSet<_> = Language::ALL
            .iter()
            .flat_map(|language| BuiltIn::ALL.iter().map(|group| group.title_in(*language)))
            .collect();
        assert_eq!(names.len(), Language::ALL.len() * BuiltIn::ALL.len());
        for group in BuiltIn::ALL {
            let cyrillic = |text: &str| text.chars().any(|letter| ('а'..='ћ').contains(&letter));
            assert!(!cyrillic(group.title_in(Language::SerbianLatin)));
            assert!(cyrillic(group.title_in(Language::SerbianCyrillic)));
        }
    }
}
