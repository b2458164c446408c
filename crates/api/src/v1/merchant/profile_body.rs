//! A merchant's own profile on the wire: what everybody sees of it, and from where its front ends call.

use regulars_identity::{AllowedOrigins, Merchant};
use serde::Serialize;
use utoipa::ToSchema;

use crate::v1::merchant::body::MerchantBody;

/// The merchant's own profile.
#[derive(Debug, Serialize, ToSchema)]
pub struct MerchantProfileBody {
    /// What the operator of the platform sees too.
    #[serde(flatten)]
    merchant: MerchantBody,
    /// Origins of front ends that may call from a browser with a credential of this merchant, besides those that the
    /// operator allows for all merchants.
    #[schema(example = json!(["https://shop.example"]), max_items = 20)]
    allowed_origins: Vec<String>,
}

impl MerchantProfileBody {
    /// The profile with its origins.
    pub fn new(merchant: Merchant, origins: &AllowedOrigins) -> Self {
        let allowed_origins = origins.iter().map(ToString::to_string).collect();
        Self { merchant: merchant.into(), allowed_origins }
    }
}
