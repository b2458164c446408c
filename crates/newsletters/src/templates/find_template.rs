//! Finds a template, be it built in or the merchant's own.

use regulars_kernel::{StoreError, TemplateId};

use crate::templates::store::TemplateReads;
use crate::templates::stored_template::{AvailableTemplate, built_in_template_with};

/// The template with that id.
pub async fn find_template<Store: TemplateReads + ?Sized>(
    store: &mut Store,
    id: TemplateId,
) -> Result<Option<AvailableTemplate>, StoreError> {
    match built_in_template_with(id) {
        Some(built_in) => Ok(Some(built_in)),
        None => Ok(store.find_own_template(id).await?.map(AvailableTemplate::from)),
    }
}
