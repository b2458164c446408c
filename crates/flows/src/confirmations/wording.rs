//! What confirmation messages say, in every language. `{merchant}` stands for the merchant's name.

use regulars_consent::ConfirmationPurpose;
use regulars_kernel::Language;

/// What one message says.
pub(super) struct Wording {
    pub(super) subject: &'static str,
    pub(super) question: &'static str,
    /// The standard text of the consent, which is shown where the merchant published none.
    pub(super) consent: &'static str,
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
        subject: "{merchant}: potvrdite prijavu",
        question: "Želite li da vam {merchant} na ovu adresu šalje vesti i ponude? Potvrdite to na sledećoj strani.",
        consent: "Pristajem da mi {merchant} na ovu adresu e-pošte šalje vesti i ponude. Pristanak mogu da povučem u svakom trenutku, vezom za odjavu u svakoj poruci.",
        button: "Potvrđujem prijavu",
        ending: "Veza važi sedam dana.",
        ignore: "Ako se niste prijavili, ne morate ništa da uradite.",
    },
    Wording {
        subject: "{merchant}: postanite stalni kupac",
        question: "Hvala na kupovini. Želite li da postanete stalni kupac? {merchant} tada dobija vaše podatke: ime, adresu e-pošte, telefon i datum rođenja.",
        consent: "Pristajem da {merchant} čuva i obrađuje moje podatke (ime, adresu e-pošte, telefon, datum rođenja i kupovine) kako bi me vodio kao stalnog kupca. Pristanak mogu da povučem u svakom trenutku.",
        button: "Postajem stalni kupac",
        ending: "Veza važi sedam dana.",
        ignore: "Ako to ne želite, ne morate ništa da uradite.",
    },
];

const SERBIAN_CYRILLIC: [Wording; 2] = [
    Wording {
        subject: "{merchant}: потврдите пријаву",
        question: "Желите ли да вам {merchant} на ову адресу шаље вести и понуде? Потврдите то на следећој страни.",
        consent: "Пристајем да ми {merchant} на ову адресу е-поште шаље вести и понуде. Пристанак могу да повучем у сваком тренутку, везом за одјаву у свакој поруци.",
        button: "Потврђујем пријаву",
        ending: "Веза важи седам дана.",
        ignore: "Ако се нисте пријавили, не морате ништа да урадите.",
    },
    Wording {
        subject: "{merchant}: постаните стални купац",
        question: "Хвала на куповини. Желите ли да постанете стални купац? {merchant} тада добија ваше податке: име, адресу е-поште, телефон и датум рођења.",
        consent: "Пристајем да {merchant} чува и обрађује моје податке (име, адресу е-поште, телефон, датум рођења и куповине) како би ме водио као сталног купца. Пристанак могу да повучем у сваком тренутку.",
        button: "Постајем стални купац",
        ending: "Веза важи седам дана.",
        ignore: "Ако то не желите, не морате ништа да урадите.",
    },
];

const POLISH: [Wording; 2] = [
    Wording {
        subject: "{merchant}: potwierdź zapis",
        question: "Czy {merchant} może wysyłać na ten adres wiadomości i oferty? Potwierdź to na następnej stronie.",
        consent: "Wyrażam zgodę na otrzymywanie od {merchant} wiadomości i ofert na ten adres e-mail. Zgodę mogę wycofać w każdej chwili, korzystając z linku w każdej wiadomości.",
        button: "Potwierdzam zapis",
        ending: "Link jest ważny przez siedem dni.",
        ignore: "Jeśli to nie Twój zapis, nie trzeba nic robić.",
    },
    Wording {
        subject: "{merchant}: zostań stałym klientem",
        question: "Dziękujemy za zakupy. Czy chcesz zostać stałym klientem? {merchant} otrzyma wtedy Twoje dane: imię i nazwisko, adres e-mail, telefon i datę urodzenia.",
        consent: "Wyrażam zgodę, aby {merchant} przechowywał i przetwarzał moje dane (imię i nazwisko, adres e-mail, telefon, datę urodzenia i zakupy) w celu prowadzenia mnie jako stałego klienta. Zgodę mogę wycofać w każdej chwili.",
        button: "Zostaję stałym klientem",
        ending: "Link jest ważny przez siedem dni.",
        ignore: "Jeśli nie chcesz, nie trzeba nic robić.",
    },
];

