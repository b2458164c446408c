//! The words that a newsletter adds by itself, by language.

use regulars_kernel::Language;

/// The words of one language.
#[derive(Debug)]
pub(crate) struct Wording {
    pub(crate) unsubscribe: &'static str,
    pub(crate) preferences: &'static str,
    pub(crate) view_in_browser: &'static str,
    pub(crate) opening_hours: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) email: &'static str,
    pub(crate) imprint: &'static str,
    pub(crate) publisher: &'static str,
    /// Why the recipient gets the newsletter; the merchant's name follows.
    pub(crate) reason: &'static str,
}

const SERBIAN_LATIN: Wording = Wording {
    unsubscribe: "Odjavite se",
    preferences: "Podešavanja",
    view_in_browser: "Otvorite u pregledaču",
    opening_hours: "Radno vreme",
    contact: "Kontakt",
    phone: "Telefon",
    email: "E-mail",
    imprint: "Impresum",
    publisher: "Izdavač",
    reason: "Ovu poruku ste dobili jer ste se saglasili da primate obaveštenja. Pošiljalac:",
};

const SERBIAN_CYRILLIC: Wording = Wording {
    unsubscribe: "Одјавите се",
    preferences: "Подешавања",
    view_in_browser: "Отворите у прегледачу",
    opening_hours: "Радно време",
    contact: "Контакт",
    phone: "Телефон",
    email: "Е-пошта",
    imprint: "Импресум",
    publisher: "Издавач",
    reason: "Ову поруку сте добили јер сте се сагласили да примате обавештења. Пошиљалац:",
};

const POLISH: Wording = Wording {
    unsubscribe: "Wypisz się",
    preferences: "Ustawienia",
    view_in_browser: "Otwórz w przeglądarce",
    opening_hours: "Godziny otwarcia",
    contact: "Kontakt",
    phone: "Telefon",
    email: "E-mail",
    imprint: "Informacje prawne",
    publisher: "Wydawca",
    reason: "Otrzymujesz tę wiadomość, ponieważ wyrażono na nią zgodę. Nadawca:",
};

const RUSSIAN: Wording = Wording {
    unsubscribe: "Отписаться",
    preferences: "Настройки",
    view_in_browser: "Открыть в браузере",
    opening_hours: "Часы работы",
    contact: "Контакты",
    phone: "Телефон",
    email: "Эл. почта",
    imprint: "Выходные данные",
    publisher: "Издатель",
    reason: "Вы получили это письмо, потому что согласились на рассылку. Отправитель:",
};

const GERMAN: Wording = Wording {
    unsubscribe: "Abmelden",
    preferences: "Einstellungen",
    view_in_browser: "Im Browser ansehen",
    opening_hours: "Öffnungszeiten",
    contact: "Kontakt",
    phone: "Telefon",
    email: "E-Mail",
    imprint: "Impressum",
    publisher: "Herausgeber",
    reason: "Sie erhalten diese Nachricht, weil Sie dem Empfang zugestimmt haben. Absender:",
};

const ENGLISH: Wording = Wording {
    unsubscribe: "Unsubscribe",
    preferences: "Preferences",
    view_in_browser: "View in browser",
    opening_hours: "Opening hours",
    contact: "Contact",
    phone: "Phone",
    email: "E-mail",
    imprint: "Imprint",
    publisher: "Publisher",
    reason: "You receive this message because you agreed to it. Sender:",
};

impl Wording {
    /// The words of a language.
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::SerbianLatin => &SERBIAN_LATIN,
            Language::SerbianCyrillic => &SERBIAN_CYRILLIC,
            Language::Polish => &POLISH,
            Language::Russian => &RUSSIAN,
            Language::German => &GERMAN,
            Language::English => &ENGLISH,
        }
    }
}
