//! Headings in the languages of the product.

use regulars_kernel::Language;

use crate::mapping::answers::plain;
use crate::mapping::field::Field;

/// A field's headings: one for templates in Serbian, Serbian in Cyrillic, Polish, Russian, German and English, and others
/// that people write.
struct Headings {
    field: Field,
    written: [&'static str; 6],
    others: &'static [&'static str],
}

const fn headings(field: Field, written: [&'static str; 6], others: &'static [&'static str]) -> Headings {
    Headings { field, written, others }
}

const KNOWN: &[Headings] = &[
    headings(
        Field::RegularsId,
        ["Regulars ID", "Regulars ИД", "Regulars ID", "Regulars ИД", "Regulars-ID", "Regulars ID"],
        &[],
    ),
    headings(
        Field::ExternalId,
        ["Šifra kupca", "Шифра купца", "Numer klienta", "Номер клиента", "Kundennummer", "Customer number"],
        &[
            "external id",
            "customer no",
            "customer code",
            "klijent id",
            "id klienta",
            "kod klienta",
            "код клиента",
            "Kundennr",
            "broj kupca",
        ],
    ),
    headings(
        Field::Card,
        ["Broj kartice", "Број картице", "Numer karty", "Номер карты", "Kartennummer", "Card number"],
        &["card", "kartica", "karta", "карта", "Karte", "barcode", "loyalty card", "card no"],
    ),
    headings(Field::Gender, ["Pol", "Пол", "Płeć", "Пол", "Geschlecht", "Gender"], &["sex", "Anrede"]),
    headings(Field::Title, ["Titula", "Титула", "Tytuł", "Учёная степень", "Titel", "Title"], &["zvanje"]),
    headings(
        Field::FirstName,
        ["Ime", "Име", "Imię", "Имя", "Vorname", "First name"],
        &["given name", "firstname", "forename"],
    ),
    headings(
        Field::LastName,
        ["Prezime", "Презиме", "Nazwisko", "Фамилия", "Nachname", "Last name"],
        &["family name", "surname", "lastname", "Familienname"],
    ),
    headings(
        Field::FullName,
        [
            "Ime i prezime",
            "Име и презиме",
            "Imię i nazwisko",
            "Имя и фамилия",
            "Vor- und Nachname",
            "Full name",
        ],
        &["customer name", "fullname", "Vollständiger Name", "contact name", "ФИО", "display name"],
    ),
    headings(
        Field::Vocative,
        ["Vokativ", "Вокатив", "Wołacz", "Обращение по фамилии", "Vokativ", "Vocative"],
        &[],
    ),
    headings(
        Field::Company,
        ["Firma", "Фирма", "Firma", "Компания", "Firma", "Company"],
        &[
            "company name",
            "organization",
            "organisation",
            "preduzeće",
            "Unternehmen",
            "организация",
            "nazwa firmy",
        ],
    ),
    headings(
        Field::Email,
        ["E-mail", "Имејл", "E-mail", "Электронная почта", "E-Mail", "E-mail"],
        &[
            "email",
            "email address",
            "e-mail adresa",
            "adres e-mail",
            "E-Mail-Adresse",
            "mail",
            "имејл адреса",
            "почта",
            "емейл",
            "имейл",
            "e-pošta",
            "eposta",
        ],
    ),
    headings(
        Field::Phone,
        ["Telefon", "Телефон", "Telefon", "Телефон", "Telefon", "Phone"],
        &[
            "phone number",
            "mobile",
            "mobile phone",
            "mobile number",
            "Telefonnummer",
            "Handy",
            "Mobiltelefon",
            "numer telefonu",
            "telefon komórkowy",
            "komórka",
            "номер телефона",
            "мобильный",
            "мобильный телефон",
            "broj telefona",
            "mobilni",
            "mobilni telefon",
            "tel",
        ],
    ),
    headings(
        Field::BirthDate,
        ["Datum rođenja", "Датум рођења", "Data urodzenia", "Дата рождения", "Geburtsdatum", "Date of birth"],
        &["birth date", "birthdate", "dob"],
    ),
    headings(
        Field::Birthday,
        ["Rođendan", "Рођендан", "Urodziny", "День рождения", "Geburtstag", "Birthday"],
        &["bday"],
    ),
    headings(
        Field::Language,
        ["Jezik", "Језик", "Język", "Язык", "Sprache", "Language"],
        &["locale", "preferred language"],
    ),
    headings(
        Field::Street,
        ["Ulica i broj", "Улица и број", "Ulica i numer", "Улица и дом", "Straße und Hausnummer", "Street"],
        &[
            "street address",
            "address line 1",
            "address 1",
            "ulica",
            "улица",
            "Straße",
            "adresa",
            "адреса",
            "adres",
            "адрес",
            "Adresse",
            "address",
        ],
    ),
    headings(
        Field::Postcode,
        ["Poštanski broj", "Поштански број", "Kod pocztowy", "Почтовый индекс", "Postleitzahl", "Postcode"],
        &["zip", "zip code", "postal code", "post code", "PLZ", "индекс", "kod"],
    ),
    headings(
        Field::City,
        ["Mesto", "Место", "Miejscowość", "Город", "Ort", "City"],
        &["town", "grad", "град", "miasto", "Stadt", "Wohnort"],
    ),
    headings(
        Field::Country,
        ["Država", "Држава", "Kraj", "Страна", "Land", "Country"],
        &["country code", "zemlja", "земља", "państwo"],
    ),
    headings(
        Field::Tags,
        ["Oznake", "Ознаке", "Etykiety", "Теги", "Etiketten", "Tags"],
        &["tagovi", "tagi", "Schlagwörter", "метки", "tag"],
    ),
    headings(
        Field::UtmSource,
        ["utm_source", "utm_source", "utm_source", "utm_source", "utm_source", "utm_source"],
        &[],
    ),
    headings(
        Field::UtmMedium,
        ["utm_medium", "utm_medium", "utm_medium", "utm_medium", "utm_medium", "utm_medium"],
        &[],
    ),
    headings(
        Field::UtmCampaign,
        ["utm_campaign", "utm_campaign", "utm_campaign", "utm_campaign", "utm_campaign", "utm_campaign"],
        &[],
    ),
    headings(Field::UtmTerm, ["utm_term", "utm_term", "utm_term", "utm_term", "utm_term", "utm_term"], &[]),
    headings(
        Field::UtmContent,
        ["utm_content", "utm_content", "utm_content", "utm_content", "utm_content", "utm_content"],
        &[],
    ),
    headings(
        Field::ReferralId,
        ["Preporuka", "Препорука", "Polecenie", "Рекомендация", "Empfehlung", "Referral"],
        &["referral id", "referred by"],
    ),
    headings(
        Field::DataConsentSource,
        [
            "Izvor saglasnosti za podatke",
            "Извор сагласности за податке",
            "Źródło zgody na dane",
            "Источник согласия на данные",
            "Quelle der Einwilligung in die Datenverarbeitung",
            "Data consent source",
        ],
        &[],
    ),
    headings(
        Field::DataConsentText,
        [
            "Verzija teksta za podatke",
            "Верзија текста за податке",
            "Wersja treści zgody na dane",
            "Версия текста о данных",
            "Textversion der Datenverarbeitung",
            "Data consent text version",
        ],
        &[],
    ),
    headings(
        Field::AdvertisingEmail,
        [
            "Reklama e-mailom",
            "Реклама имејлом",
            "Reklama e-mailem",
            "Реклама по почте",
            "Werbung per E-Mail",
            "Advertising by e-mail",
        ],
        &["accepts marketing", "newsletter", "email marketing consent", "accepts email marketing"],
    ),
    headings(
        Field::AdvertisingSms,
        [
            "Reklama SMS-om",
            "Реклама СМС-ом",
            "Reklama SMS-em",
            "Реклама по СМС",
            "Werbung per SMS",
            "Advertising by SMS",
        ],
        &["sms marketing consent", "accepts sms marketing"],
    ),
    headings(
        Field::AdvertisingSource,
        [
            "Izvor saglasnosti za reklamu",
            "Извор сагласности за рекламу",
            "Źródło zgody na reklamę",
            "Источник согласия на рекламу",
            "Quelle der Einwilligung in Werbung",
            "Advertising consent source",
        ],
        &[],
    ),
    headings(
        Field::AdvertisingText,
        [
            "Verzija teksta za reklamu",
            "Верзија текста за рекламу",
            "Wersja treści zgody na reklamę",
            "Версия текста о рекламе",
            "Textversion der Werbung",
            "Advertising consent text version",
        ],
        &[],
    ),
    headings(
        Field::AdvertisingDate,
        [
            "Datum saglasnosti za reklamu",
            "Датум сагласности за рекламу",
            "Data zgody na reklamę",
            "Дата согласия на рекламу",
            "Datum der Einwilligung in Werbung",
            "Advertising consent date",
        ],
        &[],
    ),
    headings(
        Field::EmailOptedOut,
        ["Odjavljen", "Одјављен", "Wypisany", "Отписан", "Abgemeldet", "Unsubscribed"],
        &["opted out", "email opted out", "unsubscribed at"],
    ),
    headings(
        Field::EmailBounced,
        [
            "E-mail nedostupan",
            "Имејл недоступан",
            "E-mail niedostępny",
            "Почта недоступна",
            "E-Mail unzustellbar",
            "E-mail bounced",
        ],
        &["bounced", "email invalid"],
    ),
];

/// The heading of a field in a template of that language.
pub fn heading_of(field: Field, language: Language) -> &'static str {
    let place = Language::ALL.iter().position(|known| *known == language).unwrap_or_default();
    let known = KNOWN.iter().find(|known| known.field == field);
    known.and_then(|known| known.written.get(place)).copied().unwrap_or_else(|| field.name())
}

/// What a heading means.
pub(crate) fn field_of(heading: &str) -> Option<Field> {
    let sought = plain(heading);
    if let Some(field) = Field::ALL.iter().find(|field| plain(field.name()) == sought) {
        return Some(*field);
    }
    let means =
        |known: &&Headings| known.written.iter().chain(known.others).any(|written| plain(written) == sought);
    KNOWN.iter().find(means).map(|known| known.field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_headings_and_every_heading_means_its_field() {
        for field in Field::ALL {
            for language in Language::ALL {
                let heading = heading_of(*field, language);
                assert_eq!(field_of(heading), Some(*field), "{heading}");
            }
            assert_eq!(KNOWN.iter().filter(|known| known.field == *field).count(), 1, "{field}");
        }
        for known in KNOWN {
            for other in known.others {
                assert_eq!(field_of(other), Some(known.field), "{other}");
            }
        }
    }
}
