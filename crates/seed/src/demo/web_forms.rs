//! Forms by which people write to the demo merchant.

use regulars_kernel::{StoreError, WebFormId};
use regulars_service::{WebForm, WebFormStore};
use uuid::{Uuid, uuid};

use super::fixed_id::instant_of;
use super::label;
use super::merchant::scope;
use super::past::Ground;
use crate::SeedError;

/// The one that the examples change, and the one that they delete.
const FORMS: [(Uuid, &str); 2] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e80"), "Upit sa sajta"),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e81"), "Prijava za degustaciju"),
];

/// Makes them.
pub async fn make_web_forms(ground: &Ground<'_>) -> Result<(), SeedError> {
    let mut made = Vec::new();
    for (id, name) in FORMS {
        let at = instant_of(id)?;
        made.push(WebForm {
            id: WebFormId::new(id),
            name: label(name)?,
            open: true,
            opens_case: false,
            redirect_url: None,
            created_at: at,
            updated_at: at,
        });
    }
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for form in &made {
                    tx.insert_web_form(form).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}
