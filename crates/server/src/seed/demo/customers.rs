//! The demo's customers and tags, made by the use cases that everybody uses.

use std::sync::Arc;

use regulars_customers::{
    Address, AttributeValue, Attributes, CustomerPatch, DataConsent, NewCustomer, NewTag, create_customer,
    create_tag, update_customer,
};
use regulars_flows::{NewMember, enroll_customer, meet_member, register_member};
use regulars_identity::{Merchant, MerchantStore};
use regulars_kernel::{
    Environment, Gender, ManualClock, MemberId, MerchantCalendar, Personal, Phone, SeededRandom,
};
use regulars_persistence::{Database, Tx};
use uuid::{Uuid, uuid};

use super::draw::Draw;
use super::fixed_id::{environment_of, instant_of};
use super::person::{Person, Standing};
use super::{neighbour_scope, scope};
use crate::seed::SeedError;
use crate::seed::{invalid, label};

const TAGS: [(Uuid, &str, &str); 4] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50"), "VIP", "#2E86AB"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f51"), "Family", "#5FAD56"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f52"), "Wholesale", "#F2C14E"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f53"), "Nobody has this one", "#B4B8AB"),
];
const MILICA: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40");
const JOVAN: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41");
const DRAGAN: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f42");
/// The card of a member whom the demo merchant does not know.
const UNKNOWN_CARD: &str = "2000000000039";
/// How many customers the demo has, those with fixed ids among them.
const COUNT: u16 = 500;
/// How many customers one transaction makes.
const CHUNK: usize = 100;
const SEED: u64 = 20_261_121;

/// Makes the tags, the members and the customers.
pub async fn make_customers(
    database: &Database,
    environment: &Environment,
    neighbour: Merchant,
) -> Result<(), SeedError> {
    let calendar = neighbour.calendar;
    database
        .write_platform(move |system| Box::pin(async move { system.insert_merchant(&neighbour).await }))
        .await?;
    make_tags(database).await?;
    let random = Arc::new(SeededRandom::new(SEED));
    make_known_customers(database, &random, calendar).await?;
    let draw = Draw::new(Arc::clone(&random));
    let people = (4..=COUNT)
        .map(|number| Person::draw(&draw, number, COUNT, environment.now()))
        .collect::<Result<Vec<_>, _>>()?;
    let clock = Arc::new(ManualClock::at(environment.now()));
    let then = Then { environment: Environment::new(clock.clone(), random), clock, calendar };
    for chunk in people.chunks(CHUNK) {
        make_chunk(database, chunk.to_vec(), &then).await?;
    }
    Ok(())
}

/// A time in the past, and what a use case needs in it.
#[derive(Clone)]
struct Then {
    environment: Environment,
    clock: Arc<ManualClock>,
    calendar: MerchantCalendar,
}

async fn make_tags(database: &Database) -> Result<(), SeedError> {
    database
        .write(scope(), |tx| {
            Box::pin(async move {
                for (id, name, colour) in TAGS {
                    let new = NewTag { name: label(name)?, colour: colour.parse().map_err(invalid)? };
                    create_tag(tx, &environment_of(id)?, new).await.map_err(invalid)?;
                }
                Ok(())
            })
        })
        .await
}

/// The customers and the member whom the examples of the OpenAPI document name.
async fn make_known_customers(
    database: &Database,
    random: &Arc<SeededRandom>,
    calendar: MerchantCalendar,
) -> Result<(), SeedError> {
    let clock = Arc::new(ManualClock::at(instant_of(MILICA)?));
    let then = Then { environment: Environment::new(clock.clone(), random.clone()), clock, calendar };
    let elsewhere = then.clone();
    database
        .write(neighbour_scope(), move |tx| {
            Box::pin(async move {
                let new = stranger()?;
                let Then { environment, calendar, .. } = &elsewhere;
                register_member(tx, environment, calendar, neighbour_scope(), new).await.map_err(invalid)
            })
        })
        .await?;
    database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (id, new, card) in known_customers()? {
                    let own = environment_of(id)?;
                    let created =
                        create_customer(tx, &own, &then.calendar, scope(), new).await.map_err(invalid)?;
                    if let Some(card) = card {
                        let number = Some(card.parse().map_err(invalid)?);
                        let id = created.customer.id;
                        enroll_customer(tx, &then.environment, scope(), id, number).await.map_err(invalid)?;
                    }
                }
                Ok(())
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
        card_number: Some(UNKNOWN_CARD.parse().map_err(invalid)?),
    })
}

