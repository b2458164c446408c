//! Records what a customer said about consent, and ends what it ends.

use regulars_consent::{
    ConsentStore, LedgerAccess, NewConsent, RecordConsentError, RecordedConsent, record_consent,
};
use regulars_kernel::{ConsentState, CustomerId, Purpose};
use regulars_loyalty::{ProgrammeStore, leave_every_programme};

/// The ledger of consents beside programmes.
pub trait ConsentAndProgrammeStore: ConsentStore + ProgrammeStore {}

impl<Store: ConsentStore + ProgrammeStore> ConsentAndProgrammeStore for Store {}

/// Records a statement. Who withdraws or refuses the processing of their data is in no programme any more: the points stay on their
/// accounts, as if they had left each of them. Whatever else is withdrawn leaves them where they are.
pub async fn record_consent_and_leave(
    store: &mut dyn ConsentAndProgrammeStore,
    recording: LedgerAccess<'_>,
    customer: CustomerId,
    new: NewConsent,
) -> Result<RecordedConsent, RecordConsentError> {
    let ends = new.purpose == Purpose::DataProcessing && new.state != ConsentState::Granted;
    let recorded = record_consent(store, recording, customer, new).await?;
    if ends {
        leave_every_programme(store, recording.environment, customer).await?;
    }
    Ok(recorded)
}
