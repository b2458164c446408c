//! Changes a form.

use regulars_audit::AuditNote;
use regulars_kernel::{Change, Environment, Label, StoreError};

use super::form::{RedirectUrl, WebForm};
use super::store::WebFormStore;

/// What changes; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WebFormPatch {
    /// What the merchant calls it.
    pub name: Option<Label>,
    /// Whether it takes anything.
    pub open: Option<bool>,
    /// Whether each message opens a service case.
    pub opens_case: Option<bool>,
    /// Where somebody is led who has sent it from another web site.
    pub redirect_url: Change<RedirectUrl>,
}

/// Changes a form that is held.
pub async fn change_web_form(
    store: &mut dyn WebFormStore,
    environment: &Environment,
    before: WebForm,
    patch: WebFormPatch,
) -> Result<WebForm, StoreError> {
    let WebFormPatch { name, open, opens_case, redirect_url } = patch;
    let mut after = WebForm {
        name: name.unwrap_or_else(|| before.name.clone()),
        open: open.unwrap_or(before.open),
        opens_case: opens_case.unwrap_or(before.opens_case),
        redirect_url: redirect_url.apply(before.redirect_url.clone()),
        ..before.clone()
    };
    let Some(note) = AuditNote::updated(&before, &after) else { return Ok(before) };
    after.updated_at = environment.now();
    store.update_web_form(&after).await?;
    store.note(environment, note).await?;
    Ok(after)
}
