//! Documents of the demo's companies.

use regulars_companies::{
    DocumentKind, DocumentState, NewDocument, add_document, add_version, find_document_for_change,
};
use regulars_consent::seal_content;
use regulars_kernel::{Actor, CompanyDocumentId, CompanyId, Date, FileContent, Label, Personal};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::companies::HOTEL;
use super::fixed_id::environment_of;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The contract that the examples show, and the order that they delete.
const DOCUMENTS: [(Uuid, DocumentKind, &str, &str); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20"), DocumentKind::Contract, "U-17/2024", "Delivery of bread"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c21"), DocumentKind::Order, "N-101", "Bread for the opening"),
];

/// The note in the audit trail that the contract has a file.
const UPLOAD: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c22");

/// Puts them on record, the contract with its file.
pub async fn make_documents(ground: &Ground<'_>) -> Result<(), SeedError> {
    let by = Actor::User(OWNER);
    let name: Label = label("ugovor.txt")?;
    let text = "Svakog radnog dana do šest: dvadeset hlebova.\n";
    let content = FileContent::new(&name, text.as_bytes().to_vec()).map_err(invalid)?;
    let content = seal_content(&ground.environment, &content)?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (id, kind, number, title) in DOCUMENTS {
                    let new = NewDocument {
                        kind,
                        number: Some(Personal::new(label(number)?)),
                        title: Personal::new(label(title)?),
                        dated_on: "2024-11-01".parse::<Date>().map_err(invalid)?,
                        valid_until: None,
                        state: DocumentState::InForce,
                    };
                    let hotel = CompanyId::new(HOTEL);
                    add_document(tx, &environment_of(id)?, by, hotel, new).await.map_err(invalid)?;
                }
                let (id, ..) = DOCUMENTS[0];
                let contract = find_document_for_change(tx, CompanyDocumentId::new(id)).await?;
                let contract = contract.ok_or_else(|| invalid("the contract is not there"))?;
                let environment = environment_of(UPLOAD)?;
                add_version(tx, &environment, by, &contract, (name, &content)).await.map_err(invalid)?;
                Ok::<_, SeedError>(())
            })
        })
        .await
}
