//! Two views of customers: one to be used and changed, and one to be deleted.

use regulars_filters::Filter;
use regulars_kernel::{Actor, CustomerOrder, CustomerOrderKey, ViewId};
use regulars_segments::{View, ViewColumn, ViewStore};
use serde_json::json;
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

const VIEWS: [(Uuid, &str); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbc"), "Regulars of Novi Sad"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbd"), "For the letter of last spring"),
];
const COLUMNS: [&str; 4] = ["first_name", "last_name", "email", "purchases"];

/// Makes the views.
pub async fn make_views(ground: &Ground<'_>) -> Result<(), SeedError> {
    let filter = json!({"field": "city", "op": "eq", "value": "Novi Sad"});
    let filter = Filter::parse(&filter).map_err(|_| invalid("a filter cannot be read"))?;
    for (id, name) in VIEWS {
        let made_at = instant_of(id)?;
        let view = View {
            id: ViewId::new(id),
            name: label(name)?,
            columns: COLUMNS.map(|name| ViewColumn::Named(name.to_owned())).to_vec(),
            filter: Some(filter.clone()),
            order: CustomerOrder { key: CustomerOrderKey::LastName, descending: false },
            shared: true,
            made_by: Actor::System,
            created_at: made_at,
            updated_at: made_at,
        };
        ground
            .database
            .write(scope(), move |tx| Box::pin(async move { tx.insert_view(&view).await }))
            .await?;
    }
    Ok(())
}
