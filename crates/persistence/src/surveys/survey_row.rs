//! A row of `surveys` and the survey that it means.

use std::fmt::Display;

use regulars_kernel::{Instant, Label, Language, StoreError, SurveyId};
use regulars_surveys::{Survey, SurveyText, SurveyTexts};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

#[derive(FromRow, RowColumns)]
pub(super) struct SurveyRow {
    id: Uuid,
    name: String,
    kind: String,
    texts: Value,
    state: String,
    closes_at: Option<Instant>,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<SurveyRow> for Survey {
    type Error = StoreError;

    fn try_from(row: SurveyRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: SurveyId::new(row.id),
            name: row.name.parse().map_err(wrong)?,
            kind: row.kind.parse().map_err(wrong)?,
            texts: texts_from_json(&row.texts)?,
            state: row.state.parse().map_err(wrong)?,
            closes_at: row.closes_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&Survey> for SurveyRow {
    fn from(survey: &Survey) -> Self {
        let Survey { id, name, kind, texts, state, closes_at, created_at, updated_at } = survey;
        Self {
            id: id.value(),
            name: name.as_str().to_owned(),
            kind: kind.name().to_owned(),
            texts: texts_to_json(texts),
            state: state.name().to_owned(),
            closes_at: *closes_at,
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

fn texts_to_json(texts: &SurveyTexts) -> Value {
    let written = texts.own().map(|(language, text)| {
        let follow_up = text.follow_up.as_ref().map(Label::as_str);
        (language.tag().to_owned(), json!({"question": text.question.as_str(), "follow_up": follow_up}))
    });
    Value::Object(written.collect::<Map<_, _>>())
}

/// The merchant's own words, as they are stored.
pub(super) fn texts_from_json(json: &Value) -> Result<SurveyTexts, StoreError> {
    let members = json.as_object().ok_or_else(|| wrong("the texts are no object"))?;
    let read = members.iter().map(|(tag, text)| {
        let language: Language = tag.parse().map_err(wrong)?;
        let part = |name: &str| text.get(name).and_then(Value::as_str).map(|text| text.parse::<Label>());
        let question = part("question").ok_or_else(|| wrong("a text has no question"))?.map_err(wrong)?;
        Ok((language, SurveyText { question, follow_up: part("follow_up").transpose().map_err(wrong)? }))
    });
    Ok(SurveyTexts::new(read.collect::<Result<Vec<_>, StoreError>>()?))
}

fn wrong(what: impl Display) -> StoreError {
    inconsistent("surveys", what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back() {
        let text = |follow_up: Option<&str>| SurveyText {
            question: "Kako je bilo?".parse().unwrap(),
            follow_up: follow_up.map(|text| text.parse().unwrap()),
        };
        let texts = SurveyTexts::new([
            (Language::SerbianLatin, text(Some("Zašto?"))),
            (Language::Russian, text(None)),
        ]);
        assert_eq!(texts_from_json(&texts_to_json(&texts)).unwrap(), texts);
        for wrong in [json!([]), json!({"fr": {"question": "?"}}), json!({"sr": {}})] {
            assert!(texts_from_json(&wrong).is_err(), "{wrong}");
        }
    }
}
