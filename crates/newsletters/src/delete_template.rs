//! Deletes a template.

use regulars_kernel::StoreError;

use crate::{DraftingStore, OwnTemplate};

/// Why a template was not deleted.
#[derive(Debug, thiserror::Error)]
pub enum DeleteTemplateError {
    /// A newsletter has it, and one that was sent must look the same in a browser for ever.
    #[error("a newsletter has this template")]
    Used,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Deletes a template that was read for change.
pub async fn delete_template(
    store: &mut dyn DraftingStore,
    template: &OwnTemplate,
) -> Result<(), DeleteTemplateError> {
    if store.is_template_used(template.id).await? {
        return Err(DeleteTemplateError::Used);
    }
    store.delete_template(template.id).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, environment, new_newsletter};
    use crate::{NewNewsletter, NewTemplate, Template, create_newsletter, create_template};

    #[tokio::test]
    async fn a_template_of_a_newsletter_stays() {
        let (mut store, environment) = (MemoryStore::default(), environment());
        let new = NewTemplate { name: "Jesen".parse().unwrap(), template: Template::default() };
        let template = create_template(&mut store, &environment, new).await.unwrap();
        let new = NewNewsletter { template: Some(template.id), ..new_newsletter() };
        create_newsletter(&mut store, &environment, new).await.unwrap();
        let refused = delete_template(&mut store, &template).await;
        assert!(matches!(refused, Err(DeleteTemplateError::Used)));
        store.newsletters.clear();
        delete_template(&mut store, &template).await.unwrap();
        assert!(store.templates.is_empty());
    }
}
