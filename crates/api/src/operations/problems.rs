//! The pages that problem types lead to.

use actix_web::{HttpResponse, get, web};

use crate::error::{ApiError, Code};

/// What a kind of problem means and what to do about it.
#[get("/problems/{code}")]
pub async fn problem_page(code: web::Path<String>) -> Result<HttpResponse, ApiError> {
    let code = Code::ALL
        .iter()
        .find(|known| known.name() == code.as_str())
        .ok_or_else(|| ApiError::not_found("kind of problem"))?;
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{name}</title>\
         <h1>{title}</h1><p><code>{name}</code>, HTTP {status}</p><p>{explanation}</p></html>",
        name = code.name(),
        title = code.title(),
        status = code.status(),
        explanation = code.explanation(),
    );
    Ok(HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page))
}
