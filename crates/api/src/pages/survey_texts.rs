//! What the page of a survey says besides the questions, in every language. `{merchant}` stands for the merchant's name.

use regulars_kernel::Language;

/// What the page of a survey says in one language.
pub struct SurveyPageTexts {
    pub heading: &'static str,
    pub invitation: &'static str,
    pub button: &'static str,
    pub answered_before: &'static str,
    pub kept_comment: &'static str,
    pub choose: &'static str,
    pub too_long: &'static str,
    pub thanks_heading: &'static str,
    pub thanks: &'static str,
    pub may_change: &'static str,
    pub closed_heading: &'static str,
    pub closed: &'static str,
}

impl SurveyPageTexts {
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

const SERBIAN_LATIN: SurveyPageTexts = SurveyPageTexts {
    heading: "Vaše mišljenje",
    invitation: "{merchant} želi da čuje šta mislite.",
    button: "Pošalji",
    answered_before: "Već ste odgovorili. Ako odgovorite ponovo, važi novi odgovor.",
    kept_comment: "Ako ništa ne napišete, ostaje ono što ste ranije napisali.",
    choose: "Izaberite ocenu.",
    too_long: "Ovo je predugačko.",
    thanks_heading: "Hvala!",
    thanks: "Vaš odgovor je sačuvan.",
    may_change: "Dok anketa traje, možete ga promeniti preko iste veze.",
    closed_heading: "Anketa je završena",
    closed: "Na ovu anketu se više ne odgovara. {merchant} vam se zahvaljuje.",
};

const SERBIAN_CYRILLIC: SurveyPageTexts = SurveyPageTexts {
    heading: "Ваше мишљење",
    invitation: "{merchant} жели да чује шта мислите.",
    button: "Пошаљи",
    answered_before: "Већ сте одговорили. Ако одговорите поново, важи нови одговор.",
    kept_comment: "Ако ништа не напишете, остаје оно што сте раније написали.",
    choose: "Изаберите оцену.",
    too_long: "Ово је предугачко.",
    thanks_heading: "Хвала!",
    thanks: "Ваш одговор је сачуван.",
    may_change: "Док анкета траје, можете га променити преко исте везе.",
    closed_heading: "Анкета је завршена",
    closed: "На ову анкету се више не одговара. {merchant} вам се захваљује.",
};

const POLISH: SurveyPageTexts = SurveyPageTexts {
    heading: "Twoja opinia",
    invitation: "{merchant} chce poznać Twoje zdanie.",
    button: "Wyślij",
    answered_before: "Odpowiedź została już wysłana. Nowa odpowiedź ją zastąpi.",
    kept_comment: "Jeśli nic nie wpiszesz, zostanie to, co napisano wcześniej.",
    choose: "Wybierz ocenę.",
    too_long: "Tekst jest za długi.",
    thanks_heading: "Dziękujemy!",
    thanks: "Twoja odpowiedź została zapisana.",
    may_change: "Dopóki ankieta trwa, możesz ją zmienić pod tym samym linkiem.",
    closed_heading: "Ankieta zakończona",
    closed: "Na tę ankietę nie można już odpowiedzieć. {merchant} dziękuje.",
};

const RUSSIAN: SurveyPageTexts = SurveyPageTexts {
    heading: "Ваше мнение",
    invitation: "{merchant} хочет узнать ваше мнение.",
    button: "Отправить",
    answered_before: "Вы уже ответили. Если ответить ещё раз, будет учтён новый ответ.",
    kept_comment: "Если ничего не написать, останется то, что вы написали раньше.",
    choose: "Выберите оценку.",
    too_long: "Текст слишком длинный.",
    thanks_heading: "Спасибо!",
    thanks: "Ваш ответ сохранён.",
    may_change: "Пока опрос открыт, ответ можно изменить по той же ссылке.",
    closed_heading: "Опрос завершён",
    closed: "На этот опрос больше нельзя ответить. {merchant} благодарит вас.",
};

const GERMAN: SurveyPageTexts = SurveyPageTexts {
    heading: "Ihre Meinung",
    invitation: "{merchant} möchte wissen, was Sie denken.",
    button: "Absenden",
    answered_before: "Sie haben bereits geantwortet. Antworten Sie noch einmal, gilt die neue Antwort.",
    kept_comment: "Wenn Sie nichts schreiben, bleibt, was Sie vorher geschrieben haben.",
    choose: "Bitte wählen Sie eine Bewertung.",
    too_long: "Das ist zu lang.",
    thanks_heading: "Vielen Dank!",
    thanks: "Ihre Antwort ist gespeichert.",
    may_change: "Solange die Umfrage läuft, können Sie sie über denselben Link ändern.",
    closed_heading: "Die Umfrage ist beendet",
    closed: "Auf diese Umfrage kann nicht mehr geantwortet werden. {merchant} dankt Ihnen.",
};

const ENGLISH: SurveyPageTexts = SurveyPageTexts {
    heading: "Your opinion",
    invitation: "{merchant} would like to know what you think.",
    button: "Send",
    answered_before: "You have answered already. If you answer again, the new answer counts.",
    kept_comment: "If you write nothing, what you wrote before stays.",
    choose: "Please choose a score.",
    too_long: "This is too long.",
    thanks_heading: "Thank you!",
    thanks: "Your answer is saved.",
    may_change: "As long as the survey is open you can change it by the same link.",
    closed_heading: "The survey has ended",
    closed: "This survey can no longer be answered. {merchant} thanks you.",
};
