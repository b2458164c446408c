//! A page of a list.

use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Responder};
use serde::Serialize;
use utoipa::ToSchema;

use crate::extract::render_cursor;

/// A page of a list, and the cursor of the next one.
#[derive(Debug, Serialize, ToSchema)]
pub struct List<B: ToSchema> {
    /// The items in order.
    pub items: Vec<B>,
    /// Send it as `cursor` to get the next page; `null` on the last one.
    pub next: Option<String>,
}

impl<B: ToSchema> List<B> {
    /// The answer for a page whose position renders as JSON.
    pub fn of<Item, Position>(
        page: regulars_kernel::Page<Item, Position>,
        body: impl FnMut(Item) -> B,
        position: impl Fn(&Position) -> serde_json::Value,
    ) -> Self {
        let next = page.next.as_ref().map(|next| render_cursor(&position(next)));
        Self { items: page.items.into_iter().map(body).collect(), next }
    }
}

impl<B: Serialize + ToSchema> Responder for List<B> {
    type Body = actix_web::body::BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        page_response(request, &self, self.next.as_deref())
    }
}

/// The answer with a page as its body, and a link to the next one.
pub fn page_response(request: &HttpRequest, page: &impl Serialize, next: Option<&str>) -> HttpResponse {
    let mut response = HttpResponse::Ok().json(page);
    let Some(next) = next else { return response };
    let others = request.query_string().split('&');
    let others = others.filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
    let query: Vec<String> = others.map(str::to_owned).chain([format!("cursor={next}")]).collect();
    let link = format!("<{}?{}>; rel=\"next\"", request.path(), query.join("&"));
    if let Ok(link) = HeaderValue::from_str(&link) {
        response.headers_mut().insert(header::LINK, link);
    }
    response
}
