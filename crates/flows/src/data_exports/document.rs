//! The two documents of an export, written as their sections come: JSON, and the same as a page to be read.

use regulars_kernel::{Language, MerchantCalendar};
use serde_json::Value;

use super::field_words::{shown_code, word};
use super::page_style::STYLE;
use super::page_words::{heading, introduction, title};
use super::section::Section;
use super::shown_value::{escaped, shown_instant, shown_money};

/// Both documents, as far as they are written and not taken yet.
pub struct Documents {
    language: Language,
    calendar: MerchantCalendar,
    json: String,
    html: String,
    section: Option<Section>,
    items: u64,
}

impl Documents {
    /// Begins both, the page in a language and with the merchant's wall clock.
    pub fn begin(language: Language, calendar: MerchantCalendar) -> Self {
        let (tag, title, introduction) = (language.tag(), title(language), introduction(language));
        let sections = Section::ALL.iter().map(|section| {
            let (name, heading) = (section.name(), heading(*section, language));
            format!("<li><a href=\"#{name}\">{heading}</a></li>")
        });
        let sections: String = sections.collect();
        let html = format!(
            "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
             <meta name=\"robots\" content=\"noindex\"><title>{title}</title><style>{STYLE}</style></head>\
             <body><main><h1>{title}</h1><p>{introduction}</p><p>{zone}</p><nav><ul>{sections}</ul></nav>",
            zone = calendar.zone_name(),
        );
        Self { language, calendar, json: "{".to_owned(), html, section: None, items: 0 }
    }

    /// Begins a section.
    pub fn begin_section(&mut self, section: Section) {
        let (name, heading) = (section.name(), heading(section, self.language));
        let separator = if section == Section::About { "" } else { "," };
        let opening = if section.is_single() { "" } else { "[" };
        self.json.push_str(&format!("{separator}\"{name}\":{opening}"));
        self.html.push_str(&format!("<section id=\"{name}\"><h2>{heading}</h2>"));
        (self.section, self.items) = (Some(section), 0);
    }

    /// Adds an item of the section.
    pub fn item(&mut self, item: &Value) {
        if self.items > 0 {
            self.json.push(',');
        }
        self.items += 1;
        self.json.push_str(&item.to_string());
        self.show(None, item);
    }

    /// Ends the section. One that is not a list, and has nothing, is `null`.
    pub fn end_section(&mut self) {
        let is_single = self.section.is_some_and(Section::is_single);
        if self.items == 0 {
            self.html.push_str("<p>–</p>");
        }
        match (is_single, self.items) {
            (true, 0) => self.json.push_str("null"),
            (true, _) => {}
            (false, _) => self.json.push(']'),
        }
        self.html.push_str("</section>");
    }

    /// Ends both.
    pub fn end(&mut self) {
        self.json.push('}');
        self.html.push_str("</main></body></html>");
    }

    /// How many bytes of the longer one wait to be taken.
    pub fn waiting(&self) -> usize {
        self.json.len().max(self.html.len())
    }

    /// What is written of both since this was last asked.
    pub fn take(&mut self) -> (String, String) {
        (std::mem::take(&mut self.json), std::mem::take(&mut self.html))
    }

    fn show(&mut self, name: Option<&str>, value: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(money) = shown_money(members) {
                    self.html.push_str(&escaped(&money));
                    return;
                }
                self.html.push_str("<dl>");
                for (name, value) in members.iter().filter(|(_, value)| !is_nothing(value)) {
                    // The content of a file is for programs.
                    if self.section == Some(Section::Files) && name == "content" {
                        continue;
                    }
                    self.html.push_str(&format!("<dt>{}</dt><dd>", escaped(&word(name, self.language))));
                    self.show(Some(name), value);
                    self.html.push_str("</dd>");
                }
                self.html.push_str("</dl>");
            }
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    if place > 0 && !item.is_object() {
                        self.html.push_str(", ");
                    }
                    self.show(name, item);
                }
            }
            Value::String(text) => {
                let shown = shown_instant(text, self.calendar)
                    .or_else(|| shown_code(name?, text, self.language).map(str::to_owned));
                self.html.push_str(&escaped(shown.as_deref().unwrap_or(text)));
            }
            Value::Null => {}
            Value::Bool(is_so) => self.html.push_str(self.language.yes_or_no(*is_so)),
            Value::Number(number) => self.html.push_str(&number.to_string()),
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn documents(language: Language) -> Documents {
        Documents::begin(language, MerchantCalendar::of_zone("Europe/Belgrade").unwrap())
    }

    #[test]
    fn both_documents_are_whole_however_they_are_taken() {
        for language in Language::ALL {
            let mut documents = documents(language);
            let (mut whole, mut page) = (String::new(), String::new());
            for section in Section::ALL {
                documents.begin_section(section);
                for number in 0..if section.is_single() { 1 } else { 3 } {
                    documents.item(&json!({"name": "<b>Ana & \"Eva\"</b>", "line": number, "none": null}));
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
            assert_eq!((&read["purchases"][2]["line"], &read["profile"]["line"]), (&json!(2), &json!(0)));
            assert!(page.contains("&lt;b&gt;Ana &amp; &quot;Eva&quot;&lt;/b&gt;") && !page.contains("<b>"));
            assert!(page.contains(&format!("<html lang=\"{}\">", language.tag())));
            let mut tags = page.split('<').filter_map(|part| part.split('>').next());
            assert!(tags.all(|tag| !tag.starts_with("script") && !tag.contains(" on")), "{page}");
            assert!(page.ends_with("</body></html>"));
            for tag in ["section", "dl", "dt", "dd", "h2", "nav", "main"] {
                let opened =
                    page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
                assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
            }
        }
    }

    #[test]
    fn an_empty_section_is_one() {
        let mut documents = documents(Language::SerbianLatin);
        for section in Section::ALL {
            documents.begin_section(section);
            documents.end_section();
        }
        documents.end();
        let read: Value = serde_json::from_str(&documents.take().0).unwrap();
        assert_eq!(
            (&read["profile"], &read["rfm"], &read["cards"]),
            (&Value::Null, &Value::Null, &json!([]))
        );
    }

    #[test]
    fn a_page_shows_times_money_and_codes_in_the_reader_s_way() {
        let mut documents = documents(Language::German);
        documents.begin_section(Section::Consents);
        documents.item(&json!({
            "since": "2026-07-01T22:30:00Z", "state": "granted", "total": {"amount": 1_250, "currency": "EUR"},
            "replayed": true, "source": "granted",
        }));
        let (_, page) = documents.take();
        for shown in ["2026-07-02 00:30:00", "12.50 EUR", "erteilt", "<dd>ja</dd>", "<dd>granted</dd>"] {
            assert!(page.contains(shown), "{shown}: {page}");
        }
    }
}
