//! What a person reads in place of a problem document.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use regulars_kernel::Language;

use super::page::HtmlPage;
use super::texts::Texts;
use crate::error::Code;

/// The page that says why a page cannot be shown or a form was not taken, and what to do.
pub fn problem_page(code: Code, language: Language) -> HttpResponse {
    let status = StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = HtmlPage::new(language, code.title_in(language), advice(code, Texts::of(language)).to_owned());
    // A page that cannot be put together is a defect, and has no page of its own.
    page.respond(status).unwrap_or_else(|_| HttpResponse::InternalServerError().finish())
}

const fn advice(code: Code, texts: &Texts) -> &'static str {
    match code {
        Code::RateLimited
        | Code::Unavailable
        | Code::Contended
        | Code::TooManyConnections
        | Code::BodyTimeout
        | Code::Internal => texts.wait_and_try_again,
        Code::BodyTooLarge | Code::TooExpensive => texts.send_less,
        _ => texts.go_back,
    }
}
