//! What the page of a form says beside what the registration page says, in every language. `{merchant}` stands for the
//! merchant's name.

use regulars_kernel::Language;

/// What the page of a form says in one language.
pub struct WebFormTexts {
    pub heading: &'static str,
    pub invitation: &'static str,
    pub message: &'static str,
    pub button: &'static str,
    pub done: &'static str,
}

impl WebFormTexts {
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

const SERBIAN_LATIN: WebFormTexts = WebFormTexts {
    heading: "Pišite nam",
    invitation: "{merchant} rado čita vašu poruku.",
    message: "Poruka",
    button: "Pošalji",
    done: "Poruka je stigla. {merchant} će vam se javiti.",
};

const SERBIAN_CYRILLIC: WebFormTexts = WebFormTexts {
    heading: "Пишите нам",
    invitation: "{merchant} радо чита вашу поруку.",
    message: "Порука",
    button: "Пошаљи",
    done: "Порука је стигла. {merchant} ће вам се јавити.",
};

const POLISH: WebFormTexts = WebFormTexts {
    heading: "Napisz do nas",
    invitation: "{merchant} chętnie przeczyta Twoją wiadomość.",
    message: "Wiadomość",
    button: "Wyślij",
    done: "Wiadomość dotarła. {merchant} odezwie się do Ciebie.",
};

const RUSSIAN: WebFormTexts = WebFormTexts {
    heading: "Напишите нам",
    invitation: "{merchant} с радостью прочтёт ваше сообщение.",
    message: "Сообщение",
    button: "Отправить",
    done: "Сообщение получено. {merchant} с вами свяжется.",
};

const GERMAN: WebFormTexts = WebFormTexts {
    heading: "Schreiben Sie uns",
    invitation: "{merchant} freut sich über Ihre Nachricht.",
    message: "Nachricht",
    button: "Senden",
    done: "Ihre Nachricht ist angekommen. {merchant} meldet sich bei Ihnen.",
};

const ENGLISH: WebFormTexts = WebFormTexts {
    heading: "Write to us",
    invitation: "{merchant} is glad to read your message.",
    message: "Message",
    button: "Send",
    done: "Your message has arrived. {merchant} will get in touch.",
};
