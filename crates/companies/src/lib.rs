//! Companies that a merchant sells to: what they are called and where, the numbers under which they pay taxes, and which
//! customers work for them, the register of documents, prices that were
//! agreed upon, and offers.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over a small store trait.

mod companies;
mod documents;
mod employees;
mod offers;
mod prices;
mod tax_number;

pub use companies::change::{ChangeCompanyError, CompanyPatch, TaxPatch, change_company};
pub use companies::company::{Company, CompanyProfile};
pub use companies::create::{CreateCompanyError, create_company};
pub use companies::delete::{DeleteCompanyError, delete_company};
pub use companies::search_text::company_search_text;
pub use companies::store::{CompanyFigures, CompanyQuery, CompanyReads, CompanyStore};
pub use documents::add::{AddDocumentError, NewDocument, add_document};
pub use documents::add_version::{AddVersionError, add_version};
pub use documents::change::{ChangeDocumentError, DocumentPatch, change_document};
pub use documents::delete::delete_document;
pub use documents::document::{CompanyDocument, DocumentFault, DocumentKind, DocumentState, DocumentVersion};
pub use documents::find_for_change::find_document_for_change;
pub use documents::store::{DocumentQuery, DocumentReads, DocumentStore, DocumentTotals};
pub use employees::add::{AddEmployeeError, NewEmployment, add_employee};
pub use employees::change::{ChangeEmployeeError, EmploymentPatch, change_employee};
pub use employees::employment::{Employee, Employment, EmploymentFault};
pub use employees::find_for_change::{FindEmployeeError, find_employee_for_change};
pub use employees::remove::remove_employee;
pub use employees::store::{EmployeeQuery, EmployeeReads, EmployeeStore, EmployerOf};
pub use offers::agree::{AgreeOfferError, AgreementTerms, agree_offer_prices};
pub use offers::change::{ChangeOfferError, OfferPatch, change_offer};
pub use offers::create::{CreateOfferError, NewOffer, create_offer};
pub use offers::decide::{DecideOfferError, OfferDecision, decide_offer};
pub use offers::delete::{DeleteOfferError, delete_offer};
pub use offers::find_for_change::find_offer_for_change;
pub use offers::line::{LineDiscount, NewOfferLine, OfferLine};
pub use offers::mailed::MailedOffer;
pub use offers::offer::{Offer, OfferFault, OfferTerms, SupersededOffer, WhoDecided};
pub use offers::price_lines::PriceLinesError;
pub use offers::revise::{ReviseOfferError, revise_offer};
pub use offers::send::{MarkSentError, mark_offer_sent};
pub use offers::store::{OfferQuery, OfferReads, OfferStore};
pub use offers::withdraw::{WithdrawOfferError, withdraw_offer};
pub use prices::add::{AddAgreementError, NewPriceAgreement, add_agreement};
pub use prices::agreement::{AgreedGoods, AgreedTerms, AgreementFault, PriceAgreement};
pub use prices::change::{AgreementPatch, ChangeAgreementError, change_agreement, find_agreement_for_change};
pub use prices::discount::{DiscountPercent, InvalidDiscount};
pub use prices::in_force::{PriceQuestion, agreement_in_force};
pub use prices::remove::remove_agreement;
pub use prices::store::{PriceReads, PriceStore};
pub use tax_number::number::{InvalidTaxNumber, TaxNumber, TaxNumberCheck};
