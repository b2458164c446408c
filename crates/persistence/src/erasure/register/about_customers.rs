//! Tables that hold something about customers.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "audit_events",
        columns: &[
            (&["merchant_id", "id", "occurred_at", "actor", "action", "subject_kind"], Holds::Nothing),
            (&["subject_id", "customer_id"], Holds::Id),
            (
                &["changes"],
                Holds::Stays(
                    "what is noted of no customer; values that the merchant put into a filter are its own words",
                ),
            ),
            (&["sealed_changes"], Holds::Erased("opens under the customer's key only, which is destroyed")),
        ],
    },
    TableEntry {
        table: "captured_messages",
        columns: &[
            (&["merchant_id", "id", "channel", "created_at"], Holds::Nothing),
            (
                &["recipient", "subject", "html", "text", "headers"],
                Holds::Erased("messages to an address of the customer are thrown away"),
            ),
        ],
    },
    TableEntry {
        table: "confirmation_tokens",
        columns: &[
            (
                &["merchant_id", "purpose", "channel", "text_id", "created_at", "expires_at", "used_at"],
                Holds::Nothing,
            ),
            (&["token_hash", "address"], Holds::Erased("goes with the customer")),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "consent_events",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "sequence",
                    "purpose",
                    "channel",
                    "state",
                    "text_id",
                    "actor_kind",
                    "actor_id",
                    "occurred_at",
                    "recorded_at",
                    "previous_hash",
                    "hash",
                    "erased_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["address"], Holds::Erased("taken out")),
            (&["source"], Holds::Stays("a code of the integration or of the till, never about the person")),
            (&["text_version"], Holds::Stays("which text was shown")),
            (&["evidence"], Holds::Erased("taken out; it opened under the customer's key only")),
            (
                &["commitment"],
                Holds::Stays(
                    "keyed by the customer's key, which is destroyed: nothing can be tried out against it",
                ),
            ),
        ],
    },
    TableEntry {
        table: "consent_states",
        columns: &[
            (&["merchant_id", "purpose", "channel", "event_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["state", "address", "since", "source"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_attributes",
        columns: &[
            (&["merchant_id", "attribute_id", "place"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["written", "folded", "number"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_deletion_items",
        columns: &[
            (&["merchant_id", "deletion_id", "outcome"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "customer_import_keys",
        columns: &[
            (&["merchant_id", "import_id", "number"], Holds::Nothing),
            (
                &["about"],
                Holds::Erased(
                    "those of rows about the customer are thrown away, the others when the import is over",
                ),
            ),
        ],
    },
    TableEntry {
        table: "customer_import_rows",
        columns: &[
            (&["merchant_id", "import_id", "number", "disposition"], Holds::Nothing),
            (&["cells", "remarks"], Holds::Erased("rows about the customer are thrown away")),
            (&["customer_id"], Holds::Erased("taken out")),
        ],
    },
    TableEntry {
        table: "customer_imports",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "size",
                    "state",
                    "problem",
                    "kind",
                    "separator",
                    "encoding",
                    "layout",
                    "options",
                    "rows_found",
                    "at_row",
                    "revision",
                    "job_id",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (
                &["file_name"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
            (
                &["columns"],
                Holds::Erased("the samples of an import with a row about the customer are emptied"),
            ),
        ],
    },
    TableEntry {
        table: "customer_keys",
        columns: &[
            (&["merchant_id", "created_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["sealed_key"], Holds::Erased("destroyed")),
        ],
    },
    TableEntry {
        table: "customer_rfm",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["recency", "frequency", "monetary", "class"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_tags",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["tag_id"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_totals",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["purchase_count", "purchase_total", "first_purchase_at", "last_purchase_at"],
                Holds::Erased("goes with the customer"),
            ),
        ],
    },
    TableEntry {
        table: "customers",
        columns: &[
            (&["merchant_id", "id"], Holds::Nothing),
            (
                &[
                    "member_id",
                    "customer_type",
                    "regular_since",
                    "regular_until",
                    "external_id",
                    "gender",
                    "first_name",
                    "first_name_folded",
                    "last_name",
                    "last_name_folded",
                    "vocative",
                    "company",
                    "company_folded",
                    "email",
                    "email_folded",
                    "email_verified_at",
                    "phone",
                    "birth_date",
                    "birth_month_day",
                    "language",
                    "street",
                    "street_folded",
                    "postcode",
                    "postcode_folded",
                    "city",
                    "city_folded",
                    "country",
                    "attributes",
                    "utm_source",
                    "utm_medium",
                    "utm_campaign",
                    "utm_term",
                    "utm_content",
                    "referral_id",
                    "created_by",
                    "data_consent_source",
                    "data_consent_text",
                    "search_text",
                    "created_at",
                    "updated_at",
                    "restricted_at",
                    "external_id_folded",
                    "referral_id_folded",
                    "utm_source_folded",
                    "utm_medium_folded",
                    "utm_campaign_folded",
                    "utm_term_folded",
                    "utm_content_folded",
                    "email_since",
                    "phone_since",
                    "title",
                    "title_folded",
                ],
                Holds::Erased("the row is removed"),
            ),
        ],
    },
    TableEntry {
        table: "data_export_parts",
        columns: &[
            (&["merchant_id", "export_id", "form", "number"], Holds::Nothing),
            (&["sealed"], Holds::Erased("goes with the customer; it opens under the customer's key only")),
        ],
    },
    TableEntry {
        table: "data_exports",
        columns: &[
            (&["merchant_id", "id", "job_id", "state", "created_at", "expires_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "deliveries",
        columns: &[
            (
                &[
                    "merchant_id",
                    "newsletter_id",
                    "channel",
                    "state",
                    "attempts",
                    "next_attempt_at",
                    "lease_id",
                    "leased_until",
                    "settled_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["address"], Holds::Erased("emptied")),
            (&["reason"], Holds::Erased("what a relay said is replaced by a word")),
        ],
    },
    TableEntry {
        table: "erased_customers",
        columns: &[
            (&["merchant_id", "requested_by_person", "erased_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["member_digest"], Holds::Stays("a keyed hash, by which late receipts are known")),
            (&["reason"], Holds::Stays("a word of a closed list")),
        ],
    },
    TableEntry {
        table: "idempotency_customers",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id", "actor_id", "idempotency_key"], Holds::Erased("taken out")),
        ],
    },
    TableEntry {
        table: "idempotency_keys",
        columns: &[
            (&["merchant_id", "actor_id", "status", "created_at"], Holds::Nothing),
            (
                &["idempotency_key"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (
                &["fingerprint", "location", "body"],
                Holds::Erased("emptied where the answer named the customer"),
            ),
        ],
    },
    TableEntry {
        table: "newsletter_hits",
        columns: &[
            (
                &[
                    "merchant_id",
                    "newsletter_id",
                    "id",
                    "kind",
                    "position",
                    "verdict",
                    "reason",
                    "occurred_at",
                    "channel",
                ],
                Holds::Nothing,
            ),
            (&["customer_id", "reader"], Holds::Id),
        ],
    },
    TableEntry {
        table: "newsletter_unsubscribes",
        columns: &[
            (&["merchant_id", "newsletter_id", "occurred_at", "channel"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "newsletters",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "state",
                    "template_id",
                    "locale",
                    "scheduled_at",
                    "not_started",
                    "frozen_at",
                    "finished_at",
                    "excluded",
                    "recipients",
                    "sent",
                    "failed",
                    "unknown",
                    "excluded_later",
                    "cancelled",
                    "created_at",
                    "updated_at",
                    "quota_used",
                    "quota_returned",
                    "pause_reason",
                    "tracking",
                    "resumed_from",
                ],
                Holds::Nothing,
            ),
            (
                &["name", "subject", "intro", "audience", "content"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
            (&["pause_detail"], Holds::Erased("emptied where a relay named an address of the customer")),
        ],
    },
    TableEntry {
        table: "purchases",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "business_date",
                    "buyer_warning",
                    "store_id",
                    "terminal_id",
                    "occurred_at",
                    "recorded_at",
                    "clock_skewed",
                    "currency",
                    "total",
                    "refunded_total",
                    "fully_refunded",
                    "counts_as_recorded",
                ],
                Holds::Nothing,
            ),
            (
                &["source", "receipt_number"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["fingerprint"], Holds::Erased("zeroed: a phone number could be guessed from it")),
            (&["customer_id", "identified_by", "card_number"], Holds::Erased("taken out")),
            (&["tenders"], Holds::Stays("ways of payment")),
            (&["coupons"], Holds::Stays("codes of coupons")),
            (&["warnings"], Holds::Stays("codes and pointers only")),
        ],
    },
    TableEntry {
        table: "rfm_moves",
        columns: &[
            (&["merchant_id", "id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["moved_on", "from_class", "to_class", "recency", "frequency", "monetary"],
                Holds::Erased("goes with the customer"),
            ),
        ],
    },
    TableEntry {
        table: "suppressions",
        columns: &[
            (&["merchant_id", "channel", "reason", "source", "created_at", "expires_at"], Holds::Nothing),
            (
                &["address"],
                Holds::Erased(
                    "forgotten, unless another customer has the address; an objection goes on as a keyed hash",
                ),
            ),
        ],
    },
];
