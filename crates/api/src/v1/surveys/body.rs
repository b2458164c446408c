//! A survey on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::{Label, Language, SurveyKind};
use regulars_surveys::{Survey, SurveyState, SurveyText, SurveyTexts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::Invalid;

/// What a survey measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SurveyKindBody {
    /// How satisfied somebody is, from 1 to 5 (customer satisfaction).
    Csat,
    /// How likely somebody is to recommend the merchant, from 0 to 10 (Net Promoter Score).
    Nps,
}

/// Where a survey stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SurveyStateBody {
    /// It is being written; nobody is asked.
    Draft,
    /// It is asked and answered.
    Active,
    /// It is answered no more.
    Closed,
}

/// A language that surveys are asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub enum SurveyLanguageBody {
    /// Serbian in the Latin script.
    #[serde(rename = "sr")]
    SerbianLatin,
    /// Serbian in the Cyrillic script.
    #[serde(rename = "sr-Cyrl")]
    SerbianCyrillic,
    /// Polish.
    #[serde(rename = "pl")]
    Polish,
    /// Russian.
    #[serde(rename = "ru")]
    Russian,
    /// German.
    #[serde(rename = "de")]
    German,
    /// English.
    #[serde(rename = "en")]
    English,
}

macro_rules! same_names {
    ($body:ident, $domain:ident: $($name:ident),* $(,)?) => {
        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value {
                    $($domain::$name => Self::$name,)*
                }
            }
        }

        impl From<$body> for $domain {
            fn from(value: $body) -> Self {
                match value {
                    $($body::$name => Self::$name,)*
                }
            }
        }
    };
}

same_names!(SurveyKindBody, SurveyKind: Csat, Nps);
same_names!(SurveyStateBody, SurveyState: Draft, Active, Closed);
same_names!(
    SurveyLanguageBody,
    Language: SerbianLatin,
    SerbianCyrillic,
    Polish,
    Russian,
    German,
    English,
);

/// What is asked in one language, in the merchant's own words.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SurveyTextBody {
    /// The language.
    language: SurveyLanguageBody,
    /// The question that the score answers. `{merchant}` stands for the merchant's name.
    #[schema(min_length = 1, max_length = 200, example = "Koliko ste zadovoljni našim hlebom?")]
    question: String,
    /// What is asked besides, to be answered in words; the usual question where it is left out.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 200, example = "Šta da popravimo?")]
    follow_up: Option<String>,
}

/// What is asked in one language: the merchant's own words, or the usual ones.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurveyShownTextBody {
    /// The language.
    language: SurveyLanguageBody,
    /// The question that the score answers. `{merchant}` stands for the merchant's name.
    #[schema(example = "How likely are you to recommend {merchant} to friends?", max_length = 200)]
    question: String,
    /// What is asked besides.
    #[schema(example = "What is the most important reason for your score?", max_length = 200)]
    follow_up: String,
    /// What the lowest score means.
    #[schema(example = "not at all likely", max_length = 200)]
    lowest: String,
    /// What the highest score means.
    #[schema(example = "extremely likely", max_length = 200)]
    highest: String,
}

/// The texts, or none after what is wrong with them was noted.
pub(super) fn checked_texts(invalid: &mut Invalid, texts: Vec<SurveyTextBody>) -> Option<SurveyTexts> {
    let mut read: Vec<(Language, SurveyText)> = Vec::with_capacity(texts.len());
    let mut is_whole = true;
    for (place, text) in texts.into_iter().enumerate() {
        let language = Language::from(text.language);
        if read.iter().any(|(known, _)| *known == language) {
            invalid.add(format!("/texts/{place}/language"), "invalid", "stands in the list twice");
            is_whole = false;
        }
        let question = invalid.check(&format!("/texts/{place}/question"), text.question.parse::<Label>());
        let follow_up = text.follow_up.map(|text| text.parse::<Label>());
        let follow_up = invalid.check_option(&format!("/texts/{place}/follow_up"), follow_up);
        match question.zip(follow_up) {
            Some((question, follow_up)) => read.push((language, SurveyText { question, follow_up })),
            None => is_whole = false,
        }
    }
    is_whole.then(|| SurveyTexts::new(read))
}

/// A question that customers are asked.
#[derive(Serialize, ToSchema)]
pub struct SurveyBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")]
    id: Uuid,
    /// What the staff calls it. No customer sees it.
    #[schema(example = "Posle kupovine")]
    name: String,
    /// What it measures.
    kind: SurveyKindBody,
    /// Where it stands.
    state: SurveyStateBody,
    /// From when on it is answered no more.
    closes_at: Option<DateTime<Utc>>,
    /// Whether it is answered now.
    #[schema(example = true)]
    open: bool,
    /// What the merchant wrote itself.
    #[schema(max_items = 6)]
    texts: Vec<SurveyTextBody>,
    /// What is asked in each language.
    #[schema(max_items = 6)]
    shown_texts: Vec<SurveyShownTextBody>,
    /// When it was made.
    #[schema(example = "2026-11-02T08:00:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-02T08:00:00Z")]
    updated_at: DateTime<Utc>,
}

impl SurveyBody {
    /// The survey as it stands at that instant.
    pub fn new(survey: &Survey, now: DateTime<Utc>) -> Self {
        let own = survey.texts.own().map(|(language, text)| SurveyTextBody {
            language: language.into(),
            question: text.question.as_str().to_owned(),
            follow_up: text.follow_up.as_ref().map(|text| text.as_str().to_owned()),
        });
        let shown = Language::ALL.into_iter().map(|language| {
            let texts = survey.texts.shown(survey.kind, language);
            SurveyShownTextBody {
                language: language.into(),
                question: texts.question,
                follow_up: texts.follow_up,
                lowest: texts.lowest.to_owned(),
                highest: texts.highest.to_owned(),
            }
        });
        Self {
            id: survey.id.value(),
            name: survey.name.as_str().to_owned(),
            kind: survey.kind.into(),
            state: survey.state.into(),
            closes_at: survey.closes_at,
            open: survey.is_open(now),
            texts: own.collect(),
            shown_texts: shown.collect(),
            created_at: survey.created_at,
            updated_at: survey.updated_at,
        }
    }
}
