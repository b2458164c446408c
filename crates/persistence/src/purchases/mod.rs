//! Statements of the purchases domain.
