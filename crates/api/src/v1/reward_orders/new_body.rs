//! A reward to be ordered, on the wire.

use regulars_kernel::{CountryCode, CustomerId, Label, Personal, RewardId, StoreId};
use regulars_loyalty::{NewRewardOrder, OrderAddress, PointTypeCode};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{ApiError, Invalid};

/// Where an order is to be sent.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOrderAddressBody {
    /// Who gets it.
    #[schema(min_length = 1, max_length = 200)]
    recipient: String,
    /// Street and number.
    #[schema(min_length = 1, max_length = 200)]
    street: String,
    /// Postcode.
    #[schema(min_length = 1, max_length = 200)]
    postcode: String,
    /// City.
    #[schema(min_length = 1, max_length = 200)]
    city: String,
    /// ISO 3166-1 alpha-2 country code, in any letter case.
    country: String,
}

/// A reward to be ordered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "reward_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010", "customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40",
    "quantity": 1, "address": {"recipient": "Milica Petrović", "street": "Knez Mihailova 7", "postcode": "11000",
        "city": "Beograd", "country": "RS"}
}))]
pub struct NewRewardOrderBody {
    /// What.
    reward_id: Uuid,
    /// For whom.
    customer_id: Uuid,
    /// How many.
    #[schema(minimum = 1, maximum = 10_000)]
    quantity: u32,
    /// The code of the points that pay; the first price of the reward where nothing is said.
    #[schema(max_length = 40)]
    point_type: Option<String>,
    /// The store whose stock it is, and in which it is collected; the merchant's own stock where nothing is said.
    store_id: Option<Uuid>,
    /// Where it is sent; nothing for what is collected, and for what is a code or a donation.
    address: Option<NewOrderAddressBody>,
}

impl NewRewardOrderBody {
    /// The checked order.
    pub fn check(self) -> Result<NewRewardOrder, ApiError> {
        let mut invalid = Invalid::default();
        let point_type = self.point_type.map(|code| code.parse::<PointTypeCode>());
        let point_type = invalid.check_option("/point_type", point_type);
        let address = self.address.map(|address| address.check(&mut invalid));
        invalid.finish()?;
        Ok(NewRewardOrder {
            reward: RewardId::new(self.reward_id),
            customer: CustomerId::new(self.customer_id),
            quantity: self.quantity,
            point_type: point_type.flatten(),
            store: self.store_id.map(StoreId::new),
            address: address.flatten(),
        })
    }
}

impl NewOrderAddressBody {
    /// The checked address, or none after what is wrong with it was noted.
    fn check(self, invalid: &mut Invalid) -> Option<OrderAddress> {
        let Self { recipient, street, postcode, city, country } = self;
        let mut line = |name: &str, text: String| {
            invalid.check(&format!("/address/{name}"), text.parse::<Label>()).map(Personal::new)
        };
        let (recipient, street) = (line("recipient", recipient), line("street", street));
        let (postcode, city) = (line("postcode", postcode), line("city", city));
        let country = invalid.check("/address/country", country.parse::<CountryCode>());
        Some(OrderAddress {
            recipient: recipient?,
            street: street?,
            postcode: postcode?,
            city: city?,
            country: country?,
        })
    }
}
