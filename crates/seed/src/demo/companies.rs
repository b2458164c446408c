//! Companies that the demo merchant sells to, and who works for them.

use regulars_companies::{CompanyProfile, NewEmployment, TaxNumber, add_employee, create_company};
use regulars_kernel::{CompanyId, CustomerId, EmployeeRole, Personal, Phone, PostalAddress};
use uuid::{Uuid, uuid};

use super::fixed_id::environment_of;
use super::known_customers::{DRAGAN, JOVAN};
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The company that the examples show and change.
pub const HOTEL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10");
/// The one that they delete: nobody works for it.
const KIOSK: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c11");

/// Who works for the hotel, each with the id of the note in the audit trail. The examples change the one and remove the other.
const EMPLOYEES: [(Uuid, Uuid, EmployeeRole, Option<&str>); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c12"), JOVAN, EmployeeRole::Buyer, Some("Head of purchasing")),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c13"), DRAGAN, EmployeeRole::Other, None),
];

/// Makes them.
pub async fn make_companies(ground: &Ground<'_>) -> Result<(), SeedError> {
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (id, profile) in [(HOTEL, hotel()?), (KIOSK, named("Kiosk kod stanice")?)] {
                    create_company(tx, &environment_of(id)?, profile).await.map_err(invalid)?;
                }
                for (note, customer, role, title) in EMPLOYEES {
                    let new = NewEmployment {
                        customer: CustomerId::new(customer),
                        role,
                        job_title: title.map(label).transpose()?.map(Personal::new),
                        since: Some("2024-03-01".parse().map_err(invalid)?),
                        until: None,
                        is_main: false,
                    };
                    let hotel = CompanyId::new(HOTEL);
                    add_employee(tx, &environment_of(note)?, hotel, new).await.map_err(invalid)?;
                }
                Ok::<_, SeedError>(())
            })
        })
        .await
}

fn named(name: &str) -> Result<CompanyProfile, SeedError> {
    Ok(CompanyProfile {
        name: Personal::new(label(name)?),
        legal_name: None,
        tax_number: None,
        registration_number: None,
        address: PostalAddress::default(),
        email: None,
        phone: None,
        website: None,
        note: None,
    })
}

fn hotel() -> Result<CompanyProfile, SeedError> {
    let serbia = "RS".parse().map_err(invalid)?;
    Ok(CompanyProfile {
        legal_name: Some(Personal::new(label("Hotel Dunav d.o.o. Novi Sad")?)),
        tax_number: Some(TaxNumber::parse("999999987", serbia).map_err(invalid)?),
        registration_number: Some(Personal::new(label("20999999")?)),
        address: PostalAddress {
            street: Some(Personal::new(label("Kej žrtava racije 2")?)),
            postcode: Some(Personal::new(label("21000")?)),
            city: Some(Personal::new(label("Novi Sad")?)),
            country: Some(serbia),
        },
        email: Some("nabavka@hotel-dunav.example".parse().map_err(invalid)?),
        phone: Some(Phone::parse("+381647654399", None).map_err(invalid)?),
        website: Some(Personal::new(label("hotel-dunav.example")?)),
        note: Some(Personal::new("Delivery before six.".parse().map_err(invalid)?)),
        ..named("Hotel Dunav")?
    })
}
