//! `GET /v1/coupon-campaigns/{id}/codes/file`.

use actix_web::body::BodyStream;
use actix_web::http::header;
use actix_web::web::Bytes;
use actix_web::{HttpResponse, get, web};
use chrono::SecondsFormat;
use futures_util::stream;
use regulars_kernel::{CouponCampaignId, Instant, PageRequest, PageSize, Scope};
use regulars_loyalty::{CampaignCode, CouponCode, CouponReads};
use regulars_persistence::Database;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;

/// Download the codes of a campaign as CSV.
///
/// All of them, in their own order, with how often each was used, the customer to whom it belongs, and since when it is void. It is
/// read as it is sent.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The campaign's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10")),
    responses((status = 200, description = "The file", content((Vec<u8> = "text/csv")))))]
#[get("/v1/coupon-campaigns/{id}/codes/file")]
pub async fn get_coupon_code_file(
    caller: Caller<access::get_coupon_code_file>,
    application: web::Data<Application>,
    id: Id,
) -> Result<HttpResponse, ApiError> {
    let campaign = CouponCampaignId::new(id.0);
    let scope = caller.scope();
    let found =
        application.database.read(scope, async move |tx| tx.find_coupon_campaign(campaign).await).await?;
    found.ok_or_else(|| ApiError::not_found("campaign"))?;
    let now = caller.environment(&application).now();
    let codes = Codes { database: application.database.clone(), scope, campaign, now, next: Next::Headings };
    let bytes = stream::unfold(codes, |mut codes| async move {
        let piece = codes.piece().await?;
        Some((piece, codes))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"codes.csv\""))
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(BodyStream::new(Box::pin(bytes))))
}

/// A code with how often it was used, whose it is, and since when it is void.
fn line_of(one: &CampaignCode) -> String {
    let CampaignCode { code, used, holder, voided, .. } = one;
    let holder = holder.map(|(customer, _)| customer.to_string()).unwrap_or_default();
    let voided =
        voided.map(|voided| voided.at.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default();
    format!("{code},{used},{holder},{voided}\r\n")
}

/// What is sent next.
enum Next {
    Headings,
    Page(Option<CouponCode>),
    Nothing,
}

struct Codes {
    database: Database,
    scope: Scope,
    campaign: CouponCampaignId,
    /// When the file was asked for: reservations that were over then count for nothing.
    now: Instant,
    next: Next,
}

impl Codes {
    /// The next piece, if there is one. After a failure there is none, and the answer breaks off.
    async fn piece(&mut self) -> Option<Result<Bytes, ApiError>> {
        match std::mem::replace(&mut self.next, Next::Nothing) {
            Next::Nothing => None,
            Next::Headings => {
                self.next = Next::Page(None);
                Some(Ok(Bytes::from_static(b"code,used,customer_id,voided_at\r\n")))
            }
            Next::Page(after) => Some(self.page(after).await),
        }
    }

    async fn page(&mut self, after: Option<CouponCode>) -> Result<Bytes, ApiError> {
        let (campaign, now) = (self.campaign, self.now);
        let page = PageRequest { size: PageSize::CHUNK, after };
        let read =
            self.database.read(self.scope, async move |tx| tx.list_coupon_codes(campaign, now, page).await);
        let page = read.await?;
        let lines: String = page.items.iter().map(line_of).collect();
        self.next = page.next.map_or(Next::Nothing, |next| Next::Page(Some(next)));
        Ok(lines.into())
    }
}
