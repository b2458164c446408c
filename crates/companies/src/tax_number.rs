//! Numbers under which companies pay taxes, checked by country.

mod check_digits;
pub(crate) mod number;
mod rules;
