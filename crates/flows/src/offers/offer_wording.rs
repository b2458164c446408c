//! What the mail with an offer says, in every language. `{number}` stands for the number of the offer, `{merchant}` for the
//! merchant's name.

use regulars_kernel::Language;

/// What the mail says.
pub(super) struct Wording {
    pub(super) subject: &'static str,
    pub(super) says: &'static str,
    pub(super) number: &'static str,
    pub(super) title: &'static str,
    pub(super) total: &'static str,
    pub(super) valid_until: &'static str,
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
    subject: "{merchant}: ponuda {number}",
    says: "Šaljemo vam ponudu {number}.",
    number: "Ponuda",
    title: "Predmet",
    total: "Ukupno",
    valid_until: "Važi do",
    look: "Celu ponudu možete pogledati, prihvatiti ili odbiti na ovoj adresi:",
    button: "Pogledajte ponudu",
};

const SERBIAN_CYRILLIC: Wording = Wording {
    subject: "{merchant}: понуда {number}",
    says: "Шаљемо вам понуду {number}.",
    number: "Понуда",
    title: "Предмет",
    total: "Укупно",
    valid_until: "Важи до",
    look: "Целу понуду можете погледати, прихватити или одбити на овој адреси:",
    button: "Погледајте понуду",
};

const POLISH: Wording = Wording {
    subject: "{merchant}: oferta {number}",
    says: "Przesyłamy ofertę {number}.",
    number: "Oferta",
    title: "Dotyczy",
    total: "Razem",
    valid_until: "Ważna do",
    look: "Całą ofertę można obejrzeć, przyjąć lub odrzucić pod tym adresem:",
    button: "Zobacz ofertę",
};

const RUSSIAN: Wording = Wording {
    subject: "{merchant}: предложение {number}",
    says: "Направляем вам предложение {number}.",
    number: "Предложение",
    title: "Предмет",
    total: "Итого",
    valid_until: "Действует до",
    look: "Посмотреть предложение целиком, принять или отклонить его можно по этому адресу:",
    button: "Посмотреть предложение",
};

const GERMAN: Wording = Wording {
    subject: "{merchant}: Angebot {number}",
    says: "wir senden Ihnen das Angebot {number}.",
    number: "Angebot",
    title: "Betreff",
    total: "Summe",
    valid_until: "Gültig bis",
    look: "Unter dieser Adresse können Sie das ganze Angebot ansehen, annehmen oder ablehnen:",
    button: "Angebot ansehen",
};

const ENGLISH: Wording = Wording {
    subject: "{merchant}: offer {number}",
    says: "We are sending you offer {number}.",
    number: "Offer",
    title: "Subject",
    total: "Total",
    valid_until: "Valid until",
    look: "You can look at the whole offer, accept or decline it at this address:",
    button: "Look at the offer",
};
