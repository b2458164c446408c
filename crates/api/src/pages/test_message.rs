//! What the pages behind a test send say: that it was one.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use regulars_consent::{Link, LinkToken};
use regulars_kernel::{MerchantId, NewsletterId};

use super::place::Place;
use crate::application::Application;
use crate::error::ApiError;

/// The newsletter whose test send holds a link, with its merchant.
pub fn tested_newsletter(application: &Application, token: &str) -> Option<(MerchantId, NewsletterId)> {
    match LinkToken::verify(&application.links, token)? {
        LinkToken { merchant, link: Link::Test { newsletter } } => Some((merchant, newsletter)),
        _ => None,
    }
}

/// The page of a link that would change something, had the message not been a test. `None` for links of other messages.
pub async fn test_page(application: &Application, token: &str) -> Result<Option<HttpResponse>, ApiError> {
    let Some((merchant, _)) = tested_newsletter(application, token) else { return Ok(None) };
    let place = Place::behind(application, merchant).await?;
    let texts = place.texts();
    place.page(texts.test_heading, texts.test).respond(StatusCode::OK).map(Some)
}

/// The HTML of a newsletter with the notice above it that it is a test.
pub fn with_notice(html: &str, notice: &str) -> String {
    let body =
        html.find("<body").and_then(|start| Some(start + html[start..].find('>')? + 1)).unwrap_or_default();
    let (before, after) = html.split_at(body);
    format!(
        "{before}<div style=\"padding:12px;text-align:center;font:16px sans-serif;color:#1c2026;background:#ffe9a8\">{notice}</div>{after}"
    )
}

#[cfg(test)]
mod tests {
    use super::with_notice;

    #[test]
    fn the_notice_is_the_first_of_the_body() {
        let shown = with_notice("<html><body class=\"a\"><p>x</p></body></html>", "Proba");
        assert!(shown.starts_with("<html><body class=\"a\"><div style="), "{shown}");
        assert!(shown.ends_with(">Proba</div><p>x</p></body></html>"), "{shown}");
        assert!(with_notice("<p>x</p>", "Proba").ends_with("</div><p>x</p>"));
    }
}
