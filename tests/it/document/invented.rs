//! Answers as they may be shown: secrets and random ids are replaced by invented ones, long lists and texts are cut.

use std::collections::HashMap;

use serde_json::{Value, json};

/// The beginning of the demo's own ids, which the examples name.
const FIXED: &str = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e";
/// How many objects of a list are shown, and how many other values.
const SHOWN: (usize, usize) = (2, 8);
/// How much of a text is shown.
const LONGEST: usize = 400;
/// Paths of links whose next part is a token.
const LINKS: [&str; 9] = ["/c/", "/e/", "/f/", "/l/", "/o/", "/p/", "/u/", "/w/", "/mailbox/"];
const HOME: &str = "https://regulars.example";
const TOKEN: &str = "AZLwwSs8fU6PWmt8jZ4PGw";

/// Replaces what must not or need not be shown, the same each time.
pub struct Inventor {
    base: String,
    ids: HashMap<String, usize>,
}

impl Inventor {
    /// For a program that is reached there.
    pub fn new(base: &str) -> Self {
        Self { base: base.to_owned(), ids: HashMap::new() }
    }

    /// The body with what may be shown.
    pub fn without_secrets(&mut self, body: &Value) -> Value {
        self.shown("", body)
    }

    fn shown(&mut self, name: &str, value: &Value) -> Value {
        match value {
            Value::Object(members) => {
                members.iter().map(|(name, member)| (name.clone(), self.shown(name, member))).collect()
            }
            Value::Array(items) => {
                let most = if items.iter().any(Value::is_object) { SHOWN.0 } else { SHOWN.1 };
                items.iter().take(most).map(|item| self.shown(name, item)).collect()
            }
            Value::String(text) => match invented(name) {
                Some(invented) => json!(invented),
                None => json!(self.text(text)),
            },
            other => other.clone(),
        }
    }

    fn text(&mut self, text: &str) -> String {
        // Links that the seed wrote before anybody listened lead to no port.
        let mut text = text.replace(&self.base, HOME).replace("http://127.0.0.1:0", HOME);
        for link in LINKS {
            text = without_tokens(&text, link);
        }
        let mut found = Vec::new();
        for (begin, _) in text.char_indices() {
            // Ids of another version are made of a name, and the same each time.
            if let Some(id) = text.get(begin..begin + 36)
                && uuid::Uuid::try_parse(id).is_ok_and(|id| id.get_version_num() == 7)
            {
                found.push(id.to_owned());
            }
        }
        for id in found.into_iter().filter(|id| !id.starts_with(FIXED)) {
            let next = self.ids.len();
            let number = *self.ids.entry(id.clone()).or_insert(next);
            text = text.replace(&id, &format!("{FIXED}{:04x}", 0x2000 + number));
        }
        if text.chars().count() > LONGEST {
            text = text.chars().take(LONGEST).chain("…".chars()).collect();
        }
        text
    }
}

/// What stands for a secret, or for what is made of one.
fn invented(name: &str) -> Option<&'static str> {
    Some(match name {
        "access_token" => "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSIsImtpZCI6IjNmMmE5YzFlNWI3ZDhmNjAifQ.e30.c2ln",
        "refresh_token" => "q3Vb0dC5m9u2n8x1y7w4s6t3r0p5o2i8u1z4a7b0c3d",
        "api_key" | "secret" => {
            "rk_agjpbqjlhr6u5d22nn6i3hqpdmazf4gbfm6h2tupljwxzdm6b4qqinventedinventedinventedinventedinventedinventedinvented"
        }
        "prefix" => "h3k7q2mz",
        "kid" => "3f2a9c1e5b7d8f60",
        "x" => "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "next" => "IjAxOTJmMGMxLTJiM2MtN2Q0ZS04ZjVhLTZiN2M4ZDllMGY0MCI",
        "Content-Type" => "multipart/alternative; boundary=\"=_9a0c2f\"",
        "Message-ID" => "<0192f0c12b3c7d4e8f5a6b7c8d9e0f90@demo.test>",
        _ => return None,
    })
}

fn without_tokens(text: &str, link: &str) -> String {
    let mut parts = text.split(link);
    let mut shown = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|letter: char| !letter.is_ascii_alphanumeric() && !"-_".contains(letter));
        let rest = &part[end.unwrap_or(part.len())..];
        let is_token = part.len() - rest.len() >= 20;
        shown.push_str(link);
        shown.push_str(if is_token { TOKEN } else { &part[..part.len() - rest.len()] });
        shown.push_str(rest);
    }
    shown
}
