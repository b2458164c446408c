//! The names of fields and of the values of enumerations in the languages of the product, for the form in which a filter is
//! written.

use regulars_kernel::Language;

use crate::{ChoiceField, DateField, Field, FlagField, InstantField, NumberField, TextField};

/// One text in Serbian in both scripts, Polish, Russian, German and English.
type Titles = [&'static str; 6];

impl Field {
    /// The name that people read in that language.
    pub const fn title_in(self, language: Language) -> &'static str {
        in_language(
            match self {
                Self::Text(field) => of_text(field),
                Self::Choice(field) => of_choice(field),
                Self::Number(field) => of_number(field),
                Self::Date(DateField::BirthDate) => [
                    "Datum rođenja",
                    "Датум рођења",
                    "Data urodzenia",
                    "Дата рождения",
                    "Geburtsdatum",
                    "Date of birth",
                ],
                Self::Date(DateField::NextPurchaseExpectedAt) => [
                    "Očekivana sledeća kupovina",
                    "Очекивана следећа куповина",
                    "Oczekiwany następny zakup",
                    "Ожидаемая следующая покупка",
                    "Nächster Einkauf erwartet am",
                    "Next purchase expected",
                ],
                Self::Instant(field) => of_instant(field),
                Self::Flag(FlagField::HasAbandonedCart) => [
                    "Ima napuštenu korpu",
                    "Има напуштену корпу",
                    "Ma porzucony koszyk",
                    "Есть брошенная корзина",
                    "Hat abgebrochenen Warenkorb",
                    "Has an abandoned cart",
                ],
                Self::Flag(FlagField::EmailVerified) => [
                    "E-adresa potvrđena",
                    "Е-адреса потврђена",
                    "E-mail potwierdzony",
                    "E-mail подтверждён",
                    "E-Mail bestätigt",
                    "E-mail verified",
                ],
            },
            language,
        )
    }
}

impl ChoiceField {
    /// The name of one of the field's values that people read in that language. None if the field has no such value.
    pub fn value_title_in(self, value: &str, language: Language) -> Option<&'static str> {
        let titles = match (self, value) {
            (Self::Type, "regular") => [
                "Stalni kupac",
                "Стални купац",
                "Stały klient",
                "Постоянный покупатель",
                "Stammkunde",
                "Regular",
            ],
            (Self::Type, "member") => ["Član", "Члан", "Członek", "Участник", "Mitglied", "Member"],
            (Self::Type, "non_member") => {
                ["Nije član", "Није члан", "Spoza programu", "Не участник", "Kein Mitglied", "Not a member"]
            }
            (Self::Lifecycle, "prospect") => {
                ["Potencijalni", "Потенцијални", "Potencjalny", "Потенциальный", "Interessent", "Prospect"]
            }
            (Self::Lifecycle, "active") => ["Aktivan", "Активан", "Aktywny", "Активный", "Aktiv", "Active"],
            (Self::Lifecycle, "lost") => {
                ["Izgubljen", "Изгубљен", "Utracony", "Потерянный", "Verloren", "Lost"]
            }
            (Self::Gender, "male") => ["Muški", "Мушки", "Mężczyzna", "Мужской", "Männlich", "Male"],
            (Self::Gender, "female") => ["Ženski", "Женски", "Kobieta", "Женский", "Weiblich", "Female"],
            (Self::Gender, "other") => ["Drugo", "Друго", "Inna", "Другой", "Divers", "Other"],
            (Self::CardForm, "plastic") => {
                ["Plastična", "Пластична", "Plastikowa", "Пластиковая", "Plastik", "Plastic"]
            }
            (Self::CardForm, "virtual") => {
                ["Virtuelna", "Виртуелна", "Wirtualna", "Виртуальная", "Virtuell", "Virtual"]
            }
            (Self::CardForm, "phone") => [
                "Broj telefona",
                "Број телефона",
                "Numer telefonu",
                "Номер телефона",
                "Telefonnummer",
                "Phone number",
            ],
            (Self::CreatedBy, "user") => {
                ["Zaposleni", "Запослени", "Pracownik", "Сотрудник", "Mitarbeiter", "Staff"]
            }
            (Self::CreatedBy, "terminal") => ["Kasa", "Каса", "Kasa", "Касса", "Kasse", "Till"],
            (Self::CreatedBy, "api") => [
                "Drugi program",
                "Други програм",
                "Inny program",
                "Другая программа",
                "Anderes Programm",
                "Another program",
            ],
            (Self::CreatedBy, "import") => ["Uvoz", "Увоз", "Import", "Импорт", "Import", "Import"],
            (Self::CreatedBy, "registration") => [
                "Sami se prijavili",
                "Сами се пријавили",
                "Samodzielna rejestracja",
                "Самостоятельно",
                "Selbst angemeldet",
                "Self-registered",
            ],
            (Self::CreatedBy, "web_form") => [
                "Obrazac na sajtu",
                "Образац на сајту",
                "Formularz na stronie",
                "Форма на сайте",
                "Formular im Internet",
                "Form on a web site",
            ],
            (Self::CreatedBy, "system") => ["Sistem", "Систем", "System", "Система", "System", "System"],
            _ => return None,
        };
        Some(in_language(titles, language))
    }
}

