//! The two documents of an export, written as their sections come: JSON, and the same as a page to be read.

use regulars_kernel::Language;
use serde_json::Value;

use super::gather::Section;
use super::page_words::{heading, title, word};

/// Both documents, as far as they are written and not taken yet.
pub struct Documents {
    language: Language,
    json: String,
    html: String,
    is_first: bool,
}

impl Documents {
    /// Begins both, the page in a language.
    pub fn begin(language: Language) -> Self {
        let tag = language.tag();
        let title = title(language);
        let html = format!(
            "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\"><title>{title}</title><style>\
             body{{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}}\
             dl{{display:grid;grid-template-columns:14em 1fr;gap:.2em 1em;border-top:1px solid #ccc;padding:.5em 0}}\
             dt{{color:#555}}dd{{margin:0;overflow-wrap:anywhere}}</style></head><body><h1>{title}</h1>"
        );
        Self { language, json: "{".to_owned(), html, is_first: true }
    }

    /// Begins a section.
    pub fn begin_section(&mut self, section: Section) {
        if self.json.len() > 1 || !self.is_first {
            self.json.push(',');
        }
        self.json.push_str(&format!("\"{}\":[", section.name()));
        self.html.push_str(&format!("<h2>{}</h2>", heading(section, self.language)));
        self.is_first = true;
    }

    /// Adds an item of the section.
    pub fn item(&mut self, item: &Value) {
        if !self.is_first {
            self.json.push(',');
        }
        self.is_first = false;
        self.json.push_str(&item.to_string());
        self.show(item);
    }

    /// Ends the section.
    pub fn end_section(&mut self) {
        if self.is_first {
            self.html.push_str("<p>–</p>");
        }
        self.is_first = false;
        self.json.push(']');
    }

    /// Ends both.
    pub fn end(&mut self) {
        self.json.push('}');
        self.html.push_str("</body></html>");
    }

    /// How many bytes of the longer one wait to be taken.
    pub fn waiting(&self) -> usize {
        self.json.len().max(self.html.len())
    }

    /// What is written of both since this was last asked.
    pub fn take(&mut self) -> (String, String) {
        (std::mem::take(&mut self.json), std::mem::take(&mut self.html))
    }

    fn show(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                self.html.push_str("<dl>");
                for (name, value) in members.iter().filter(|(_, value)| !is_nothing(value)) {
                    self.html.push_str(&format!("<dt>{}</dt><dd>", escaped(&word(name, self.language))));
                    self.show(value);
                    self.html.push_str("</dd>");
                }
                self.html.push_str("</dl>");
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    if place > 0 && !item.is_object() {
                        self.html.push_str(", ");
                    }
                    self.show(item);
                }
            }
            Value::String(text) => self.html.push_str(&escaped(text)),
            Value::Null => {}
            other => self.html.push_str(&escaped(&other.to_string())),
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn both_documents_are_whole_however_they_are_taken() {
        let mut documents = Documents::begin(Language::English);
        let (mut whole, mut page) = (String::new(), String::new());
        for section in Section::ALL {
            documents.begin_section(section);
            for number in 0..3 {
                documents.item(&json!({"name": "<b>Ana & \"Eva\"</b>", "number": number, "none": null}));
                let (json, html) = documents.take();
                whole.push_str(&json);
                page.push_str(&html);
            }
            documents.end_section();
        }
        documents.end();
        let (json, html) = documents.take();
        whole.push_str(&json);
        page.push_str(&html);
        let read: Value = serde_json::from_str(&whole).unwrap();
        assert_eq!(read.as_object().unwrap().len(), Section::ALL.len());
        assert_eq!(read["purchases"][2]["number"], 2);
        assert!(page.contains("&lt;b&gt;Ana &amp; &quot;Eva&quot;&lt;/b&gt;") && !page.contains("<b>"));
        assert!(page.ends_with("</body></html>"));
    }

    #[test]
    fn an_empty_section_is_one() {
        let mut documents = Documents::begin(Language::SerbianLatin);
        for section in [Section::Profile, Section::Rfm] {
            documents.begin_section(section);
            documents.end_section();
        }
        documents.end();
        let (json, _) = documents.take();
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), json!({"profile": [], "rfm": []}));
    }
}
