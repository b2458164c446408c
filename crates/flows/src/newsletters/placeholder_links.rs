//! Links of a message that goes to nobody.

use regulars_kernel::SurveyId;
use regulars_newsletters::Links;

/// Links that lead nowhere, as long as signed ones where their length matters.
pub(super) struct PlaceholderLinks {
    /// Whether the links in the content are replaced too.
    pub(super) counted: bool,
}

/// About as long as the token of a signed link.
const LENGTH: usize = 100;

fn placeholder(kind: &str, position: u16) -> String {
    format!("https://link.example/{kind}/preview{position:0>LENGTH$}")
}

impl Links for PlaceholderLinks {
    fn link(&self, position: u16, url: &str) -> String {
        if self.counted { placeholder("l", position) } else { url.to_owned() }
    }

    fn open_pixel(&self) -> Option<String> {
        self.counted.then(|| placeholder("o", 0))
    }

    fn unsubscribe(&self) -> String {
        placeholder("u", 0)
    }

    fn preferences(&self) -> String {
        placeholder("p", 0)
    }

    fn view_in_browser(&self) -> String {
        placeholder("w", 0)
    }

    fn survey(&self, _survey: SurveyId) -> String {
        placeholder("f", 0)
    }
}
