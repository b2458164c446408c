//! What is asked, in the languages of the customers.

use std::collections::BTreeMap;

use regulars_kernel::{Label, Language, SurveyKind};

use crate::default_texts::{follow_up, question, scale_ends};

/// What the merchant wrote itself in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyText {
    /// The question that the score answers.
    pub question: Label,
    /// What is asked besides; the usual question where the merchant wrote none.
    pub follow_up: Option<Label>,
}

/// What the merchant wrote itself, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SurveyTexts(BTreeMap<Language, SurveyText>);

/// What is asked of somebody. `{merchant}` stands for the merchant's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownTexts {
    /// The question that the score answers.
    pub question: String,
    /// What is asked besides.
    pub follow_up: String,
    /// What the lowest score means.
    pub lowest: &'static str,
    /// What the highest score means.
    pub highest: &'static str,
}

impl SurveyTexts {
    /// These texts.
    pub fn new(texts: impl IntoIterator<Item = (Language, SurveyText)>) -> Self {
        Self(texts.into_iter().collect())
    }

    /// What the merchant wrote, in the order of the languages.
    pub fn own(&self) -> impl Iterator<Item = (Language, &SurveyText)> {
        Language::ALL.into_iter().filter_map(|language| self.0.get(&language).map(|text| (language, text)))
    }

    /// What is asked in a language: the merchant's own words, and the usual ones where it has none in that language.
    pub fn shown(&self, kind: SurveyKind, language: Language) -> ShownTexts {
        let own = self.0.get(&language);
        let (lowest, highest) = scale_ends(kind, language);
        let own_question = own.map(|text| text.question.as_str());
        let own_follow_up = own.and_then(|text| text.follow_up.as_ref()).map(Label::as_str);
        ShownTexts {
            question: own_question.unwrap_or_else(|| question(kind, language)).to_owned(),
            follow_up: own_follow_up.unwrap_or_else(|| follow_up(kind, language)).to_owned(),
            lowest,
            highest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_without_own_words_has_the_usual_ones() {
        let own = SurveyText { question: "Kako vam se dopao hleb?".parse().unwrap(), follow_up: None };
        let texts = SurveyTexts::new([(Language::SerbianLatin, own)]);
        let shown = texts.shown(SurveyKind::Csat, Language::SerbianLatin);
        assert_eq!(shown.question, "Kako vam se dopao hleb?");
        assert_eq!(shown.follow_up, follow_up(SurveyKind::Csat, Language::SerbianLatin));
        let usual = texts.shown(SurveyKind::Csat, Language::German);
        assert_eq!(usual, SurveyTexts::default().shown(SurveyKind::Csat, Language::German));
        assert!(usual.question.contains("{merchant}"));
    }

    #[test]
    fn the_usual_words_could_have_been_written_by_the_merchant() {
        for kind in SurveyKind::ALL {
            for language in Language::ALL {
                let shown = SurveyTexts::default().shown(*kind, language);
                assert!(shown.question.parse::<Label>().is_ok_and(|label| label.as_str() == shown.question));
                assert!(shown.follow_up.parse::<Label>().is_ok(), "{language}");
                assert_ne!(shown.lowest, shown.highest);
            }
        }
    }
}
