//! What the mail with the link to a card says, in every language. `{merchant}` stands for the merchant's name.

use regulars_kernel::Language;

/// What the mail says.
pub(super) struct Wording {
    pub(super) subject: &'static str,
    pub(super) says: &'static str,
    pub(super) number: &'static str,
    pub(super) look: &'static str,
    pub(super) button: &'static str,
}

impl Wording {
    /// What is said in that language.
    pub(super) const fn of(language: Language) -> &'static Self {
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

const SERBIAN_LATIN: Wording = Wording {
    subject: "{merchant}: vaša kartica",
    says: "Vaša kartica je spremna. Na kasi je dovoljno da je pokažete na telefonu.",
    number: "Broj kartice",
    look: "Kartica, stanje i vaše pogodnosti su na ovoj adresi. Nemojte je slati drugima:",
    button: "Otvorite karticu",
};

const SERBIAN_CYRILLIC: Wording = Wording {
    subject: "{merchant}: ваша картица",
    says: "Ваша картица је спремна. На каси је довољно да је покажете на телефону.",
    number: "Број картице",
    look: "Картица, стање и ваше погодности су на овој адреси. Немојте је слати другима:",
    button: "Отворите картицу",
};

const POLISH: Wording = Wording {
    subject: "{merchant}: karta klienta",
    says: "Karta jest gotowa. Przy kasie wystarczy pokazać ją na telefonie.",
    number: "Numer karty",
    look: "Karta, stan konta i korzyści są pod tym adresem. Prosimy nie przesyłać go innym:",
    button: "Otwórz kartę",
};

const RUSSIAN: Wording = Wording {
    subject: "{merchant}: ваша карта",
    says: "Ваша карта готова. На кассе достаточно показать её на телефоне.",
    number: "Номер карты",
    look: "Карта, баланс и ваши предложения находятся по этому адресу. Не пересылайте его другим:",
    button: "Открыть карту",
};

const GERMAN: Wording = Wording {
    subject: "{merchant}: Ihre Kundenkarte",
    says: "Ihre Karte ist bereit. An der Kasse genügt es, sie auf dem Telefon zu zeigen.",
    number: "Kartennummer",
    look: "Karte, Kontostand und Ihre Vorteile finden Sie unter dieser Adresse. Bitte geben Sie sie nicht weiter:",
    button: "Karte öffnen",
};

const ENGLISH: Wording = Wording {
    subject: "{merchant}: your card",
    says: "Your card is ready. At the till it is enough to show it on your phone.",
    number: "Card number",
    look: "The card, your balance and your offers are at this address. Please do not pass it on:",
    button: "Open the card",
};
