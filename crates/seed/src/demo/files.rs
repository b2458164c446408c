//! Files that the demo's staff attached to a customer.

use regulars_consent::seal_content;
use regulars_kernel::{Actor, CustomerFileId, CustomerId, FileContent, Label, Personal, StoreError};
use regulars_service::{CustomerFile, CustomerFileStore, HoldsCustomers};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::fixed_id::instant_of;
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The one that the examples rename, and the one that they delete.
const FILES: [(Uuid, &str, &str); 2] = [
    (
        uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e60"),
        "narudžbina.txt",
        "Za slavu: tri pogače, dva hleba sa semenkama.\n",
    ),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e61"), "mere.csv", "artikal;komada\npogača;3\nhleb;2\n"),
];

/// Attaches them.
pub async fn make_files(ground: &Ground<'_>) -> Result<(), SeedError> {
    let customer = CustomerId::new(MILICA);
    let mut made = Vec::new();
    for (id, name, text) in FILES {
        let (name, at): (Label, _) = (label(name)?, instant_of(id)?);
        let content = FileContent::new(&name, text.as_bytes().to_vec()).map_err(invalid)?;
        let content = seal_content(&ground.environment, &content)?;
        let file = CustomerFile {
            id: CustomerFileId::new(id),
            customer,
            name: Personal::new(name),
            kind: content.kind(),
            size: content.size(),
            added_by: Actor::User(OWNER),
            created_at: at,
            updated_at: at,
        };
        made.push((file, content));
    }
    let environment = ground.environment.clone();
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.hold_customer(customer).await?;
                for (file, content) in &made {
                    tx.insert_customer_file(&environment, file, content).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}
