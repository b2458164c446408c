//! Prices that were agreed upon with the demo's companies.

use regulars_companies::{AgreedGoods, AgreedTerms, NewPriceAgreement, add_agreement};
use regulars_kernel::{Actor, CompanyId, Date, Money, Quantity};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::companies::HOTEL;
use super::fixed_id::environment_of;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The one that the examples show and change, and the one that they delete.
const AGREEMENTS: [(Uuid, &str, i64); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c30"), "1001", 10_500),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c31"), "1002", 4_200),
];

/// Agrees upon them.
pub async fn make_agreements(ground: &Ground<'_>) -> Result<(), SeedError> {
    let by = Actor::User(OWNER);
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let day: Date = "2024-11-01".parse().map_err(invalid)?;
                for (id, sku, amount) in AGREEMENTS {
                    let new = NewPriceAgreement {
                        goods: AgreedGoods::Sku(label(sku)?),
                        min_quantity: Quantity::from_thousandths(1_000),
                        terms: AgreedTerms::Price(Money::new(amount, "RSD".parse().map_err(invalid)?)),
                        from: None,
                        until: None,
                        note: None,
                    };
                    let hotel = CompanyId::new(HOTEL);
                    add_agreement(tx, &environment_of(id)?, by, day, hotel, new).await.map_err(invalid)?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}
