//! What may have happened with a customer whom an import has made, so that they are not removed again.

/// A condition on the customers of a source, which follows it.
macro_rules! rows_of {
    ($what:literal, $table:literal) => {
        (
            $table,
            concat!(
                " UNION SELECT '",
                $what,
                "', x.customer_id FROM ",
                $table,
                " AS x WHERE x.merchant_id = $1 AND "
            ),
        )
    };
}

/// What may have happened, and the rows of which table tell it. That the customer was made is the first row of the trail of
/// changes.
pub(super) const HAPPENINGS: &[(&str, &str)] = &[
    rows_of!("purchases", "purchases"),
    rows_of!("messages", "deliveries"),
    rows_of!("messages", "confirmation_tokens"),
    rows_of!("reactions", "newsletter_hits"),
    rows_of!("interactions", "interactions"),
    rows_of!("cases", "service_cases"),
    rows_of!("carts", "carts"),
    rows_of!("events", "custom_events"),
    rows_of!("employments", "company_employees"),
    rows_of!("offers", "company_offers"),
    rows_of!("offers", "company_offer_versions"),
    rows_of!("messages", "company_offer_mails"),
    rows_of!("messages", "card_links"),
    rows_of!("surveys", "survey_invitations"),
    rows_of!("programmes", "programme_members"),
    rows_of!("points", "point_accounts"),
    rows_of!("reward_orders", "reward_orders"),
    rows_of!("referrals", "referral_codes"),
    rows_of!("referrals", "referrals"),
    rows_of!("coupons", "coupon_campaigns"),
    rows_of!("coupons", "coupon_uses"),
    rows_of!("coupons", "coupon_codes"),
    rows_of!("files", "customer_files"),
    rows_of!("mails", "customer_mails"),
    rows_of!("data_exports", "data_exports"),
    (
        "customer_merges",
        " UNION SELECT 'merges', x.customer_id
          FROM (SELECT m.merchant_id, m.survivor_id AS customer_id FROM customer_merges AS m WHERE m.merchant_id = $1) AS x
          WHERE x.merchant_id = $1 AND ",
    ),
];

/// Tables with rows about customers that tell of nothing that has happened with one, and why.
#[cfg(test)]
const TELL_NOTHING: &[(&str, &str)] = &[
    ("audit_events", "more than one row is looked for by itself"),
    ("consent_events", "the ledger is looked at by itself, from the last entry of the import on"),
    ("consent_states", "they follow from the ledger"),
    ("customer_attributes", "a change of them is in the trail"),
    ("customer_bulk_edit_items", "an edit that has changed something is in the trail"),
    ("customer_deletion_items", "who is erased is gone"),
    ("customer_import_rows", "the rows of the import itself; what another one has changed is in the trail"),
    ("customer_keys", "the key of what is kept"),
    ("customer_merge_images", "the merge tells it"),
    ("customer_merge_moves", "the merge tells it"),
    ("customer_rfm", "reckoned of everybody"),
    ("customer_search_rows", "the index of the quick search"),
    ("customer_tags", "a change of them is in the trail"),
    ("customer_totals", "the purchases tell it"),
    ("erased_customers", "who is erased is gone"),
    ("idempotency_customers", "which answers show the customer"),
    ("invoices", "an invoice is a purchase"),
    ("joined_members", "the merge tells it"),
    ("newsletter_coupons", "the code is the customer's, which tells it"),
    ("newsletter_unsubscribes", "the ledger tells it, too"),
    ("member_tiers", "reckoned from the purchases"),
    ("past_simulation_customers", "the purchases tell it"),
    ("point_accrual_items", "what was credited is in an account"),
    ("point_awards", "what was given is in an account"),
    ("rfm_moves", "reckoned of everybody"),
    ("tier_moves", "reckoned from the purchases"),
    ("undone_consents", "the ledger is looked at by itself"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::merging::fates::TABLES;

    #[test]
    fn every_table_about_customers_tells_what_has_happened_or_nothing() {
        let about: BTreeSet<&str> = TABLES.iter().map(|(table, ..)| *table).collect();
        let quiet = TELL_NOTHING.iter().map(|(table, _)| *table);
        let decided: Vec<&str> = HAPPENINGS.iter().map(|(table, _)| *table).chain(quiet).collect();
        let once: BTreeSet<&str> =
            decided.iter().copied().filter(|table| *table != "customer_merges").collect();
        assert_eq!(once, about, "say whether an import whose customer has such rows can be undone");
        assert_eq!(once.len() + 1, decided.len(), "a table is there twice");
    }
}
