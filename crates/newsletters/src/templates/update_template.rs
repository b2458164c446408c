//! Changes a template.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, StoreError, TemplateId};

use crate::templates::store::{TemplateReads, TemplateStore};
use crate::templates::stored_template::{OwnTemplate, TemplatePatch, built_in_template_with};

/// Why a template was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateTemplateError {
    /// The merchant has no such template.
    #[error("there is no such template")]
    UnknownTemplate,
    /// The template is built in.
    #[error("a built-in template cannot be changed; make one of your own")]
    BuiltIn,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The merchant's own template with that id, read for change.
pub async fn own_template_for_change(
    store: &mut dyn TemplateReads,
    id: TemplateId,
) -> Result<OwnTemplate, UpdateTemplateError> {
    if built_in_template_with(id).is_some() {
        return Err(UpdateTemplateError::BuiltIn);
    }
    store.find_own_template(id).await?.ok_or(UpdateTemplateError::UnknownTemplate)
}

/// Changes a template that was read for change. Newsletters that have it change with it, as long as they are not sent.
pub async fn update_template(
    store: &mut dyn TemplateStore,
    environment: &Environment,
    before: OwnTemplate,
    patch: TemplatePatch,
) -> Result<OwnTemplate, UpdateTemplateError> {
    let patched = before.clone().patched(patch, environment.now());
    store.update_template(&patched).await?;
    store.note_if(environment, AuditNote::updated(&before, &patched)).await?;
    Ok(patched)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, environment};
    use crate::templates::create_template::{NewTemplate, create_template};
    use crate::templates::stored_template::built_in_template_id;
    use crate::templates::{Layout, Template, Theme};

    #[tokio::test]
    async fn a_patch_changes_what_it_names() {
        let (mut store, environment) = (MemoryStore::default(), environment());
        let new = NewTemplate { name: "Jesen".parse().unwrap(), template: Template::default() };
        let made = create_template(&mut store, &environment, new).await.unwrap();
        let patch = TemplatePatch { layout: Some(Layout::Letter), ..TemplatePatch::default() };
        let before = own_template_for_change(&mut store, made.id).await.unwrap();
        let changed = update_template(&mut store, &environment, before, patch).await.unwrap();
        assert_eq!(changed.template, Template { layout: Layout::Letter, theme: Theme::default() });
        assert_eq!((changed.id, changed.name), (made.id, made.name));
    }

    #[tokio::test]
    async fn a_built_in_template_never_changes() {
        let id = built_in_template_id(Layout::Classic);
        let refused = own_template_for_change(&mut MemoryStore::default(), id).await;
        assert!(matches!(refused, Err(UpdateTemplateError::BuiltIn)));
        let id = TemplateId::new(uuid::Uuid::nil());
        let refused = own_template_for_change(&mut MemoryStore::default(), id).await;
        assert!(matches!(refused, Err(UpdateTemplateError::UnknownTemplate)));
    }
}
