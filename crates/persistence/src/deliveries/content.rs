//! The content of a newsletter as the store keeps it: `{"blocks": [{"type": "text", …}, …]}`, as on the wire.

use regulars_kernel::{MediaId, StoreError};
use regulars_newsletters::{Block, Content, ImageSource};
use serde_json::Value;

use crate::error::inconsistent;

pub(super) fn stored_content(json: &Value) -> Result<Content, StoreError> {
    let blocks = json.get("blocks").unwrap_or(json);
    let blocks = match blocks {
        Value::Array(blocks) => blocks.iter().map(block).collect::<Result<_, _>>()?,
        Value::Null => Vec::new(),
        Value::Object(fields) if fields.is_empty() => Vec::new(),
        _ => return Err(wrong("the content is no list of blocks")),
    };
    Content::new(blocks).map_err(wrong)
}

fn block(json: &Value) -> Result<Block, StoreError> {
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
            alt: json.get("alt").and_then(Value::as_str).unwrap_or_default().to_owned(),
            link: json.get("link").and_then(Value::as_str).map(parsed).transpose()?,
        }),
        other => Err(wrong(format!("there is no block of type {other}"))),
    }
}

fn text<'a>(json: &'a Value, name: &str) -> Result<&'a str, StoreError> {
    json.get(name).and_then(Value::as_str).ok_or_else(|| wrong(format!("a block lacks {name}")))
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
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
    fn every_kind_of_block_is_read() {
        let content = stored_content(&json!({"blocks": [
            {"type": "text", "text": "Zdravo"},
            {"type": "button", "label": "Kupi", "url": "https://shop.example/kupi"},
            {"type": "image", "url": "https://shop.example/a.png", "alt": "Ruža"},
            {"type": "image", "media_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f10", "alt": "", "link": "https://shop.example"},
        ]}))
        .unwrap();
        assert_eq!(content.blocks().len(), 4);
        assert!(stored_content(&json!({})).unwrap().blocks().is_empty());
        assert!(stored_content(&json!({"blocks": [{"type": "video"}]})).is_err());
    }
}
