//! What the pages say, in every language. `{merchant}` stands for the merchant's name.

use regulars_consent::Channel;
use regulars_kernel::Language;

/// What the pages say in one language.
pub struct Texts {
    pub confirm_heading: &'static str,
    pub confirm_question: &'static str,
    pub confirm_button: &'static str,
    pub confirmed_heading: &'static str,
    pub confirmed: &'static str,
    pub already_heading: &'static str,
    pub already: &'static str,
    pub unsubscribe_heading: &'static str,
    pub unsubscribe_question: &'static str,
    pub unsubscribe_button: &'static str,
    pub unsubscribed_heading: &'static str,
    pub unsubscribed: &'static str,
    pub preferences_heading: &'static str,
    pub preferences_question: &'static str,
    pub save_button: &'static str,
    pub saved: &'static str,
    pub needs_opt_in: &'static str,
    pub not_valid_heading: &'static str,
    pub not_valid: &'static str,
    email: &'static str,
    push: &'static str,
}

impl Texts {
    /// What the pages say in that language.
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

    /// The name of a channel.
    pub const fn channel(&self, channel: Channel) -> &'static str {
        match channel {
            Channel::Email => self.email,
            Channel::Sms => "SMS",
            Channel::Push => self.push,
            Channel::Telegram => "Telegram",
        }
    }
}

const SERBIAN_LATIN: Texts = Texts {
    confirm_heading: "Potvrdite prijavu",
    confirm_question: "Želite li da vam {merchant} na ovu adresu šalje vesti i ponude?",
    confirm_button: "Da, želim",
    confirmed_heading: "Hvala!",
    confirmed: "Vaša prijava je potvrđena. {merchant} sada sme da vam šalje vesti i ponude.",
    already_heading: "Već je potvrđeno",
    already: "Ova prijava je već potvrđena. Ne morate više ništa da uradite.",
    unsubscribe_heading: "Odjava",
    unsubscribe_question: "Želite li da vam {merchant} više ne šalje vesti i ponude ovim putem?",
    unsubscribe_button: "Odjavi me",
    unsubscribed_heading: "Odjavljeni ste",
    unsubscribed: "{merchant} vam više neće slati vesti i ponude ovim putem.",
    preferences_heading: "Vaš izbor",
    preferences_question: "Kako {merchant} sme da vam šalje vesti i ponude?",
    save_button: "Sačuvaj",
    saved: "Vaš izbor je sačuvan.",
    needs_opt_in: "Za neke od ovih načina treba vaša potvrda sa sadašnje adrese. Obratite se: {merchant}.",
    not_valid_heading: "Veza ne važi",
    not_valid: "Veza nije ispravna ili je istekla.",
    email: "E-pošta",
    push: "Obaveštenja u aplikaciji",
};

const SERBIAN_CYRILLIC: Texts = Texts {
    confirm_heading: "Потврдите пријаву",
    confirm_question: "Желите ли да вам {merchant} на ову адресу шаље вести и понуде?",
    confirm_button: "Да, желим",
    confirmed_heading: "Хвала!",
    confirmed: "Ваша пријава је потврђена. {merchant} сада сме да вам шаље вести и понуде.",
    already_heading: "Већ је потврђено",
    already: "Ова пријава је већ потврђена. Не морате више ништа да урадите.",
    unsubscribe_heading: "Одјава",
    unsubscribe_question: "Желите ли да вам {merchant} више не шаље вести и понуде овим путем?",
    unsubscribe_button: "Одјави ме",
    unsubscribed_heading: "Одјављени сте",
    unsubscribed: "{merchant} вам више неће слати вести и понуде овим путем.",
    preferences_heading: "Ваш избор",
    preferences_question: "Како {merchant} сме да вам шаље вести и понуде?",
    save_button: "Сачувај",
    saved: "Ваш избор је сачуван.",
    needs_opt_in: "За неке од ових начина треба ваша потврда са садашње адресе. Обратите се: {merchant}.",
    not_valid_heading: "Веза не важи",
    not_valid: "Веза није исправна или је истекла.",
    email: "Е-пошта",
    push: "Обавештења у апликацији",
};

const POLISH: Texts = Texts {
    confirm_heading: "Potwierdź zapis",
    confirm_question: "Czy {merchant} może wysyłać na ten adres wiadomości i oferty?",
    confirm_button: "Tak, zgadzam się",
    confirmed_heading: "Dziękujemy!",
    confirmed: "Zapis został potwierdzony. {merchant} może teraz wysyłać wiadomości i oferty.",
    already_heading: "Już potwierdzono",
    already: "Ten zapis został już potwierdzony. Nie trzeba robić nic więcej.",
    unsubscribe_heading: "Rezygnacja",
    unsubscribe_question: "Czy {merchant} ma przestać wysyłać wiadomości i oferty tą drogą?",
    unsubscribe_button: "Wypisz mnie",
    unsubscribed_heading: "Wypisano",
    unsubscribed: "{merchant} nie będzie już wysyłać wiadomości i ofert tą drogą.",
    preferences_heading: "Twój wybór",
    preferences_question: "Jak {merchant} może wysyłać wiadomości i oferty?",
    save_button: "Zapisz",
    saved: "Twój wybór został zapisany.",
    needs_opt_in: "Niektóre z tych dróg wymagają potwierdzenia z obecnego adresu. Kontakt: {merchant}.",
    not_valid_heading: "Link jest nieważny",
    not_valid: "Link jest nieprawidłowy lub wygasł.",
    email: "E-mail",
    push: "Powiadomienia w aplikacji",
};