pub(crate) const fn in_language(titles: Titles, language: Language) -> &'static str {
    let [serbian_latin, serbian_cyrillic, polish, russian, german, english] = titles;
    match language {
        Language::SerbianLatin => serbian_latin,
        Language::SerbianCyrillic => serbian_cyrillic,
        Language::Polish => polish,
        Language::Russian => russian,
        Language::German => german,
        Language::English => english,
    }
}

const fn of_text(field: TextField) -> Titles {
    match field {
        TextField::Title => ["Titula", "Титула", "Tytuł", "Титул", "Titel", "Title"],
        TextField::FirstName => ["Ime", "Име", "Imię", "Имя", "Vorname", "First name"],
        TextField::LastName => ["Prezime", "Презиме", "Nazwisko", "Фамилия", "Nachname", "Last name"],
        TextField::Company => ["Firma", "Фирма", "Firma", "Компания", "Firma", "Company"],
        TextField::Email => {
            ["E-adresa", "Е-адреса", "Adres e-mail", "Электронная почта", "E-Mail-Adresse", "E-mail address"]
        }
        TextField::Phone => ["Telefon", "Телефон", "Telefon", "Телефон", "Telefonnummer", "Phone"],
        TextField::Language => ["Jezik", "Језик", "Język", "Язык", "Sprache", "Language"],
        TextField::Street => [
            "Ulica i broj",
            "Улица и број",
            "Ulica i numer",
            "Улица и дом",
            "Straße und Hausnummer",
            "Street",
        ],
        TextField::Postcode => [
            "Poštanski broj",
            "Поштански број",
            "Kod pocztowy",
            "Почтовый индекс",
            "Postleitzahl",
            "Postcode",
        ],
        TextField::City => ["Mesto", "Место", "Miejscowość", "Город", "Ort", "City"],
        TextField::Country => ["Država", "Држава", "Kraj", "Страна", "Land", "Country"],
        TextField::ExternalId => [
            "Šifra kupca",
            "Шифра купца",
            "Numer klienta",
            "Код покупателя",
            "Kundennummer",
            "Customer number",
        ],
        TextField::CardNumber => {
            ["Broj kartice", "Број картице", "Numer karty", "Номер карты", "Kartennummer", "Card number"]
        }
        TextField::Rfm => {
            ["RFM segment", "RFM сегмент", "Segment RFM", "RFM-сегмент", "RFM-Klasse", "RFM class"]
        }
        TextField::AnsweredSurvey => [
            "Odgovorena anketa",
            "Одговорена анкета",
            "Wypełniona ankieta",
            "Пройденный опрос",
            "Beantwortete Umfrage",
            "Answered survey",
        ],
        TextField::ReferralId => {
            ["Preporučio", "Препоручио", "Polecający", "Кто привёл", "Geworben von", "Referred by"]
        }
        TextField::UtmSource => {
            ["UTM izvor", "UTM извор", "Źródło UTM", "UTM-источник", "UTM-Quelle", "UTM source"]
        }
        TextField::UtmMedium => {
            ["UTM medijum", "UTM медијум", "Medium UTM", "UTM-канал", "UTM-Medium", "UTM medium"]
        }
        TextField::UtmCampaign => {
            ["UTM kampanja", "UTM кампања", "Kampania UTM", "UTM-кампания", "UTM-Kampagne", "UTM campaign"]
        }
        TextField::UtmTerm => {
            ["UTM ključna reč", "UTM кључна реч", "Fraza UTM", "UTM-запрос", "UTM-Suchbegriff", "UTM term"]
        }
        TextField::UtmContent => {
            ["UTM sadržaj", "UTM садржај", "Treść UTM", "UTM-содержание", "UTM-Inhalt", "UTM content"]
        }
        TextField::LastUtmSource => [
            "Poslednji UTM izvor",
            "Последњи UTM извор",
            "Ostatnie źródło UTM",
            "Последний UTM-источник",
            "Letzte UTM-Quelle",
            "Last UTM source",
        ],
        TextField::LastUtmMedium => [
            "Poslednji UTM medijum",
            "Последњи UTM медијум",
            "Ostatnie medium UTM",
            "Последний UTM-канал",
            "Letztes UTM-Medium",
            "Last UTM medium",
        ],
        TextField::LastUtmCampaign => [
            "Poslednja UTM kampanja",
            "Последња UTM кампања",
            "Ostatnia kampania UTM",
            "Последняя UTM-кампания",
            "Letzte UTM-Kampagne",
            "Last UTM campaign",
        ],
        TextField::LastUtmTerm => [
            "Poslednja UTM ključna reč",
            "Последња UTM кључна реч",
            "Ostatnia fraza UTM",
            "Последний UTM-запрос",
            "Letzter UTM-Suchbegriff",
            "Last UTM term",
        ],
        TextField::LastUtmContent => [
            "Poslednji UTM sadržaj",
            "Последњи UTM садржај",
            "Ostatnia treść UTM",
            "Последнее UTM-содержание",
            "Letzter UTM-Inhalt",
            "Last UTM content",
        ],
    }
}