const RUSSIAN: [Wording; 2] = [
    Wording {
        subject: "{merchant}: подтвердите подписку",
        question: "Хотите ли вы получать на этот адрес новости и предложения? Отправитель: {merchant}. Подтвердите это на следующей странице.",
        consent: "Я согласен (согласна) получать от {merchant} новости и предложения на этот адрес электронной почты. Согласие можно отозвать в любой момент по ссылке в каждом письме.",
        button: "Подтверждаю подписку",
        ending: "Ссылка действует семь дней.",
        ignore: "Если вы не подписывались, ничего делать не нужно.",
    },
    Wording {
        subject: "{merchant}: станьте постоянным покупателем",
        question: "Спасибо за покупку. Хотите стать постоянным покупателем? Тогда {merchant} получит ваши данные: имя, адрес электронной почты, телефон и дату рождения.",
        consent: "Я согласен (согласна), чтобы {merchant} хранил и обрабатывал мои данные (имя, адрес электронной почты, телефон, дату рождения и покупки) как данные постоянного покупателя. Согласие можно отозвать в любой момент.",
        button: "Стать постоянным покупателем",
        ending: "Ссылка действует семь дней.",
        ignore: "Если вы этого не хотите, ничего делать не нужно.",
    },
];

const GERMAN: [Wording; 2] = [
    Wording {
        subject: "{merchant}: Bitte bestätigen Sie Ihre Anmeldung",
        question: "möchten Sie, dass {merchant} Ihnen Neuigkeiten und Angebote an diese Adresse schickt? Bestätigen Sie es auf der nächsten Seite.",
        consent: "Ich willige ein, dass {merchant} mir Neuigkeiten und Angebote an diese E-Mail-Adresse schickt. Die Einwilligung kann ich jederzeit widerrufen, über den Abmeldelink in jeder Nachricht.",
        button: "Anmeldung bestätigen",
        ending: "Der Link gilt sieben Tage.",
        ignore: "Wenn Sie sich nicht angemeldet haben, brauchen Sie nichts zu tun.",
    },
    Wording {
        subject: "{merchant}: Werden Sie Stammkunde",
        question: "danke für Ihren Einkauf. Möchten Sie Stammkunde werden? {merchant} erhält dann Ihre Daten: Name, E-Mail-Adresse, Telefon und Geburtsdatum.",
        consent: "Ich willige ein, dass {merchant} meine Daten (Name, E-Mail-Adresse, Telefon, Geburtsdatum und Einkäufe) speichert und verarbeitet, um mich als Stammkunden zu führen. Die Einwilligung kann ich jederzeit widerrufen.",
        button: "Stammkunde werden",
        ending: "Der Link gilt sieben Tage.",
        ignore: "Wenn Sie das nicht möchten, brauchen Sie nichts zu tun.",
    },
];

const ENGLISH: [Wording; 2] = [
    Wording {
        subject: "{merchant}: please confirm",
        question: "Would you like {merchant} to send news and offers to this address? Please confirm it on the next page.",
        consent: "I agree that {merchant} sends me news and offers to this e-mail address. I can withdraw my consent at any time, by the unsubscribe link in every message.",
        button: "Confirm",
        ending: "The link holds for seven days.",
        ignore: "If you did not ask for this, there is nothing to do.",
    },
    Wording {
        subject: "{merchant}: become a regular",
        question: "Thank you for your purchase. Would you like to become a regular? {merchant} will then get your data: name, e-mail address, phone and date of birth.",
        consent: "I agree that {merchant} keeps and processes my data (name, e-mail address, phone, date of birth and purchases) in order to keep me as a regular customer. I can withdraw my consent at any time.",
        button: "Become a regular",
        ending: "The link holds for seven days.",
        ignore: "If you do not want this, there is nothing to do.",
    },
];
