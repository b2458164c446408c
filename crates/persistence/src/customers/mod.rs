//! Statements of the customers domain.
