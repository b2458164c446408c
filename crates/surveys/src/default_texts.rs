//! What is asked where the merchant wrote nothing. `{merchant}` stands for the merchant's name.

use regulars_kernel::{Language, SurveyKind};

/// The question that the score answers.
pub(crate) const fn question(kind: SurveyKind, language: Language) -> &'static str {
    match (kind, language) {
        (SurveyKind::Csat, Language::SerbianLatin) => "Koliko ste zadovoljni kupovinom? ({merchant})",
        (SurveyKind::Csat, Language::SerbianCyrillic) => "Колико сте задовољни куповином? ({merchant})",
        (SurveyKind::Csat, Language::Polish) => "Jak oceniasz zakupy? ({merchant})",
        (SurveyKind::Csat, Language::Russian) => "Насколько вы довольны покупкой? ({merchant})",
        (SurveyKind::Csat, Language::German) => "Wie zufrieden sind Sie mit Ihrem Einkauf bei {merchant}?",
        (SurveyKind::Csat, Language::English) => "How satisfied are you with your purchase at {merchant}?",
        (SurveyKind::Nps, Language::SerbianLatin) => {
            "Koliko je verovatno da biste nas preporučili prijateljima? ({merchant})"
        }
        (SurveyKind::Nps, Language::SerbianCyrillic) => {
            "Колико је вероватно да бисте нас препоручили пријатељима? ({merchant})"
        }
        (SurveyKind::Nps, Language::Polish) => {
            "Jak prawdopodobne jest, że polecisz nas znajomym? ({merchant})"
        }
        (SurveyKind::Nps, Language::Russian) => {
            "Насколько вероятно, что вы порекомендуете нас друзьям? ({merchant})"
        }
        (SurveyKind::Nps, Language::German) => {
            "Wie wahrscheinlich ist es, dass Sie {merchant} Freunden empfehlen?"
        }
        (SurveyKind::Nps, Language::English) => "How likely are you to recommend {merchant} to friends?",
    }
}

/// What is asked besides.
pub(crate) const fn follow_up(kind: SurveyKind, language: Language) -> &'static str {
    match (kind, language) {
        (SurveyKind::Csat, Language::SerbianLatin) => "Šta možemo da učinimo bolje?",
        (SurveyKind::Csat, Language::SerbianCyrillic) => "Шта можемо да учинимо боље?",
        (SurveyKind::Csat, Language::Polish) => "Co możemy zrobić lepiej?",
        (SurveyKind::Csat, Language::Russian) => "Что мы можем сделать лучше?",
        (SurveyKind::Csat, Language::German) => "Was können wir besser machen?",
        (SurveyKind::Csat, Language::English) => "What could we do better?",
        (SurveyKind::Nps, Language::SerbianLatin) => "Šta je najvažniji razlog za vašu ocenu?",
        (SurveyKind::Nps, Language::SerbianCyrillic) => "Шта је најважнији разлог за вашу оцену?",
        (SurveyKind::Nps, Language::Polish) => "Jaki jest najważniejszy powód tej oceny?",
        (SurveyKind::Nps, Language::Russian) => "Какова главная причина вашей оценки?",
        (SurveyKind::Nps, Language::German) => "Was ist der wichtigste Grund für Ihre Bewertung?",
        (SurveyKind::Nps, Language::English) => "What is the most important reason for your score?",
    }
}

/// What the lowest score means, and what the highest one means.
pub(crate) const fn scale_ends(kind: SurveyKind, language: Language) -> (&'static str, &'static str) {
    match (kind, language) {
        (SurveyKind::Csat, Language::SerbianLatin) => ("veoma nezadovoljni", "veoma zadovoljni"),
        (SurveyKind::Csat, Language::SerbianCyrillic) => ("веома незадовољни", "веома задовољни"),
        (SurveyKind::Csat, Language::Polish) => ("bardzo źle", "bardzo dobrze"),
        (SurveyKind::Csat, Language::Russian) => ("очень недовольны", "очень довольны"),
        (SurveyKind::Csat, Language::German) => ("sehr unzufrieden", "sehr zufrieden"),
        (SurveyKind::Csat, Language::English) => ("very dissatisfied", "very satisfied"),
        (SurveyKind::Nps, Language::SerbianLatin) => ("nimalo verovatno", "veoma verovatno"),
        (SurveyKind::Nps, Language::SerbianCyrillic) => ("нимало вероватно", "веома вероватно"),
        (SurveyKind::Nps, Language::Polish) => ("mało prawdopodobne", "bardzo prawdopodobne"),
        (SurveyKind::Nps, Language::Russian) => ("совсем маловероятно", "очень вероятно"),
        (SurveyKind::Nps, Language::German) => ("sehr unwahrscheinlich", "sehr wahrscheinlich"),
        (SurveyKind::Nps, Language::English) => ("not at all likely", "extremely likely"),
    }
}