/// A customer with its id and, of a regular, the number of its card.
type KnownCustomer = (Uuid, NewCustomer, Option<&'static str>);

fn known_customers() -> Result<[KnownCustomer; 3], SeedError> {
    let consent = || label("form in the shop").map(|source| DataConsent { source, text_version: None });
    let named = |number: &str, first: &str, last: &str| {
        Ok::<_, SeedError>(NewCustomer {
            external_id: Some(label(number)?),
            first_name: Some(Personal::new(label(first)?)),
            last_name: Some(Personal::new(label(last)?)),
            language: Some("sr-RS".parse().map_err(invalid)?),
            data_consent: Some(consent()?),
            ..NewCustomer::default()
        })
    };
    let milica = NewCustomer {
        gender: Some(Gender::Female),
        email: Some("milica.petrovic@example.com".parse().map_err(invalid)?),
        phone: Some(Phone::parse("+381641234567", None).map_err(invalid)?),
        birth_date: Some(Personal::new("1990-05-17".parse().map_err(invalid)?)),
        address: Address {
            street: Some(Personal::new(label("Knez Mihailova 6")?)),
            postcode: Some(Personal::new(label("11000")?)),
            city: Some(Personal::new(label("Beograd")?)),
            country: Some("RS".parse().map_err(invalid)?),
        },
        tags: vec![label("VIP")?],
        attributes: Attributes::new(
            [("shoe_size".parse().map_err(invalid)?, AttributeValue::Integer(38))].into_iter().collect(),
        )
        .map_err(invalid)?,
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

/// Makes some customers: first the neighbour registers those who are members of elsewhere, then the demo merchant
/// meets everybody.
async fn make_chunk(database: &Database, people: Vec<Person>, then: &Then) -> Result<(), SeedError> {
    let (elsewhere, here) = (then.clone(), then.clone());
    let (people, members) = database
        .write(neighbour_scope(), move |tx| {
            Box::pin(async move {
                let mut members = Vec::with_capacity(people.len());
                for person in &people {
                    let is_member = matches!(person.standing, Standing::Stranger | Standing::Guest);
                    members.push(if is_member {
                        Some(register_elsewhere(tx, person, &elsewhere).await?)
                    } else {
                        None
                    });
                }
                Ok::<_, SeedError>((people, members))
            })
        })
        .await?;
    database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (person, member) in people.iter().zip(members) {
                    here.clock.set(person.met_at);
                    meet(tx, person, member, &here).await?;
                }
                Ok(())
            })
        })
        .await
}

async fn register_elsewhere(tx: &mut Tx, person: &Person, then: &Then) -> Result<MemberId, SeedError> {
    then.clock.set(person.met_at);
    let Then { environment, calendar, .. } = then;
    let new = person.member(None)?;
    let registered = register_member(tx, environment, calendar, neighbour_scope(), new).await;
    registered.map(|registered| registered.member).map_err(invalid)
}

async fn meet(tx: &mut Tx, person: &Person, member: Option<MemberId>, then: &Then) -> Result<(), SeedError> {
    let Then { environment, calendar, .. } = then;
    let (id, notes): (_, CustomerPatch) = match (person.standing, member) {
        (Standing::Regular, _) => {
            let registered = register_member(tx, environment, calendar, scope(), person.member(None)?).await;
            (registered.map_err(invalid)?.customer.customer.id, person.notes())
        }
        (Standing::Stranger, Some(member)) => {
            meet_member(tx, environment, calendar, scope(), member).await?;
            return Ok(());
        }
        (_, Some(member)) => {
            let met = meet_member(tx, environment, calendar, scope(), member).await?;
            (met.customer.id, person.told())
        }
        (_, None) => {
            let new = person.non_member();
            create_customer(tx, environment, calendar, scope(), new).await.map_err(invalid)?;
            return Ok(());
        }
    };
    update_customer(tx, environment, calendar, id, notes).await.map(drop).map_err(invalid)
}
