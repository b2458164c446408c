//! The content of a newsletter as JSON, in the shape that it has on the wire.

use std::str::FromStr;

use regulars_kernel::{MediaId, StoreError};
use regulars_newsletters::{Block, Content, ImageSource};
use serde_json::Value;

use crate::error::inconsistent;

/// Reads what [`Content::to_json`] has written.
pub(crate) fn content_from_json(json: &Value) -> Result<Content, StoreError> {
    let blocks = json.get("blocks").and_then(Value::as_array).ok_or_else(|| wrong("there are no blocks"))?;
    let blocks = blocks.iter().map(block_from_json).collect::<Result<_, _>>()?;
    Content::new(blocks).map_err(wrong)
}

fn block_from_json(json: &Value) -> Result<Block, StoreError> {
    match text(json, "type")? {
        "text" => Ok(Block::Text(parsed(text(json, "text")?)?)),
        "button" => {
            Ok(Block::Button { label: parsed(text(json, "label")?)?, url: parsed(text(json, "url")?)? })
        }
        "image" => Ok(Block::Image {
            source: match json.get("media_id").and_then(Value::as_str) {
                Some(media) => ImageSource::Media(parsed::<MediaId>(media)?),
                None => ImageSource::Url(parsed(text(json, "url")?)?),
            },
            alt: text(json, "alt")?.to_owned(),
            link: json.get("link").and_then(Value::as_str).map(parsed).transpose()?,
        }),
        "survey" => Ok(Block::Survey(parsed(text(json, "survey_id")?)?)),
        other => Err(wrong(format!("there is no block of type {other}"))),
    }
}

fn text<'a>(json: &'a Value, name: &str) -> Result<&'a str, StoreError> {
    json.get(name).and_then(Value::as_str).ok_or_else(|| wrong(format!("a block lacks {name}")))
}

fn parsed<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(wrong)
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent("newsletters", what)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_kind_of_block_comes_back() {
        let media = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f10".parse().unwrap();
        let url = || "https://shop.example/a".parse().unwrap();
        let content = Content::new(vec![
            Block::Text("Zdravo,\n\n{{ first_name }}".parse().unwrap()),
            Block::Button { label: "Kupi".parse().unwrap(), url: url() },
            Block::Image { source: ImageSource::Url(url()), alt: "Ruža".to_owned(), link: None },
            Block::Image { source: ImageSource::Media(media), alt: String::new(), link: Some(url()) },
            Block::Survey("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f11".parse().unwrap()),
        ])
        .unwrap();
        assert_eq!(content_from_json(&content.to_json()).unwrap(), content);
        for wrong in [json!({}), json!({"blocks": [{"type": "video"}]}), json!({"blocks": [{"text": "a"}]})] {
            assert!(content_from_json(&wrong).is_err(), "{wrong}");
        }
    }
}
