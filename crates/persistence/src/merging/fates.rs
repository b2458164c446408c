//! What becomes of the rows about a customer who is merged, table by table.

/// What becomes of the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They become the survivor's, and each is remembered.
    Moved,
    /// The survivor has what both had, by a rule of its own. The image has the rows.
    United,
    /// They follow from others.
    Recomputed,
    /// They stay with the id that they are about.
    Stays,
    /// They go with the record, and do not come back when the merge is undone.
    Goes,
}

/// Every table with rows about customers, what becomes of them, and why. A test holds the list against the schema: whoever
/// adds a table decides.
#[cfg_attr(not(test), expect(dead_code, reason = "a test holds it against the schema"))]
pub(crate) const TABLES: &[(&str, Fate, &str)] = &[
    ("audit_events", Fate::Stays, "it tells what was done to that record, sealed with its key"),
    ("card_links", Fate::Moved, "a link that was handed over leads to the card of the survivor"),
    ("carts", Fate::Moved, "what the person left in shops"),
    ("company_employees", Fate::Moved, "but for a company for which both work: each keeps its own"),
    ("company_offer_mails", Fate::Moved, "what was written to the person"),
    ("company_offer_versions", Fate::Moved, "with the offers, whoever was the contact of each version"),
    ("company_offers", Fate::Moved, "what was offered to the company by way of the person"),
    ("confirmation_tokens", Fate::Moved, "a link in a mail still holds, for the address that it was sent to"),
    ("consent_events", Fate::Stays, "a ledger only grows, and its chain is that of the record"),
    ("consent_states", Fate::United, "the most restrictive statement wins"),
    ("coupon_campaigns", Fate::Moved, "what was for that person alone"),
    ("coupon_codes", Fate::Moved, "the codes that were the person's"),
    (
        "coupon_uses",
        Fate::Moved,
        "which coupons the person used; limits count those of both from then on, and what is over them stays",
    ),
    ("custom_events", Fate::Moved, "what other tools told of the person"),
    ("customer_attributes", Fate::United, "attribute by attribute"),
    (
        "customer_bulk_edit_items",
        Fate::Stays,
        "it tells what an edit did to that record, and its image has that record's key",
    ),
    (
        "customer_deletion_items",
        Fate::Stays,
        "it tells whom an erasure was to erase; who is merged meanwhile is gone",
    ),
    ("customer_files", Fate::Moved, "each opens with the key of the record that it was attached to"),
    ("customer_import_rows", Fate::Stays, "it tells what an import did; the id means the survivor"),
    ("customer_keys", Fate::Stays, "it opens the trail, the evidence and the image of that record"),
    (
        "customer_mails",
        Fate::Moved,
        "each opens with the key of the record that it came to; one that both had is there twice",
    ),
    ("customer_merge_images", Fate::Stays, "an earlier merge is undone by it"),
    ("customer_merge_moves", Fate::Stays, "an earlier merge is undone by it"),
    ("customer_rfm", Fate::Recomputed, "the next scoring is due at once"),
    ("customer_search_rows", Fate::Recomputed, "the index of the quick search follows the record"),
    ("customer_tags", Fate::United, "the survivor has the tags of both"),
    ("customer_totals", Fate::Recomputed, "counted anew from the receipts"),
    ("data_exports", Fate::Goes, "a copy of a record that is no more; whoever asks anew gets all of it"),
    ("deliveries", Fate::Moved, "but for a newsletter that both got: each keeps its own"),
    ("erased_customers", Fate::Stays, "nobody is erased and merged"),
    (
        "idempotency_customers",
        Fate::Stays,
        "it tells which answers show that id; erasing the survivor forgets them too",
    ),
    ("interactions", Fate::Moved, "what staff wrote of the person"),
    ("invoices", Fate::Moved, "with their payments; their purchases move, too"),
    ("joined_members", Fate::Moved, "their cards mean the survivor"),
    (
        "member_tiers",
        Fate::Stays,
        "the survivor has the better tier of both; that of the record waits for the merge to be undone",
    ),
    (
        "newsletter_coupons",
        Fate::Moved,
        "but for a newsletter of which both have a coupon: each keeps its own",
    ),
    ("newsletter_hits", Fate::Moved, "who has read what"),
    ("newsletter_unsubscribes", Fate::Moved, "but for a newsletter that both unsubscribed through"),
    (
        "past_simulation_customers",
        Fate::Stays,
        "it tells what was tried with the receipts of that record then",
    ),
    (
        "point_accounts",
        Fate::Moved,
        "with their operations and lots, but for a type of which the survivor has an account: each keeps its own",
    ),
    (
        "point_accrual_items",
        Fate::Stays,
        "it tells whom an accrual meant; who was merged before their turn is meant as the survivor",
    ),
    (
        "point_awards",
        Fate::Moved,
        "but for an occasion on which the rule gave to both: nobody gets on it again what one of them got",
    ),
    (
        "programme_members",
        Fate::Moved,
        "but for a programme in which the survivor is already, or which they left: a merge brings nobody in again",
    ),
    ("purchases", Fate::Moved, "with their lines and refunds"),
    (
        "referral_codes",
        Fate::Moved,
        "a code that somebody was told still holds, and brings the survivor what it brings",
    ),
    (
        "referrals",
        Fate::Moved,
        "by whom the person was invited, but where the survivor was invited, too: nobody is referred twice",
    ),
    ("reward_orders", Fate::Moved, "what the person has ordered for points, with its history"),
    ("rfm_moves", Fate::Moved, "the history of the person"),
    ("service_cases", Fate::Moved, "with what was said about them"),
    ("survey_invitations", Fate::Moved, "who was asked what, and the answers"),
    ("tier_moves", Fate::Stays, "the history of that record; what a merge moves is in that of the survivor"),
    (
        "undone_consents",
        Fate::Goes,
        "without it an import takes an entry that was taken back for one that stands, and opens less",
    ),
];
