//! A coupon that somebody asks about, on the wire.

use std::sync::Arc;

use actix_web::HttpRequest;
use regulars_flows::{CouponAsked, UseCouponError};
use regulars_identity::MerchantFacts;
use regulars_kernel::CustomerId;
use regulars_loyalty::{CouponCode, CouponRefusal};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::guesses::{Account, Guess, GuessLimits, GuessedSecret};
use crate::peers::{Peer, peer_of};
use crate::v1::purchases::new_body::NewPurchaseBody;

/// The receipt for which a coupon is asked about.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"receipt": {
    "receipt_number": "proba", "occurred_at": "2026-11-20T16:30:00Z",
    "store_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20", "currency": "RSD",
    "lines": [{"sku": "1001", "name": "Kafa", "category": "drinks", "quantity": "2", "unit": "kom",
               "unit_price": 18000, "total": 36000}],
    "total": 36000
}}))]
pub struct CouponReceiptBody {
    /// The receipt as it would be recorded without coupons. Other codes that it names in `coupons` are weighed beside this one.
    receipt: NewPurchaseBody,
    /// Who buys, if that is known; `identify.customer_id` of the receipt where nothing is said.
    customer_id: Option<Uuid>,
}

impl CouponReceiptBody {
    /// The checked question.
    pub fn check(self, code: CouponCode, facts: &MerchantFacts) -> Result<CouponAsked, ApiError> {
        let receipt = self.receipt.check(facts).map_err(|error| error.below("/receipt"))?;
        Ok(CouponAsked { code, receipt, customer: self.customer_id.map(CustomerId::new) })
    }
}

/// Who may be guessing at codes: whoever tries many that there are not has to wait.
#[derive(Clone)]
pub struct CouponGuesser {
    limits: Arc<GuessLimits>,
    peer: Peer,
    account: Account,
}

impl CouponGuesser {
    /// The caller of a request.
    pub fn of<Op>(application: &Application, request: &HttpRequest, caller: &Caller<Op>) -> Self {
        let limits = Arc::clone(&application.guesses);
        let account = limits.account(caller.identity().credential);
        Self { limits, peer: peer_of(request), account }
    }

    /// Begins a guess, unless too many have failed.
    pub fn begin(&self) -> Result<Guess, ApiError> {
        self.limits.begin(GuessedSecret::Coupon, self.peer, Some(self.account))
    }

    /// Fails where too many guesses have failed. None is begun: of one caller many receipts come at once, and few of them guess.
    pub fn require_patience(&self) -> Result<(), ApiError> {
        self.begin().map(Guess::not_made)
    }

    /// Counts a guess that has failed.
    pub fn has_failed(&self) {
        self.begin().ok();
    }
}

/// Ends a guess: only a code that there is not, or that is somebody else's, counts.
pub fn end_guess<T>(guess: Guess, outcome: &Result<T, UseCouponError>) {
    match outcome {
        Ok(_) => guess.succeeded(),
        Err(UseCouponError::UnknownCoupon | UseCouponError::Refused(CouponRefusal::OtherHolder)) => {}
        Err(_) => guess.not_made(),
    }
}
