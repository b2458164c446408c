//! Who may be named among those who reacted.

/// Whether the customer of `$customer` has consented to profiling: only then may a reaction be told of that customer.
macro_rules! may_be_profiled {
    ($customer:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM consent_states AS profiling WHERE profiling.merchant_id = $1
                 AND profiling.customer_id = ",
            $customer,
            " AND profiling.purpose = 'profiling' AND profiling.channel = '' AND profiling.state = 'granted')"
        )
    };
}
pub(crate) use may_be_profiled;