const fn of_choice(field: ChoiceField) -> Titles {
    match field {
        ChoiceField::Type => {
            ["Vrsta kupca", "Врста купца", "Rodzaj klienta", "Тип покупателя", "Kundenart", "Customer type"]
        }
        ChoiceField::Lifecycle => ["Faza", "Фаза", "Etap", "Этап", "Phase", "Lifecycle"],
        ChoiceField::Gender => ["Pol", "Пол", "Płeć", "Пол", "Geschlecht", "Gender"],
        ChoiceField::CardForm => [
            "Oblik kartice",
            "Облик картице",
            "Rodzaj karty",
            "Форма выдачи карты",
            "Kartenform",
            "Card form",
        ],
        ChoiceField::CreatedBy => {
            ["Ko je uneo", "Ко је унео", "Kto dodał", "Кто добавил", "Erfasst durch", "Created by"]
        }
    }
}

const fn of_number(field: NumberField) -> Titles {
    match field {
        NumberField::Age => ["Godine", "Године", "Wiek", "Возраст", "Alter", "Age"],
        NumberField::PurchaseCount => [
            "Broj kupovina",
            "Број куповина",
            "Liczba zakupów",
            "Число покупок",
            "Anzahl Einkäufe",
            "Number of purchases",
        ],
        NumberField::PurchaseTotal => {
            ["Ukupan promet", "Укупан промет", "Suma zakupów", "Сумма покупок", "Gesamtumsatz", "Total spent"]
        }
        NumberField::OpenAmount => [
            "Otvoreni iznos",
            "Отворени износ",
            "Kwota do zapłaty",
            "Сумма к оплате",
            "Offener Betrag",
            "Open amount",
        ],
        NumberField::OverdueAmount => [
            "Dospeli iznos",
            "Доспели износ",
            "Kwota przeterminowana",
            "Просроченная сумма",
            "Überfälliger Betrag",
            "Overdue amount",
        ],
        NumberField::AbandonedCartTotal => [
            "Iznos napuštenih korpi",
            "Износ напуштених корпи",
            "Wartość porzuconych koszyków",
            "Сумма брошенных корзин",
            "Wert abgebrochener Warenkörbe",
            "Total of abandoned carts",
        ],
        NumberField::MedianGapDays => [
            "Uobičajen razmak kupovina",
            "Уобичајен размак куповина",
            "Typowy odstęp zakupów",
            "Обычный промежуток покупок",
            "Üblicher Abstand der Einkäufe",
            "Usual gap between purchases",
        ],
        NumberField::BuyingOverdueDays => [
            "Dani kašnjenja kupovine",
            "Дани кашњења куповине",
            "Dni opóźnienia zakupu",
            "Дней просрочки покупки",
            "Tage überfälliger Einkauf",
            "Days that a purchase is overdue",
        ],
        NumberField::LastNps => [
            "Poslednja ocena preporuke",
            "Последња оцена препоруке",
            "Ostatnia ocena polecenia",
            "Последняя оценка рекомендации",
            "Letzte Weiterempfehlung (NPS)",
            "Latest recommendation score",
        ],
        NumberField::LastCsat => [
            "Poslednja ocena zadovoljstva",
            "Последња оцена задовољства",
            "Ostatnia ocena zadowolenia",
            "Последняя оценка удовлетворённости",
            "Letzte Zufriedenheit (CSAT)",
            "Latest satisfaction score",
        ],
        NumberField::DaysToPay => [
            "Dani do plaćanja",
            "Дани до плаћања",
            "Dni do zapłaty",
            "Дней до оплаты",
            "Tage bis zur Zahlung",
            "Days to pay",
        ],
    }
}

