//! Where a cart stands, in SQL. A test holds it against [`regulars_kernel::CartState::of`]. A cart is `k`.

/// The state at the instant in `$now`, twice.
macro_rules! state_at {
    ($now:literal) => {
        concat!(
            "CASE WHEN k.bought_at < k.abandons_at THEN 'completed' WHEN k.bought_at IS NOT NULL THEN 'recovered' \
             WHEN k.expires_at <= ",
            $now,
            " THEN 'expired' WHEN k.abandons_at <= ",
            $now,
            " THEN 'abandoned' ELSE 'open' END"
        )
    };
}
pub(crate) use state_at;

/// Carts that are abandoned at the instant in `$now`, twice, of the merchant in `$1`, as far as a `WHERE` that conditions follow:
/// what [`state_at`] says, as an index knows it.
macro_rules! abandoned_carts {
    ($now:literal) => {
        concat!(
            "carts AS k WHERE k.merchant_id = $1 AND k.purchase_id IS NULL AND k.expires_at > ",
            $now,
            " AND k.abandons_at <= ",
            $now
        )
    };
}
pub(crate) use abandoned_carts;
