//! The page with a customer's card on the phone.

use regulars_audit::{AuditNote, AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Environment, MerchantId, StoreError, named};

use crate::IdentityStore;

named! {
    /// How the number of a card is drawn.
    CardCode {
        /// As bars: EAN-13 where it is such a number, Code 128 otherwise.
        Barcode = "barcode",
        /// As a QR code.
        Qr = "qr",
    }
}

/// How the page with a customer's card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardPage {
    /// How the number is drawn.
    pub code: CardCode,
    /// Whether whoever becomes a member gets a mail with the link.
    pub mailed: bool,
}

/// The page with the merchant whose it is, for the audit trail.
struct PageOf(MerchantId, CardPage);

impl Recorded for PageOf {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .text("card_page.code", Some(self.1.code.name()))
            .value("card_page.mailed", self.1.mailed)
            .into_fields()
    }
}

/// Sets how the page is, which was `before`.
pub async fn set_card_page(
    store: &mut dyn IdentityStore,
    environment: &Environment,
    merchant: MerchantId,
    before: CardPage,
    page: CardPage,
) -> Result<(), StoreError> {
    store.write_card_page(page).await?;
    let note = AuditNote::updated(&PageOf(merchant, before), &PageOf(merchant, page));
    store.note_if(environment, note).await
}
