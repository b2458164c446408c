//! What is offered to a customer, on the wire.

use regulars_loyalty::PersonalCampaign;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::coupon_campaigns::effect_body::CouponEffectBody;
use crate::v1::programmes::earning_rules::selector_body::LineSelectorBody;
use crate::v1::programmes::earning_rules::validity_body::EarningValidityBody;

/// What is offered to one customer: a code that belongs to them; or a campaign that is for them alone, or for a segment that they are
/// in, and a code of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerOfferBody {
    /// The campaign.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d12")]
    campaign_id: Uuid,
    /// What it is called.
    #[schema(example = "Za tvoj rođendan")]
    name: String,
    /// A code that can be used.
    #[schema(max_length = 40, example = "RODJENDAN15")]
    code: String,
    /// What it takes off.
    effect: CouponEffectBody,
    /// What the whole receipt must cost at least before any discount, in minor units.
    #[schema(minimum = 0, example = 0)]
    minimum: i64,
    /// From which lines.
    lines: LineSelectorBody,
    /// The stores in which it holds; everywhere where the list is empty.
    #[schema(max_items = 1_000)]
    store_ids: Vec<Uuid>,
    /// When it holds.
    validity: EarningValidityBody,
}

impl From<PersonalCampaign> for CustomerOfferBody {
    fn from(PersonalCampaign { campaign, code }: PersonalCampaign) -> Self {
        let terms = &campaign.terms;
        Self {
            campaign_id: campaign.id.value(),
            name: campaign.name.as_str().to_owned(),
            code: code.to_string(),
            effect: CouponEffectBody::from(&terms.effect),
            minimum: terms.minimum,
            lines: LineSelectorBody::from(&terms.lines),
            store_ids: terms.stores.iter().map(|store| store.value()).collect(),
            validity: EarningValidityBody::from(&terms.validity),
        }
    }
}
