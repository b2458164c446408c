//! The ledger held against the rules that never break, and against the defects that others have had.

mod absorbing;
mod adjusting;
mod defects;
mod earning;
mod refunds;
mod reserving;
mod sequences;
mod transferring;
mod trial;
mod undoing_accruals;