const RUSSIAN: Texts = Texts {
    confirm_heading: "Подтвердите подписку",
    confirm_question: "Можно ли компании {merchant} присылать на этот адрес новости и предложения?",
    confirm_button: "Да, согласен(на)",
    confirmed_heading: "Спасибо!",
    confirmed: "Подписка подтверждена. Теперь {merchant} может присылать вам новости и предложения.",
    already_heading: "Уже подтверждено",
    already: "Эта подписка уже подтверждена. Больше ничего делать не нужно.",
    unsubscribe_heading: "Отказ от рассылки",
    unsubscribe_question: "Вы больше не хотите получать новости и предложения от {merchant} этим способом?",
    unsubscribe_button: "Отписаться",
    unsubscribed_heading: "Вы отписались",
    unsubscribed: "{merchant} больше не будет присылать вам новости и предложения этим способом.",
    preferences_heading: "Ваш выбор",
    preferences_question: "Как {merchant} может присылать вам новости и предложения?",
    save_button: "Сохранить",
    saved: "Ваш выбор сохранён.",
    needs_opt_in: "Для некоторых способов нужно подтверждение с нынешнего адреса. Обратитесь в {merchant}.",
    not_valid_heading: "Ссылка недействительна",
    not_valid: "Ссылка неверна или её срок истёк.",
    email: "Электронная почта",
    push: "Уведомления в приложении",
};

const GERMAN: Texts = Texts {
    confirm_heading: "Anmeldung bestätigen",
    confirm_question: "Darf {merchant} Ihnen an diese Adresse Neuigkeiten und Angebote senden?",
    confirm_button: "Ja, gern",
    confirmed_heading: "Vielen Dank!",
    confirmed: "Ihre Anmeldung ist bestätigt. {merchant} darf Ihnen jetzt Neuigkeiten und Angebote senden.",
    already_heading: "Bereits bestätigt",
    already: "Diese Anmeldung ist bereits bestätigt. Sie müssen nichts weiter tun.",
    unsubscribe_heading: "Abmeldung",
    unsubscribe_question: "Soll {merchant} Ihnen auf diesem Weg keine Neuigkeiten und Angebote mehr senden?",
    unsubscribe_button: "Abmelden",
    unsubscribed_heading: "Sie sind abgemeldet",
    unsubscribed: "{merchant} sendet Ihnen auf diesem Weg keine Neuigkeiten und Angebote mehr.",
    preferences_heading: "Ihre Auswahl",
    preferences_question: "Wie darf {merchant} Ihnen Neuigkeiten und Angebote senden?",
    save_button: "Speichern",
    saved: "Ihre Auswahl ist gespeichert.",
    needs_opt_in: "Einige dieser Wege brauchen Ihre Bestätigung von der jetzigen Adresse. Wenden Sie sich an {merchant}.",
    not_valid_heading: "Der Link ist ungültig",
    not_valid: "Der Link ist nicht richtig oder abgelaufen.",
    email: "E-Mail",
    push: "Mitteilungen der App",
};

const ENGLISH: Texts = Texts {
    confirm_heading: "Please confirm",
    confirm_question: "May {merchant} send news and offers to this address?",
    confirm_button: "Yes, please",
    confirmed_heading: "Thank you!",
    confirmed: "It is confirmed. {merchant} may send you news and offers now.",
    already_heading: "Already confirmed",
    already: "This was already confirmed. There is nothing more for you to do.",
    unsubscribe_heading: "Unsubscribe",
    unsubscribe_question: "Should {merchant} no longer send you news and offers this way?",
    unsubscribe_button: "Unsubscribe",
    unsubscribed_heading: "You are unsubscribed",
    unsubscribed: "{merchant} will no longer send you news and offers this way.",
    preferences_heading: "Your choice",
    preferences_question: "How may {merchant} send you news and offers?",
    save_button: "Save",
    saved: "Your choice is saved.",
    needs_opt_in: "Some of these ways need to be confirmed from your present address. Please ask {merchant}.",
    not_valid_heading: "The link is not valid",
    not_valid: "The link is not right, or it has expired.",
    email: "E-mail",
    push: "Messages in the app",
};
