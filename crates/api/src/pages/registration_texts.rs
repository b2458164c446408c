//! What the registration page says, in every language. `{merchant}` stands for the merchant's name.

use regulars_kernel::Language;

/// What the registration page says in one language.
pub struct RegistrationPageTexts {
    pub heading: &'static str,
    pub invitation: &'static str,
    pub first_name: &'static str,
    pub last_name: &'static str,
    pub email: &'static str,
    pub phone: &'static str,
    pub birth_date: &'static str,
    pub processing: &'static str,
    pub news: &'static str,
    pub terms: &'static str,
    pub button: &'static str,
    pub marked: &'static str,
    pub required: &'static str,
    pub invalid: &'static str,
    pub texts_changed: &'static str,
    pub done_heading: &'static str,
    pub done: &'static str,
    pub done_news: &'static str,
}

impl RegistrationPageTexts {
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

const SERBIAN_LATIN: RegistrationPageTexts = RegistrationPageTexts {
    heading: "Postanite stalni kupac",
    invitation: "{merchant} vas poziva među svoje stalne kupce.",
    first_name: "Ime",
    last_name: "Prezime",
    email: "E-pošta",
    phone: "Telefon",
    birth_date: "Datum rođenja",
    processing: "Pristajem na obradu podataka",
    news: "Želim vesti i ponude e-poštom",
    terms: "Prihvatam pravila programa lojalnosti",
    button: "Prijavi me",
    marked: "Polja sa zvezdicom (*) su obavezna.",
    required: "Ovo je potrebno.",
    invalid: "Ovo nije ispravno.",
    texts_changed: "Tekst pristanka se u međuvremenu promenio. Pročitajte ga ponovo.",
    done_heading: "Hvala!",
    done: "{merchant} vas rado očekuje.",
    done_news: "Ako ste tražili vesti, poslali smo vam poruku. Otvorite je i potvrdite prijavu.",
};

const SERBIAN_CYRILLIC: RegistrationPageTexts = RegistrationPageTexts {
    heading: "Постаните стални купац",
    invitation: "{merchant} вас позива међу своје сталне купце.",
    first_name: "Име",
    last_name: "Презиме",
    email: "Е-пошта",
    phone: "Телефон",
    birth_date: "Датум рођења",
    processing: "Пристајем на обраду података",
    news: "Желим вести и понуде е-поштом",
    terms: "Прихватам правила програма лојалности",
    button: "Пријави ме",
    marked: "Поља са звездицом (*) су обавезна.",
    required: "Ово је потребно.",
    invalid: "Ово није исправно.",
    texts_changed: "Текст пристанка се у међувремену променио. Прочитајте га поново.",
    done_heading: "Хвала!",
    done: "{merchant} вас радо очекује.",
    done_news: "Ако сте тражили вести, послали смо вам поруку. Отворите је и потврдите пријаву.",
};

const POLISH: RegistrationPageTexts = RegistrationPageTexts {
    heading: "Zostań stałym klientem",
    invitation: "{merchant} zaprasza do grona stałych klientów.",
    first_name: "Imię",
    last_name: "Nazwisko",
    email: "E-mail",
    phone: "Telefon",
    birth_date: "Data urodzenia",
    processing: "Wyrażam zgodę na przetwarzanie danych",
    news: "Chcę otrzymywać wiadomości i oferty e-mailem",
    terms: "Akceptuję regulamin programu lojalnościowego",
    button: "Zarejestruj mnie",
    marked: "Pola z gwiazdką (*) są wymagane.",
    required: "To pole jest wymagane.",
    invalid: "Wartość jest nieprawidłowa.",
    texts_changed: "Treść zgody zmieniła się w międzyczasie. Przeczytaj ją ponownie.",
    done_heading: "Dziękujemy!",
    done: "{merchant} zaprasza.",
    done_news: "Jeśli zaznaczono wiadomości, wysłaliśmy e-mail. Otwórz go i potwierdź zapis.",
};

const RUSSIAN: RegistrationPageTexts = RegistrationPageTexts {
    heading: "Станьте постоянным покупателем",
    invitation: "{merchant} приглашает вас в число постоянных покупателей.",
    first_name: "Имя",
    last_name: "Фамилия",
    email: "Электронная почта",
    phone: "Телефон",
    birth_date: "Дата рождения",
    processing: "Я согласен (согласна) на обработку данных",
    news: "Хочу получать новости и предложения по электронной почте",
    terms: "Принимаю правила программы лояльности",
    button: "Зарегистрироваться",
    marked: "Поля со звёздочкой (*) обязательны.",
    required: "Это поле обязательно.",
    invalid: "Значение указано неверно.",
    texts_changed: "Текст согласия тем временем изменился. Прочитайте его ещё раз.",
    done_heading: "Спасибо!",
    done: "{merchant} ждёт вас.",
    done_news: "Если вы выбрали новости, мы отправили вам письмо. Откройте его и подтвердите подписку.",
};

const GERMAN: RegistrationPageTexts = RegistrationPageTexts {
    heading: "Werden Sie Stammkunde",
    invitation: "{merchant} lädt Sie ein, Stammkunde zu werden.",
    first_name: "Vorname",
    last_name: "Nachname",
    email: "E-Mail",
    phone: "Telefon",
    birth_date: "Geburtsdatum",
    processing: "Ich willige in die Verarbeitung meiner Daten ein",
    news: "Ich möchte Neuigkeiten und Angebote per E-Mail",
    terms: "Ich nehme die Bedingungen des Treueprogramms an",
    button: "Anmelden",
    marked: "Felder mit Stern (*) sind Pflichtfelder.",
    required: "Diese Angabe wird gebraucht.",
    invalid: "Diese Angabe stimmt nicht.",
    texts_changed: "Der Text der Einwilligung hat sich inzwischen geändert. Bitte lesen Sie ihn noch einmal.",
    done_heading: "Vielen Dank!",
    done: "{merchant} freut sich auf Sie.",
    done_news: "Wenn Sie Neuigkeiten wollten, haben wir Ihnen eine E-Mail geschickt. Bitte öffnen Sie sie und bestätigen Sie.",
};

const ENGLISH: RegistrationPageTexts = RegistrationPageTexts {
    heading: "Become a regular",
    invitation: "{merchant} invites you to become a regular.",
    first_name: "First name",
    last_name: "Last name",
    email: "E-mail",
    phone: "Phone",
    birth_date: "Date of birth",
    processing: "I agree that my data are processed",
    news: "I would like news and offers by e-mail",
    terms: "I accept the terms of the loyalty programme",
    button: "Register",
    marked: "Fields with an asterisk (*) are required.",
    required: "This is needed.",
    invalid: "This is not valid.",
    texts_changed: "The text that you agree to has changed meanwhile. Please read it again.",
    done_heading: "Thank you!",
    done: "{merchant} looks forward to seeing you.",
    done_news: "If you asked for news, we have sent you an e-mail. Please open it and confirm.",
};
