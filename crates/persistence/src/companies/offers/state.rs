//! Where an offer stands, as SQL: the same as [`regulars_kernel::OfferState::of`]. An offer is `f`.

/// The state on the day.
macro_rules! offer_state {
    ($today:literal) => {
        concat!("CASE WHEN f.stage = 'sent' AND f.valid_until < ", $today, " THEN 'expired' ELSE f.stage END")
    };
}
pub(crate) use offer_state;

#[cfg(test)]
mod tests;
