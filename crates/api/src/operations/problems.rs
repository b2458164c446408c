//! The pages that problem types lead to.

use actix_web::http::header;
use actix_web::{HttpResponse, get, web};
use data_encoding::BASE64;
use regulars_kernel::Language;
use sha2::{Digest, Sha256};

use crate::error::{ApiError, Code};

const STYLE: &str = include_str!("problems.css");

/// What a kind of problem means and what to do about it.
#[get("/problems/{code}")]
pub async fn problem_page(code: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let known = Code::ALL.iter().find(|known| known.name() == code.as_str());
    let code = known.ok_or_else(|| ApiError::not_found("kind of problem"))?;
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        BASE64.encode(&Sha256::digest(STYLE.as_bytes()))
    );
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, policy))
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(page(*code)))
}

/// The page in HTML. Every text on it is the program's own.
fn page(code: Code) -> String {
    let titles: String = Language::ALL
        .into_iter()
        .filter(|language| *language != Language::English)
        .map(|language| format!("<li lang=\"{language}\">{}</li>", code.title_in(language)))
        .collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{name}</title><style>{STYLE}</style></head><body><main>\
         <h1>{title}</h1><p><code>{name}</code> · HTTP {status}</p>\
         <h2>What happened</h2><p>{happened}</p><h2>What to do</h2><p>{remedy}</p>\
         <h2>In other languages</h2><ul>{titles}</ul></main></body></html>",
        name = code.name(),
        title = code.title(),
        status = code.status(),
        happened = marked(code.happened()),
        remedy = marked(code.remedy()),
    )
}

/// A text in which names of the API stand between backticks.
fn marked(text: &str) -> String {
    text.split('`')
        .enumerate()
        .map(|(index, part)| if index % 2 == 1 { format!("<code>{part}</code>") } else { part.to_owned() })
        .collect()
}
