//! What the page with a card says, in every language. `{merchant}` stands for the merchant's name, `{points}` for points, `{day}` for
//! a day.

use regulars_kernel::Language;
use serde::Serialize;

/// What the page says in one language.
#[derive(Serialize)]
pub struct CardPageTexts {
    pub heading: &'static str,
    /// Before the number, for who does not see the picture.
    pub picture: &'static str,
    pub blocked: &'static str,
    pub no_card: &'static str,
    pub pending: &'static str,
    pub expiring: &'static str,
    pub offers: &'static str,
    pub until: &'static str,
}

impl CardPageTexts {
    /// What the page says in that language.
    pub const fn of(language: Language) -> &'static Self {
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

const SERBIAN_LATIN: CardPageTexts = CardPageTexts {
    heading: "Vaša kartica",
    picture: "Kod kartice",
    blocked: "Kartica je blokirana i ne važi na kasi. Obratite se: {merchant}.",
    no_card: "Trenutno nemate karticu. Obratite se: {merchant}.",
    pending: "uskoro još {points}",
    expiring: "od toga {points} važi do {day}",
    offers: "Vaši kuponi",
    until: "Važi do {day}",
};

const SERBIAN_CYRILLIC: CardPageTexts = CardPageTexts {
    heading: "Ваша картица",
    picture: "Код картице",
    blocked: "Картица је блокирана и не важи на каси. Обратите се: {merchant}.",
    no_card: "Тренутно немате картицу. Обратите се: {merchant}.",
    pending: "ускоро још {points}",
    expiring: "од тога {points} важи до {day}",
    offers: "Ваши купони",
    until: "Важи до {day}",
};

const POLISH: CardPageTexts = CardPageTexts {
    heading: "Twoja karta",
    picture: "Kod karty",
    blocked: "Karta jest zablokowana i nie działa przy kasie. Kontakt: {merchant}.",
    no_card: "Obecnie nie masz karty. Kontakt: {merchant}.",
    pending: "wkrótce jeszcze {points}",
    expiring: "w tym {points} ważne do {day}",
    offers: "Twoje kupony",
    until: "Ważny do {day}",
};

const RUSSIAN: CardPageTexts = CardPageTexts {
    heading: "Ваша карта",
    picture: "Код карты",
    blocked: "Карта заблокирована и не действует на кассе. Обратитесь в {merchant}.",
    no_card: "Сейчас у вас нет карты. Обратитесь в {merchant}.",
    pending: "скоро ещё {points}",
    expiring: "из них {points} действуют до {day}",
    offers: "Ваши купоны",
    until: "Действует до {day}",
};

const GERMAN: CardPageTexts = CardPageTexts {
    heading: "Ihre Karte",
    picture: "Code der Karte",
    blocked: "Die Karte ist gesperrt und gilt an der Kasse nicht. Wenden Sie sich an {merchant}.",
    no_card: "Sie haben zurzeit keine Karte. Wenden Sie sich an {merchant}.",
    pending: "bald noch {points}",
    expiring: "davon {points} gültig bis {day}",
    offers: "Ihre Gutscheine",
    until: "Gültig bis {day}",
};

const ENGLISH: CardPageTexts = CardPageTexts {
    heading: "Your card",
    picture: "Code of the card",
    blocked: "The card is blocked and does not work at the till. Please ask {merchant}.",
    no_card: "You have no card at present. Please ask {merchant}.",
    pending: "another {points} soon",
    expiring: "of these {points} valid until {day}",
    offers: "Your coupons",
    until: "Valid until {day}",
};
