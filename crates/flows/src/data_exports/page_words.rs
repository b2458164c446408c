//! The words of the page in the languages that the program speaks. What has none is shown by its name in the API.

use regulars_kernel::Language;

use super::gather::Section;

/// Serbian (Latin), Serbian (Cyrillic), Polish, Russian, German, English.
type Words = [&'static str; 6];

fn of(words: &Words, language: Language) -> &'static str {
    let [latin, cyrillic, polish, russian, german, english] = *words;
    match language {
        Language::SerbianLatin => latin,
        Language::SerbianCyrillic => cyrillic,
        Language::Polish => polish,
        Language::Russian => russian,
        Language::German => german,
        Language::English => english,
    }
}

/// The title of the page.
pub(super) fn title(language: Language) -> &'static str {
    const TITLE: Words =
        ["Vaši podaci", "Ваши подаци", "Twoje dane", "Ваши данные", "Ihre Daten", "Your data"];
    of(&TITLE, language)
}

/// The heading of a section.
pub(super) fn heading(section: Section, language: Language) -> &'static str {
    const PROFILE: Words = ["Profil", "Профил", "Profil", "Профиль", "Profil", "Profile"];
    const CONSENTS: Words = ["Saglasnosti", "Сагласности", "Zgody", "Согласия", "Einwilligungen", "Consents"];
    const HISTORY: Words = [
        "Istorija saglasnosti",
        "Историја сагласности",
        "Historia zgód",
        "История согласий",
        "Verlauf der Einwilligungen",
        "History of consents",
    ];
    const PURCHASES: Words = ["Kupovine", "Куповине", "Zakupy", "Покупки", "Einkäufe", "Purchases"];
    const MESSAGES: Words = ["Poruke", "Поруке", "Wiadomości", "Сообщения", "Nachrichten", "Messages"];
    const REACTIONS: Words = ["Reakcije", "Реакције", "Reakcje", "Реакции", "Reaktionen", "Reactions"];
    const RFM: Words = [
        "Navike u kupovini (RFM)",
        "Навике у куповини (RFM)",
        "Nawyki zakupowe (RFM)",
        "Покупательские привычки (RFM)",
        "Kaufgewohnheiten (RFM)",
        "Buying habits (RFM)",
    ];
    const IMPORTS: Words = [
        "Poreklo iz datoteka",
        "Порекло из датотека",
        "Pochodzenie z plików",
        "Происхождение из файлов",
        "Herkunft aus Dateien",
        "Origin in files",
    ];
    const AUDIT: Words = ["Izmene", "Измене", "Zmiany", "Изменения", "Änderungen", "Changes"];
    let words = match section {
        Section::Profile => &PROFILE,
        Section::Consents => &CONSENTS,
        Section::ConsentHistory => &HISTORY,
        Section::Purchases => &PURCHASES,
        Section::Messages => &MESSAGES,
        Section::Reactions => &REACTIONS,
        Section::Rfm => &RFM,
        Section::Imports => &IMPORTS,
        Section::AuditEvents => &AUDIT,
    };
    of(words, language)
}

/// A name of a field in words.
pub(super) fn word(name: &str, language: Language) -> String {
    const KNOWN: &[(&str, Words)] = &[
        ("first_name", ["Ime", "Име", "Imię", "Имя", "Vorname", "First name"]),
        ("last_name", ["Prezime", "Презиме", "Nazwisko", "Фамилия", "Nachname", "Last name"]),
        ("email", ["E-mail", "Е-пошта", "E-mail", "Эл. почта", "E-Mail", "E-mail"]),
        ("phone", ["Telefon", "Телефон", "Telefon", "Телефон", "Telefon", "Phone"]),
        (
            "birth_date",
            [
                "Datum rođenja",
                "Датум рођења",
                "Data urodzenia",
                "Дата рождения",
                "Geburtsdatum",
                "Date of birth",
            ],
        ),
        ("address.street", ["Ulica", "Улица", "Ulica", "Улица", "Straße", "Street"]),
        (
            "address.postcode",
            ["Poštanski broj", "Поштански број", "Kod pocztowy", "Индекс", "Postleitzahl", "Postcode"],
        ),
        ("address.city", ["Mesto", "Место", "Miejscowość", "Город", "Ort", "City"]),
        ("address.country", ["Država", "Држава", "Kraj", "Страна", "Land", "Country"]),
        ("tags", ["Oznake", "Ознаке", "Tagi", "Теги", "Tags", "Tags"]),
        ("cards", ["Kartice", "Картице", "Karty", "Карты", "Karten", "Cards"]),
        ("purpose", ["Svrha", "Сврха", "Cel", "Цель", "Zweck", "Purpose"]),
        ("channel", ["Kanal", "Канал", "Kanał", "Канал", "Kanal", "Channel"]),
        ("state", ["Stanje", "Стање", "Stan", "Состояние", "Stand", "State"]),
        ("text", ["Tekst", "Текст", "Tekst", "Текст", "Text", "Text"]),
        ("occurred_at", ["Vreme", "Време", "Czas", "Время", "Zeitpunkt", "Time"]),
        ("total", ["Iznos", "Износ", "Kwota", "Сумма", "Betrag", "Total"]),
        ("address", ["Adresa", "Адреса", "Adres", "Адрес", "Adresse", "Address"]),
    ];
    KNOWN
        .iter()
        .find(|(known, _)| *known == name)
        .map_or_else(|| name.replace(['_', '.'], " "), |(_, words)| of(words, language).to_owned())
}
