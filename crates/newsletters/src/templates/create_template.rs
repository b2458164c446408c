//! Makes a template.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreError, TemplateId};

use crate::templates::Template;
use crate::templates::store::TemplateStore;
use crate::templates::stored_template::OwnTemplate;

/// A template to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTemplate {
    /// Its name.
    pub name: Label,
    /// How it looks.
    pub template: Template,
}

/// Makes a template of the merchant's own.
pub async fn create_template(
    store: &mut dyn TemplateStore,
    environment: &Environment,
    new: NewTemplate,
) -> Result<OwnTemplate, StoreError> {
    let now = environment.now();
    let template = OwnTemplate {
        id: TemplateId::new(environment.new_id()),
        name: new.name,
        template: new.template,
        created_at: now,
        updated_at: now,
    };
    store.insert_template(&template).await?;
    store.note(environment, AuditNote::created(&template)).await?;
    Ok(template)
}
