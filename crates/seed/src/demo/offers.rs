//! Offers to the demo's companies.

use regulars_companies::{
    LineDiscount, NewOffer, NewOfferLine, Offer, OfferDecision, OfferStore, create_offer, decide_offer,
    mark_offer_sent, revise_offer,
};
use regulars_kernel::{Actor, CompanyId, CustomerId, Date, LineTax, Personal, TaxCategory};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::companies::HOTEL;
use super::fixed_id::environment_of;
use super::known_customers::JOVAN;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// How far the examples want an offer to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Draft,
    Sent,
    /// Revised once, and accepted.
    Accepted,
}

/// Those that the examples show, change, send, withdraw, revise and delete, each with the id of the note in the audit trail of what was done
/// with it after it was written. What can be accepted can be so for long.
const OFFERS: [(Uuid, Uuid, &str, Reach); 6] = [
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c40"),
        uuid!("0192f0c2-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
        "Rolls for the congress",
        Reach::Accepted,
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c41"),
        uuid!("0192f0c2-2b3c-7d4e-8f5a-6b7c8d9e0c51"),
        "Bread in spring",
        Reach::Draft,
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c42"),
        uuid!("0192f0c2-2b3c-7d4e-8f5a-6b7c8d9e0c52"),
        "Bread in summer",
        Reach::Draft,
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c43"),
        uuid!("0192f0c2-2b3c-7d4e-8f5a-6b7c8d9e0c53"),
        "Cakes for the anniversary",
        Reach::Sent,
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c44"),
        uuid!("0192f0c2-2b3c-7d4e-8f5a-6b7c8d9e0c54"),
        "Pies for the bar",
        Reach::Sent,
    ),
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c45"),
        uuid!("0192f0c2-2b3c-7d4e-8f5a-6b7c8d9e0c55"),
        "Cookies for the rooms",
        Reach::Draft,
    ),
];

/// The notes of what was done with the accepted one before: that it was sent, revised and sent anew.
const STEPS: [Uuid; 3] = [
    uuid!("0192f0c1-3b3c-7d4e-8f5a-6b7c8d9e0c56"),
    uuid!("0192f0c1-4b3c-7d4e-8f5a-6b7c8d9e0c57"),
    uuid!("0192f0c1-5b3c-7d4e-8f5a-6b7c8d9e0c58"),
];

/// Writes them, and does with each what the examples want.
pub async fn make_offers(ground: &Ground<'_>) -> Result<(), SeedError> {
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let today: Date = "2024-11-03".parse().map_err(invalid)?;
                let by = Actor::User(OWNER);
                for (id, note, title, reach) in OFFERS {
                    let (hotel, new) = (CompanyId::new(HOTEL), new_offer(title)?);
                    let offer = create_offer(tx, &environment_of(id)?, by, today, hotel, new).await;
                    let offer = offer.map_err(invalid)?;
                    match reach {
                        Reach::Draft => {}
                        Reach::Sent => drop(send(tx, note, today, offer).await?),
                        Reach::Accepted => accept(tx, note, today, offer).await?,
                    }
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

async fn send(store: &mut dyn OfferStore, note: Uuid, today: Date, offer: Offer) -> Result<Offer, SeedError> {
    let contact = Some(CustomerId::new(JOVAN));
    mark_offer_sent(store, &environment_of(note)?, today, offer, contact).await.map_err(invalid)
}

async fn accept(store: &mut dyn OfferStore, note: Uuid, today: Date, offer: Offer) -> Result<(), SeedError> {
    let [sent, revised, sent_anew] = STEPS;
    let offer = send(store, sent, today, offer).await?;
    let offer = revise_offer(store, &environment_of(revised)?, today, offer).await.map_err(invalid)?;
    let offer = send(store, sent_anew, today, offer).await?;
    let decision = OfferDecision {
        version: offer.version,
        accepts: true,
        name: Personal::new(label("Jovan Jović")?),
        remark: Some(Personal::new("Before six, please.".parse().map_err(invalid)?)),
    };
    decide_offer(store, &environment_of(note)?, today, offer.id, decision).await.map_err(invalid)?;
    Ok(())
}

fn new_offer(title: &str) -> Result<NewOffer, SeedError> {
    Ok(NewOffer {
        title: Personal::new(label(title)?),
        message: None,
        currency: "RSD".parse().map_err(invalid)?,
        valid_until: "2099-12-31".parse().map_err(invalid)?,
        lines: vec![NewOfferLine {
            sku: Some(label("1003")?),
            category: None,
            description: Personal::new(label("Rolls")?),
            quantity: "200".parse().map_err(invalid)?,
            unit: Some(label("pcs")?),
            unit_price: Some(4_500),
            discount: LineDiscount::Percent("5".parse().map_err(invalid)?),
            tax: Some(LineTax::new(TaxCategory::Standard, "10".parse().map_err(invalid)?).map_err(invalid)?),
        }],
    })
}
