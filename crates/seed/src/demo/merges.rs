//! Customers who are one person, some of whom were merged, and two who are not.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use regulars_consent::{ConsentActor, LedgerAccess};
use regulars_customers::{DataConsent, NewCustomer, create_customer, dismiss_duplicates};
use regulars_flows::{NewMerge, enroll_customer, merge_customers};
use regulars_kernel::{
    CustomerId, Environment, ManualClock, Names, Personal, Phone, Random, SeededRandom, SystemRandom,
};
use regulars_network::NewCard;
use uuid::{Uuid, uuid};

use super::fixed_id::{environment_of, instant_of};
use super::known_customers::{DRAGAN, JOVAN, MILICA};
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// So that the members are the same each time.
const SEED: u64 = 20_261_128;
/// How many customers the pairs leave.
pub const DUPLICATES: u16 = 6;
/// Milica a second time, as a till wrote her down.
const MILICA_AGAIN: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4a");
/// A pair to be merged.
const SANJA: [Uuid; 2] =
    [uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4b"), uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4c")];
/// A pair that was merged.
const GORAN: [Uuid; 2] =
    [uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4d"), uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f4e")];
/// One person with two cards, which are to mean one customer.
const VESNA: [(Uuid, &str); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f3a"), "2000000000053"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f3b"), "2000000000060"),
];
/// Their merge.
const MERGE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc4");
/// That Milica and Jovan are two.
const DISMISSAL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc5");
/// That Jovan and Dragan are, which the examples take back.
const TAKEN_BACK: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc6");

/// Makes the first id that is asked for that one, and all others as everybody does.
struct FirstId {
    id: Uuid,
    is_given: AtomicBool,
}

impl Random for FirstId {
    fn fill(&self, bytes: &mut [u8]) {
        if self.is_given.swap(true, Ordering::Relaxed) {
            return SystemRandom.fill(bytes);
        }
        for (byte, own) in bytes.iter_mut().zip(self.id.as_bytes()[6..].iter().cycle()) {
            *byte = *own;
        }
    }
}

fn first(id: Uuid) -> Result<Environment, SeedError> {
    let random = FirstId { id, is_given: AtomicBool::new(false) };
    Ok(Environment::new(Arc::new(ManualClock::at(instant_of(id)?)), Arc::new(random)))
}

/// Makes them.
pub async fn make_merges(ground: &Ground<'_>) -> Result<(), SeedError> {
    let past = ground.past_with(Arc::new(SeededRandom::new(SEED)));
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (id, new) in people()? {
                    let own = environment_of(id)?;
                    create_customer(tx, &own, &past.calendar, scope(), new).await.map_err(invalid)?;
                }
                for (id, card) in VESNA {
                    let own = environment_of(id)?;
                    let phone = Phone::parse("+381641230053", None).map(Some).map_err(invalid)?;
                    let new = NewCustomer { phone, ..named("Vesna", "Marić")? };
                    let made =
                        create_customer(tx, &own, &past.calendar, scope(), new).await.map_err(invalid)?;
                    let card = NewCard::plastic(card.parse().map_err(invalid)?);
                    enroll_customer(tx, &past.environment, scope(), made.customer.id, card)
                        .await
                        .map_err(invalid)?;
                }
                let environment = first(MERGE)?;
                let recording =
                    LedgerAccess { environment: &environment, ..past.recording(ConsentActor::System) };
                let merge = NewMerge {
                    survivor: CustomerId::new(GORAN[0]),
                    merged: vec![CustomerId::new(GORAN[1])],
                    chosen: BTreeMap::new(),
                };
                merge_customers(tx, recording, &merge).await.map_err(invalid)?;
                let two = [CustomerId::new(MILICA), CustomerId::new(JOVAN)];
                dismiss_duplicates(tx, &first(DISMISSAL)?, &two).await.map_err(invalid)?;
                let two = [CustomerId::new(JOVAN), CustomerId::new(DRAGAN)];
                dismiss_duplicates(tx, &first(TAKEN_BACK)?, &two).await.map_err(invalid)?;
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn named(first: &str, last: &str) -> Result<NewCustomer, SeedError> {
    Ok(NewCustomer {
        names: Names {
            first_name: Some(Personal::new(label(first)?)),
            last_name: Some(Personal::new(label(last)?)),
            ..Names::default()
        },
        data_consent: Some(DataConsent { source: label("form in the shop")?, text_version: None }),
        ..NewCustomer::default()
    })
}

fn people() -> Result<[(Uuid, NewCustomer); 5], SeedError> {
    let phone = |number: &str| Phone::parse(number, None).map(Some).map_err(invalid);
    let sanja = || named("Sanja", "Kostić");
    let goran = || named("Goran", "Nedić");
    let mail = |address: &str| address.parse().map(Some).map_err(invalid);
    Ok([
        (MILICA_AGAIN, NewCustomer { phone: phone("+381641234567")?, ..named("МИЛИЦА", "ПЕТРОВИЋ")? }),
        (SANJA[0], NewCustomer { email: mail("sanja.kostic@example.com")?, ..sanja()? }),
        (
            SANJA[1],
            NewCustomer {
                email: mail("Sanja.Kostic@example.com")?,
                phone: phone("+381641230044")?,
                ..sanja()?
            },
        ),
        (GORAN[0], NewCustomer { phone: phone("+381641230046")?, ..goran()? }),
        (
            GORAN[1],
            NewCustomer {
                phone: phone("+381641230046")?,
                birth_date: Some(Personal::new("1978-03-09".parse().map_err(invalid)?)),
                ..goran()?
            },
        ),
    ])
}
