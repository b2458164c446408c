//! The links of one recipient's message.

use minijinja::Value;
use regulars_kernel::SurveyId;

use crate::compose::merge::NewsletterPlace;

/// Where the links of one recipient's message lead. Signing and tracking are decided by whoever implements this; the
/// defaults leave content links as they are and count no opens.
pub trait Links {
    /// The address for the content link at `position` (counted from one), which leads to `url`.
    fn link(&self, position: u16, url: &str) -> String {
        let _ = position;
        url.to_owned()
    }

    /// The address of the invisible image that reports an open, or `None` to count no opens.
    fn open_pixel(&self) -> Option<String> {
        None
    }

    /// The page where this recipient unsubscribes.
    fn unsubscribe(&self) -> String;

    /// The page where this recipient chooses what to receive.
    fn preferences(&self) -> String;

    /// The page that shows this message in a browser.
    fn view_in_browser(&self) -> String;

    /// The page where this recipient answers a survey.
    fn survey(&self, survey: SurveyId) -> String;
}

/// A link in the content whose clicks can be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLink {
    /// Its place among the content links, counted from one. The same address may have several positions.
    pub position: u16,
    /// Where it leads.
    pub url: String,
    /// The text or block that it stands in.
    pub place: NewsletterPlace,
}

/// The addresses of one message, asked for once and used by all its parts.
#[derive(Debug)]
pub(crate) struct RecipientLinks {
    content: Vec<Value>,
    surveys: Vec<Value>,
    open_pixel: Option<String>,
    unsubscribe: String,
    preferences: String,
    view_in_browser: String,
}

impl RecipientLinks {
    pub(crate) const UNSUBSCRIBE: &str = "{{ link_unsubscribe }}";
    pub(crate) const PREFERENCES: &str = "{{ link_preferences }}";
    pub(crate) const VIEW_IN_BROWSER: &str = "{{ link_view_in_browser }}";
    pub(crate) const OPEN_PIXEL: &str = "{{ link_open_pixel }}";

    /// Asks for every address of a message.
    pub(crate) fn new(content: &[ContentLink], surveys: &[SurveyId], links: &dyn Links) -> Self {
        Self {
            surveys: surveys.iter().map(|survey| Value::from(links.survey(*survey))).collect(),
            content: content.iter().map(|link| Value::from(links.link(link.position, &link.url))).collect(),
            open_pixel: links.open_pixel(),
            unsubscribe: links.unsubscribe(),
            preferences: links.preferences(),
            view_in_browser: links.view_in_browser(),
        }
    }

    /// The tag that writes the address of a content link.
    pub(crate) fn content_tag(position: u16) -> String {
        format!("{{{{ link_{position} }}}}")
    }

    /// The tag that writes the address of the page of a survey, by its place among the surveys, counted from zero.
    pub(crate) fn survey_tag(index: usize) -> String {
        format!("{{{{ link_survey_{index} }}}}")
    }

    /// The address that a tag asks for.
    pub(crate) fn value(&self, key: &str) -> Option<Value> {
        let name = key.strip_prefix("link_")?;
        if let Some(index) = name.strip_prefix("survey_") {
            return self.surveys.get(index.parse::<usize>().ok()?).cloned();
        }
        match name {
            "unsubscribe" => Some(Value::from(self.unsubscribe.as_str())),
            "preferences" => Some(Value::from(self.preferences.as_str())),
            "view_in_browser" => Some(Value::from(self.view_in_browser.as_str())),
            "open_pixel" => Some(Value::from(self.open_pixel.as_deref().unwrap_or_default())),
            position => {
                let index = position.parse::<usize>().ok()?.checked_sub(1)?;
                self.content.get(index).cloned()
            }
        }
    }
}
