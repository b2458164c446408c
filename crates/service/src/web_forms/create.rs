//! Makes a form.

use regulars_audit::AuditNote;
use regulars_kernel::{Environment, Label, StoreError, WebFormId};

use super::form::{RedirectUrl, WebForm};
use super::store::WebFormStore;

/// A form to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWebForm {
    /// What the merchant calls it.
    pub name: Label,
    /// Whether it takes anything.
    pub open: bool,
    /// Whether each message opens a service case.
    pub opens_case: bool,
    /// Where somebody is led who has sent it from another web site.
    pub redirect_url: Option<RedirectUrl>,
}

/// Why a form was not made.
#[derive(Debug, thiserror::Error)]
pub enum CreateWebFormError {
    /// There are as many as there can be.
    #[error("there are {} forms already", WebForm::MOST)]
    TooMany,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a form.
pub async fn create_web_form(
    store: &mut dyn WebFormStore,
    environment: &Environment,
    new: NewWebForm,
) -> Result<WebForm, CreateWebFormError> {
    if store.count_web_forms().await? >= WebForm::MOST {
        return Err(CreateWebFormError::TooMany);
    }
    let now = environment.now();
    let NewWebForm { name, open, opens_case, redirect_url } = new;
    let form = WebForm {
        id: WebFormId::new(environment.new_id()),
        name,
        open,
        opens_case,
        redirect_url,
        created_at: now,
        updated_at: now,
    };
    store.insert_web_form(&form).await?;
    store.note(environment, AuditNote::created(&form)).await?;
    Ok(form)
}
