//! Changes what a merchant sets about carts.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Environment, MerchantId, StoreError};

use super::settings::CartSettings;
use super::store::CartStore;

struct SettingsOf(MerchantId, CartSettings);

impl Recorded for SettingsOf {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .value("carts.abandoned_after_minutes", self.1.abandoned_after_minutes())
            .value("carts.recovered_within_days", self.1.recovered_within_days())
            .into_fields()
    }
}

/// Changes them, and notes what changed. Carts that were changed before keep the instants that they have.
pub async fn change_cart_settings(
    store: &mut dyn CartStore,
    environment: &Environment,
    merchant: MerchantId,
    before: CartSettings,
    after: CartSettings,
) -> Result<(), StoreError> {
    store.write_cart_settings(after, environment.now()).await?;
    let note = AuditNote::updated(&SettingsOf(merchant, before), &SettingsOf(merchant, after));
    store.note_if(environment, note).await
}
