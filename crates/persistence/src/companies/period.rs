//! Whether somebody works for a company, as SQL: the same as `Employment::is_current` and `Employee::is_main`.

/// Whether the employment `e` holds on the day.
macro_rules! is_current {
    ($today:literal) => {
        concat!(
            "((e.since_on IS NULL OR e.since_on <= ",
            $today,
            ") AND (e.until_on IS NULL OR e.until_on >= ",
            $today,
            "))"
        )
    };
}
pub(crate) use is_current;

/// Whether the employment `e` is its customer's main one on the day: of those that have not ended the one of which that was said
/// last.
macro_rules! is_main {
    ($today:literal) => {
        concat!(
            "((e.until_on IS NULL OR e.until_on >= ",
            $today,
            ") AND NOT EXISTS (SELECT 1 FROM company_employees AS o
                 WHERE o.merchant_id = $1 AND o.customer_id = e.customer_id AND (o.until_on IS NULL OR o.until_on >= ",
            $today,
            ") AND (o.main_at, o.company_id) > (e.main_at, e.company_id)))"
        )
    };
}
pub(crate) use is_main;

#[cfg(test)]
pub(crate) mod tests;
