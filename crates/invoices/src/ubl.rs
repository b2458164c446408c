//! Invoices and credit notes as UBL 2.1 in the shape of EN 16931: what the sums come to by the rules of the standard, and the document.

mod document;
mod figures;
mod parties;
mod unit_code;
mod write;
mod xml;

pub use document::{UblBuyer, UblDocument, UblKind, UblLack, UblLine, UblSeller};
pub use figures::{UblFigures, UblLineFigures, UblTax, figures};
pub use write::write_ubl;
