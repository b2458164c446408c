//! The customers and the member whom the examples of the OpenAPI document name.

use std::sync::Arc;

use regulars_customers::{DataConsent, GivenValue, NewCustomer, Utm, create_customer};
use regulars_flows::{NewMember, enroll_customer, register_member};
use regulars_kernel::{Gender, Names, Personal, Phone, PostalAddress, SeededRandom};
use regulars_network::NewCard;
use uuid::{Uuid, uuid};

use super::acquaintance::Acquaintance;
use super::attributes::key;
use super::fixed_id::{environment_of, instant_of};
use super::merchant::{neighbour_scope, scope};
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// A regular with everything that can be known of a customer.
pub const MILICA: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40");
/// Not a member.
pub const JOVAN: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41");
/// A regular without any address.
pub const DRAGAN: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f42");
/// Who objects in the examples.
pub const NADA: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f46");
/// Whom the examples erase, two by their ids and one by the e-mail address, and who objects. They have bought nothing.
const GUESTS: [(Uuid, &str, &str, &str); 4] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f43"), "G-0001", "Vera", "vera.gost@example.com"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f44"), "G-0002", "Luka", "luka.gost@example.com"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f45"), "G-0003", "Petar", "petar.gost@example.com"),
    (NADA, "G-0004", "Nada", "nada.gost@example.com"),
];
/// The card of a member whom the demo merchant does not know.
const UNKNOWN_CARD: &str = "2000000000039";
/// The card of a member of elsewhere who buys at the demo merchant, and could become its regular.
pub const GUEST_CARD: &str = "2000000000046";

/// Makes them, and tells whom the demo merchant knows.
pub async fn make_known_customers(
    ground: &Ground<'_>,
    random: &Arc<SeededRandom>,
) -> Result<Vec<Acquaintance>, SeedError> {
    let met_at = instant_of(MILICA)?;
    let past = ground.past_with(random.clone());
    past.go_to(met_at);
    let elsewhere = past.clone();
    ground
        .database
        .write(neighbour_scope(), move |tx| {
            Box::pin(async move {
                let (environment, calendar) = (&elsewhere.environment, &elsewhere.calendar);
                for new in [stranger()?, guest()?] {
                    let registered = register_member(tx, environment, calendar, neighbour_scope(), new).await;
                    registered.map_err(invalid)?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let mut known = Vec::new();
                for (id, new, card) in known_customers()? {
                    let own = environment_of(id)?;
                    let created =
                        create_customer(tx, &own, &past.calendar, scope(), new).await.map_err(invalid)?;
                    let mut acquaintance = Acquaintance::of(&created, met_at);
                    if let Some(card) = card {
                        acquaintance.card = Some(card.parse().map_err(invalid)?);
                        let card = acquaintance.card.clone();
                        let id = created.customer.id;
                        enroll_customer(
                            tx,
                            &past.environment,
                            scope(),
                            id,
                            NewCard { number: card, form: None },
                        )
                        .await
                        .map_err(invalid)?;
                    }
                    known.push(acquaintance);
                }
                for (id, number, name, email) in GUESTS {
                    let new = NewCustomer {
                        email: Some(email.parse().map_err(invalid)?),
                        ..named(number, name, "Gost")?
                    };
                    create_customer(tx, &environment_of(id)?, &past.calendar, scope(), new)
                        .await
                        .map_err(invalid)?;
                }
                Ok(known)
            })
        })
        .await
}

fn stranger() -> Result<NewMember, SeedError> {
    Ok(NewMember {
        first_name: Personal::new(label("Branka")?),
        last_name: Personal::new(label("Tomić")?),
        gender: Some(Gender::Female),
        email: None,
        phone: None,
        birth_date: None,
        card: NewCard { number: Some(UNKNOWN_CARD.parse().map_err(invalid)?), form: None },
        language: None,
        utm: Utm::default(),
        referral_id: None,
        created_by: None,
        allow_duplicate: true,
    })
}

fn guest() -> Result<NewMember, SeedError> {
    Ok(NewMember {
        first_name: Personal::new(label("Zorica")?),
        last_name: Personal::new(label("Simić")?),
        email: Some("zorica.simic@example.com".parse().map_err(invalid)?),
        card: NewCard { number: Some(GUEST_CARD.parse().map_err(invalid)?), form: None },
        ..stranger()?
    })
}

/// A customer with its id and, of a regular, the number of its card.
type KnownCustomer = (Uuid, NewCustomer, Option<&'static str>);

fn named(number: &str, first: &str, last: &str) -> Result<NewCustomer, SeedError> {
    let source = label("form in the shop")?;
    Ok(NewCustomer {
        external_id: Some(label(number)?),
        names: Names {
            first_name: Some(Personal::new(label(first)?)),
            last_name: Some(Personal::new(label(last)?)),
            ..Names::default()
        },
        language: Some("sr-RS".parse().map_err(invalid)?),
        data_consent: Some(DataConsent { source, text_version: None }),
        ..NewCustomer::default()
    })
}

fn known_customers() -> Result<[KnownCustomer; 3], SeedError> {
    let milica = NewCustomer {
        gender: Some(Gender::Female),
        email: Some("milica.petrovic@example.com".parse().map_err(invalid)?),
        phone: Some(Phone::parse("+381641234567", None).map_err(invalid)?),
        birth_date: Some(Personal::new("1990-05-17".parse().map_err(invalid)?)),
        address: PostalAddress {
            street: Some(Personal::new(label("Knez Mihailova 6")?)),
            postcode: Some(Personal::new(label("11000")?)),
            city: Some(Personal::new(label("Beograd")?)),
            country: Some("RS".parse().map_err(invalid)?),
        },
        tags: vec![label("VIP")?],
        attributes: [(key("shoe_size")?, GivenValue::Integer(38))].into_iter().collect(),
        ..named("K-0001", "Milica", "Petrović")?
    };
    let jovan = NewCustomer {
        gender: Some(Gender::Male),
        email: Some("jovan.jovanovic@example.com".parse().map_err(invalid)?),
        ..named("K-0002", "Jovan", "Jovanović")?
    };
    let dragan = NewCustomer { gender: Some(Gender::Male), ..named("K-0003", "Dragan", "Ilić")? };
    Ok([
        (MILICA, milica, Some("2000000000008")),
        (JOVAN, jovan, None),
        (DRAGAN, dragan, Some("2000000000022")),
    ])
}
