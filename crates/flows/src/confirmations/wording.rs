//! What confirmation messages say, in every language. `{merchant}` stands for the merchant's name.

use regulars_consent::ConfirmationPurpose;
use regulars_kernel::Language;

/// What one message says.
pub(super) struct Wording {
    pub(super) language: &'static str,
    pub(super) subject: &'static str,
    /// What ends the greeting.
    pub(super) greeting_mark: char,
    pub(super) question: &'static str,
    pub(super) button: &'static str,
    pub(super) ending: &'static str,
    pub(super) ignore: &'static str,
}

impl Wording {
    /// What the message about `purpose` says in that language.
    pub(super) const fn of(language: Language, purpose: ConfirmationPurpose) -> &'static Self {
        let [opt_in, become_regular] = match language {
            Language::SerbianLatin => &SERBIAN_LATIN,
            Language::SerbianCyrillic => &SERBIAN_CYRILLIC,
            Language::Polish => &POLISH,
            Language::Russian => &RUSSIAN,
            Language::German => &GERMAN,
            Language::English => &ENGLISH,
        };
        match purpose {
            ConfirmationPurpose::OptIn => opt_in,
            ConfirmationPurpose::BecomeRegular => become_regular,
        }
    }
}

const SERBIAN_LATIN: [Wording; 2] = [
    Wording {
        language: "sr-Latn",
        subject: "{merchant}: potvrdite prijavu",
        greeting_mark: ',',
        question: "Želite li da vam {merchant} na ovu adresu šalje vesti i ponude? Potvrdite to na sledećoj strani.",
        button: "Potvrđujem prijavu",
        ending: "Veza važi sedam dana.",
        ignore: "Ako se niste prijavili, ne morate ništa da uradite.",
    },
    Wording {
        language: "sr-Latn",
        subject: "{merchant}: postanite stalni kupac",
        greeting_mark: ',',
        question: "Hvala na kupovini. Želite li da postanete stalni kupac? {merchant} tada dobija vaše podatke: ime, adresu e-pošte, telefon i datum rođenja.",
        button: "Postajem stalni kupac",
        ending: "Veza važi sedam dana.",
        ignore: "Ako to ne želite, ne morate ništa da uradite.",
    },
];

const SERBIAN_CYRILLIC: [Wording; 2] = [
    Wording {
        language: "sr-Cyrl",
        subject: "{merchant}: потврдите пријаву",
        greeting_mark: ',',
        question: "Желите ли да вам {merchant} на ову адресу шаље вести и понуде? Потврдите то на следећој страни.",
        button: "Потврђујем пријаву",
        ending: "Веза важи седам дана.",
        ignore: "Ако се нисте пријавили, не морате ништа да урадите.",
    },
    Wording {
        language: "sr-Cyrl",
        subject: "{merchant}: постаните стални купац",
        greeting_mark: ',',
        question: "Хвала на куповини. Желите ли да постанете стални купац? {merchant} тада добија ваше податке: име, адресу е-поште, телефон и датум рођења.",
        button: "Постајем стални купац",
        ending: "Веза важи седам дана.",
        ignore: "Ако то не желите, не морате ништа да урадите.",
    },
];

const POLISH: [Wording; 2] = [
    Wording {
        language: "pl",
        subject: "{merchant}: potwierdź zapis",
        greeting_mark: ',',
        question: "Czy {merchant} może wysyłać na ten adres wiadomości i oferty? Potwierdź to na następnej stronie.",
        button: "Potwierdzam zapis",
        ending: "Link jest ważny przez siedem dni.",
        ignore: "Jeśli to nie Twój zapis, nie trzeba nic robić.",
    },
    Wording {
        language: "pl",
        subject: "{merchant}: zostań stałym klientem",
        greeting_mark: ',',
        question: "Dziękujemy za zakupy. Czy chcesz zostać stałym klientem? {merchant} otrzyma wtedy Twoje dane: imię i nazwisko, adres e-mail, telefon i datę urodzenia.",
        button: "Zostaję stałym klientem",
        ending: "Link jest ważny przez siedem dni.",
        ignore: "Jeśli nie chcesz, nie trzeba nic robić.",
    },
];

const RUSSIAN: [Wording; 2] = [
    Wording {
        language: "ru",
        subject: "{merchant}: подтвердите подписку",
        greeting_mark: '!',
        question: "Хотите ли вы получать на этот адрес новости и предложения? Отправитель: {merchant}. Подтвердите это на следующей странице.",
        button: "Подтверждаю подписку",
        ending: "Ссылка действует семь дней.",
        ignore: "Если вы не подписывались, ничего делать не нужно.",
    },
    Wording {
        language: "ru",
        subject: "{merchant}: станьте постоянным покупателем",
        greeting_mark: '!',
        question: "Спасибо за покупку. Хотите стать постоянным покупателем? Тогда {merchant} получит ваши данные: имя, адрес электронной почты, телефон и дату рождения.",
        button: "Стать постоянным покупателем",
        ending: "Ссылка действует семь дней.",
        ignore: "Если вы этого не хотите, ничего делать не нужно.",
    },
];

const GERMAN: [Wording; 2] = [
    Wording {
        language: "de",
        subject: "{merchant}: Bitte bestätigen Sie Ihre Anmeldung",
        greeting_mark: ',',
        question: "möchten Sie, dass {merchant} Ihnen Neuigkeiten und Angebote an diese Adresse schickt? Bestätigen Sie es auf der nächsten Seite.",
        button: "Anmeldung bestätigen",
        ending: "Der Link gilt sieben Tage.",
        ignore: "Wenn Sie sich nicht angemeldet haben, brauchen Sie nichts zu tun.",
    },
    Wording {
        language: "de",
        subject: "{merchant}: Werden Sie Stammkunde",
        greeting_mark: ',',
        question: "danke für Ihren Einkauf. Möchten Sie Stammkunde werden? {merchant} erhält dann Ihre Daten: Name, E-Mail-Adresse, Telefon und Geburtsdatum.",
        button: "Stammkunde werden",
        ending: "Der Link gilt sieben Tage.",
        ignore: "Wenn Sie das nicht möchten, brauchen Sie nichts zu tun.",
    },
];

const ENGLISH: [Wording; 2] = [
    Wording {
        language: "en",
        subject: "{merchant}: please confirm",
        greeting_mark: ',',
        question: "Would you like {merchant} to send news and offers to this address? Please confirm it on the next page.",
        button: "Confirm",
        ending: "The link holds for seven days.",
        ignore: "If you did not ask for this, there is nothing to do.",
    },
    Wording {
        language: "en",
        subject: "{merchant}: become a regular",
        greeting_mark: ',',
        question: "Thank you for your purchase. Would you like to become a regular? {merchant} will then get your data: name, e-mail address, phone and date of birth.",
        button: "Become a regular",
        ending: "The link holds for seven days.",
        ignore: "If you do not want this, there is nothing to do.",
    },
];
