//! The state of offers as SQL has it against the one that Rust has.

use chrono::Duration;
use regulars_companies::{Company, CompanyStore, Offer, OfferStore, OfferTerms, WhoDecided};
use regulars_kernel::{Actor, CompanyId, Date, Environment, OfferId, OfferStage, Personal, StoreError};
use uuid::Uuid;

use crate::companies::period::tests::company;
use crate::trial::on_each_database;
use crate::wall::{FromRow, ScopedSql, values};

#[derive(FromRow)]
struct Told {
    id: Uuid,
    state: String,
}

const TELL: ScopedSql = ScopedSql::new(concat!(
    "SELECT f.id, ",
    super::offer_state!("$2"),
    " AS state FROM company_offers AS f WHERE f.merchant_id = $1"
));

fn offer(
    company: CompanyId,
    environment: &Environment,
    number: i64,
    (stage, valid_until): (OfferStage, Date),
) -> Offer {
    let now = environment.now();
    let is_closed = matches!(stage, OfferStage::Accepted | OfferStage::Declined | OfferStage::Withdrawn);
    Offer {
        id: OfferId::new(environment.new_id()),
        company,
        number: Some(number),
        version: 1,
        terms: OfferTerms {
            title: Personal::new("Hleb".parse().unwrap()),
            message: None,
            currency: "RSD".parse().unwrap(),
            valid_until,
            lines: Vec::new(),
            total: 0,
        },
        stage,
        contact: None,
        sent_at: (stage != OfferStage::Draft).then_some(now),
        decided_at: is_closed.then_some(now),
        decided_by: WhoDecided::nobody(),
        agreed_at: None,
        added_by: Actor::System,
        created_at: now,
        updated_at: now,
    }
}

#[tokio::test]
async fn sql_and_rust_agree_on_where_an_offer_stands() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let environment = Environment::system();
        let today: Date = "2026-11-21".parse().unwrap();
        let hotel: Company = company(&environment);
        let days = [-400, -2, -1, 0, 1, 2, 400].map(|days| today + Duration::days(days));
        let all: Vec<Offer> = OfferStage::ALL
            .iter()
            .flat_map(|stage| days.map(|day| (*stage, day)))
            .zip(1..)
            .map(|(stands, number)| offer(hotel.id, &environment, number, stands))
            .collect();
        let kept = all.clone();
        trial
            .database()
            .write(shop, move |tx| {
                Box::pin(async move {
                    tx.insert_company(&hotel).await?;
                    for offer in &kept {
                        tx.insert_offer(offer).await?;
                    }
                    Ok::<_, StoreError>(())
                })
            })
            .await
            .unwrap();
        for today in days {
            let told: Vec<Told> =
                trial.read(shop, async move |tx| tx.all(TELL, values![today]).await.unwrap()).await;
            assert_eq!(told.len(), all.len());
            for Told { id, state } in told {
                let this = all.iter().find(|one| one.id.value() == id).unwrap();
                assert_eq!(state, this.state_on(today).name(), "{this:?} on {today}");
            }
        }
    })
    .await;
}
