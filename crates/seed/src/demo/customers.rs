//! The demo's customers and tags, made by the use cases that everybody uses.

use std::sync::Arc;

use regulars_customers::{
    CustomerPatch, CustomerRecord, NewTag, create_customer, create_tag, update_customer,
};
use regulars_flows::{meet_member, register_member};
use regulars_identity::MerchantStore;
use regulars_kernel::{MemberId, SeededRandom};
use regulars_persistence::{Database, WriteTx};
use uuid::{Uuid, uuid};

use super::acquaintance::Acquaintance;
use super::draw::Draw;
use super::fixed_id::environment_of;
use super::known_customers::make_known_customers;
use super::merchant::{neighbour, neighbour_scope, scope};
use super::merges::DUPLICATES;
use super::past::{Ground, Past};
use super::person::{Person, Standing};
use super::{invalid, label};
use crate::SeedError;

const TAGS: [(Uuid, &str, &str); 4] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50"), "VIP", "#2E86AB"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f51"), "Family", "#5FAD56"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f52"), "Wholesale", "#F2C14E"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f53"), "Nobody has this one", "#B4B8AB"),
];
/// How many customers the demo has, those with fixed ids and the one who first shows a card at a till among them.
const COUNT: u16 = 500;
/// How many customers one transaction makes.
const CHUNK: usize = 100;
const SEED: u64 = 20_261_121;

/// Makes the tags, the members and the customers, and tells whom the demo merchant knows, the oldest first.
pub async fn make_customers(ground: &Ground<'_>) -> Result<Vec<Acquaintance>, SeedError> {
    let neighbour = neighbour()?;
    ground
        .database
        .write_platform(move |system| Box::pin(async move { system.insert_merchant(&neighbour).await }))
        .await?;
    make_tags(&ground.database).await?;
    let random = Arc::new(SeededRandom::new(SEED));
    let mut made = make_known_customers(ground, &random).await?;
    let draw = Draw::new(Arc::clone(&random));
    let last = COUNT - DUPLICATES;
    let people = (9..=last)
        .map(|number| Person::draw(&draw, number, last, ground.now))
        .collect::<Result<Vec<_>, _>>()?;
    let past = ground.past_with(random);
    for chunk in people.chunks(CHUNK) {
        made.extend(make_chunk(&ground.database, chunk.to_vec(), &past).await?);
    }
    Ok(made)
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

/// Makes some customers: first the neighbour registers those who are members of elsewhere, then the demo merchant
/// meets everybody.
async fn make_chunk(
    database: &Database,
    people: Vec<Person>,
    past: &Past,
) -> Result<Vec<Acquaintance>, SeedError> {
    let (elsewhere, here) = (past.clone(), past.clone());
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
                let mut met = Vec::with_capacity(people.len());
                for (person, member) in people.iter().zip(members) {
                    here.go_to(person.met_at);
                    let record = meet(tx, person, member, &here).await?;
                    met.push(Acquaintance::of(&record, person.met_at));
                }
                Ok(met)
            })
        })
        .await
}

async fn register_elsewhere(tx: &mut WriteTx, person: &Person, past: &Past) -> Result<MemberId, SeedError> {
    past.go_to(person.met_at);
    let new = person.member(None)?;
    let registered = register_member(tx, &past.environment, &past.calendar, neighbour_scope(), new).await;
    registered.map(|registered| registered.member).map_err(invalid)
}

async fn meet(
    tx: &mut WriteTx,
    person: &Person,
    member: Option<MemberId>,
    past: &Past,
) -> Result<CustomerRecord, SeedError> {
    let Past { environment, calendar, .. } = past;
    let (id, notes): (_, CustomerPatch) = match (person.standing, member) {
        (Standing::Regular, _) => {
            let registered = register_member(tx, environment, calendar, scope(), person.member(None)?).await;
            (registered.map_err(invalid)?.customer.customer.id, person.notes())
        }
        (Standing::Stranger, Some(member)) => {
            return Ok(meet_member(tx, environment, calendar, scope(), member).await?);
        }
        (_, Some(member)) => {
            let met = meet_member(tx, environment, calendar, scope(), member).await?;
            (met.customer.id, person.told())
        }
        (_, None) => {
            let new = person.non_member();
            return create_customer(tx, environment, calendar, scope(), new).await.map_err(invalid);
        }
    };
    update_customer(tx, environment, calendar, id, notes).await.map_err(invalid)
}
