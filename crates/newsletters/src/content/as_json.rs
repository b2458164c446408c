//! The content of a newsletter as JSON, in the shape that it has on the wire.

use serde_json::{Map, Value, json};

use crate::content::{Block, Content, ImageSource};

impl Content {
    /// The content: `{"blocks": [{"type": "text", …}, …]}`.
    pub fn to_json(&self) -> Value {
        json!({ "blocks": self.blocks().iter().map(block_to_json).collect::<Vec<_>>() })
    }
}

fn block_to_json(block: &Block) -> Value {
    match block {
        Block::Text(text) => json!({ "type": "text", "text": text.as_str() }),
        Block::Button { label, url } => {
            json!({ "type": "button", "label": label.as_str(), "url": url.as_str() })
        }
        Block::Survey(survey) => json!({ "type": "survey", "survey_id": survey.to_string() }),
        Block::Image { source, alt, link } => {
            let mut members = Map::new();
            members.insert("type".to_owned(), "image".into());
            match source {
                ImageSource::Media(id) => members.insert("media_id".to_owned(), id.to_string().into()),
                ImageSource::Url(url) => members.insert("url".to_owned(), url.as_str().into()),
            };
            members.insert("alt".to_owned(), alt.as_str().into());
            if let Some(link) = link {
                members.insert("link".to_owned(), link.as_str().into());
            }
            Value::Object(members)
        }
    }
}
