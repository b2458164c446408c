//! Lists as one parameter each, so that a statement's text does not depend on how long they are.

use sea_orm::sea_query::ArrayType;
use sea_orm::{DbBackend, Value};
use uuid::Uuid;

use super::condition::Condition;

impl Condition {
    /// `column` holds one of these texts.
    pub fn one_of_texts(backend: DbBackend, column: &[&'static str], texts: &[String]) -> Self {
        match (texts, backend) {
            ([text], _) => Self::new(column, Vec::new()).then(&[" = ?"], vec![text.as_str().into()]),
            (texts, DbBackend::Sqlite) => {
                let list = serde_json::Value::from(texts).to_string();
                Self::new(column, Vec::new())
                    .then(&[" IN (SELECT value FROM json_each(?))"], vec![list.into()])
            }
            (texts, _) => {
                let list = texts.iter().map(|text| Value::from(text.as_str())).collect();
                let list = Value::Array(ArrayType::String, Some(Box::new(list)));
                Self::new(column, Vec::new()).then(&[" = ANY (?)"], vec![list])
            }
        }
    }

    /// `column` holds one of these ids.
    pub fn one_of_ids(backend: DbBackend, column: &'static str, ids: &[Uuid]) -> Self {
        match (ids, backend) {
            ([id], _) => Self::new(&[column, " = ?"], vec![(*id).into()]),
            (ids, DbBackend::Sqlite) => {
                // JSON has no bytes, so the ids travel as hexadecimal digits.
                let digits: Vec<String> = ids.iter().map(|id| id.simple().to_string()).collect();
                let list = serde_json::Value::from(digits).to_string();
                Self::new(&[column, " IN (SELECT unhex(value) FROM json_each(?))"], vec![list.into()])
            }
            (ids, _) => {
                let list = ids.iter().map(|id| Value::from(*id)).collect();
                let list = Value::Array(ArrayType::Uuid, Some(Box::new(list)));
                Self::new(&[column, " = ANY (?)"], vec![list])
            }
        }
    }
}