const fn of_instant(field: InstantField) -> Titles {
    match field {
        InstantField::CreatedAt => ["Unet", "Унет", "Dodany", "Добавлен", "Erfasst am", "Created at"],
        InstantField::UpdatedAt => {
            ["Izmenjen", "Измењен", "Zmieniony", "Изменён", "Geändert am", "Changed at"]
        }
        InstantField::RegularSince => [
            "Stalni kupac od",
            "Стални купац од",
            "Stały klient od",
            "Постоянный с",
            "Stammkunde seit",
            "Regular since",
        ],
        InstantField::LastUtmAt => [
            "Poslednji dolazak preko kampanje",
            "Последњи долазак преко кампање",
            "Ostatnie wejście z kampanii",
            "Последний переход по кампании",
            "Letzter Kontakt über eine Kampagne",
            "Last contact by a campaign",
        ],
        InstantField::FirstPurchaseAt => [
            "Prva kupovina",
            "Прва куповина",
            "Pierwszy zakup",
            "Первая покупка",
            "Erster Einkauf",
            "First purchase",
        ],
        InstantField::AbandonedCartAt => [
            "Korpa napuštena",
            "Корпа напуштена",
            "Koszyk porzucony",
            "Корзина брошена",
            "Warenkorb abgebrochen am",
            "Cart abandoned",
        ],
        InstantField::LastAnswerAt => [
            "Poslednji odgovor na anketu",
            "Последњи одговор на анкету",
            "Ostatnia odpowiedź w ankiecie",
            "Последний ответ на опрос",
            "Letzte Umfrageantwort",
            "Latest survey answer",
        ],
        InstantField::LastPurchaseAt => [
            "Poslednja kupovina",
            "Последња куповина",
            "Ostatni zakup",
            "Последняя покупка",
            "Letzter Einkauf",
            "Latest purchase",
        ],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{ValueType, catalogue};

    fn is_cyrillic(letter: char) -> bool {
        ('\u{400}'..='\u{4ff}').contains(&letter)
    }

    #[test]
    fn every_field_has_a_title_of_its_own_in_every_language() {
        for language in Language::ALL.iter().copied() {
            let titles: BTreeSet<_> =
                catalogue().iter().map(|definition| definition.field.title_in(language)).collect();
            assert_eq!(titles.len(), catalogue().len(), "{language:?}");
            for title in titles {
                let cyrillic = matches!(language, Language::SerbianCyrillic | Language::Russian);
                assert_eq!(title.chars().any(is_cyrillic), cyrillic && title != "E-mail", "{title}");
            }
        }
    }

    #[test]
    fn every_value_of_an_enumeration_has_a_title() {
        for definition in catalogue() {
            let (Field::Choice(field), ValueType::Choice(values)) = (definition.field, definition.value_type)
            else {
                continue;
            };
            for language in Language::ALL.iter().copied() {
                for value in values {
                    assert!(field.value_title_in(value, language).is_some(), "{value}");
                }
            }
            assert_eq!(field.value_title_in("nothing", Language::English), None);
        }
    }
}
