//! Statements of the network domain.
