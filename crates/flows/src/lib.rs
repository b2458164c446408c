//! Use cases that span domains.
