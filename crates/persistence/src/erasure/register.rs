//! What every column of every table holds about customers, and what becomes of it when one is erased. A test holds the list
//! against the schema: a table or a column that is not in it fails.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Nothing about a customer.
    Nothing,
    /// The id of a customer. It stays in ledgers and figures, and is nobody's once the customer is erased.
    Id,
    /// Something about a customer, and what erasing does to it.
    Erased(&'static str),
    /// Something that stays, and why.
    Stays(&'static str),
}

/// A table with all of its columns.
#[derive(Clone, Copy, Debug)]
pub struct TableEntry {
    /// Its name.
    pub table: &'static str,
    /// Its columns, those together that hold the same.
    pub columns: &'static [(&'static [&'static str], Holds)],
}

/// Every table.
pub const REGISTER: &[TableEntry] = &[
    TableEntry { table: "allowed_origins", columns: &[(&["merchant_id", "origin"], Holds::Nothing)] },
    TableEntry {
        table: "api_keys",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "role",
                    "scopes",
                    "prefix",
                    "secret_hash",
                    "terminal_id",
                    "created_at",
                    "expires_at",
                    "revoked_at",
                ],
                Holds::Nothing,
            ),
            (&["name"], Holds::Stays("of the staff, not of customers")),
        ],
    },
    TableEntry {
        table: "attribute_definitions",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "key",
                "name",
                "kind",
                "limits",
                "position",
                "created_at",
                "updated_at",
                "deleted_at",
            ],
            Holds::Nothing,
        )],
    },
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
        table: "cards",
        columns: &[
            (
                &["number", "member_id", "replaced_by"],
                Holds::Stays(
                    "the network's: the platform is its controller, and erasing a customer never erases a member",
                ),
            ),
            (&["mode", "status", "issued_by", "created_at", "updated_at"], Holds::Nothing),
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
        table: "consent_texts",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "purpose",
                "channel",
                "locale",
                "version",
                "text",
                "sha256",
                "published_at",
                "standard",
            ],
            Holds::Nothing,
        )],
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
        table: "customer_deletions",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "job_id",
                "state",
                "reason",
                "requested_by_person",
                "total",
                "erased",
                "gone",
                "created_at",
                "finished_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "customer_bulk_edit_items",
        columns: &[
            (&["merchant_id", "bulk_edit_id", "outcome", "reason", "fields"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["sealed_image"], Holds::Erased("opens under the customer's key only, which is destroyed")),
        ],
    },
    TableEntry {
        table: "customer_bulk_edits",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "state",
                    "customers",
                    "changed",
                    "unchanged",
                    "refused",
                    "undone",
                    "conflicts",
                    "pass_done",
                    "pass_total",
                    "job_id",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["at_customer"], Holds::Id),
            (&["asked_by", "undone_by"], Holds::Stays("of the staff, not of customers")),
            (
                &["filter", "changes"],
                Holds::Stays("what the merchant asked for of many, in its own words, for ninety days"),
            ),
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
        table: "customer_import_parts",
        columns: &[
            (&["merchant_id", "import_id", "number"], Holds::Nothing),
            (
                &["bytes"],
                Holds::Stays(
                    "the file as it came, until it is read; what it says about somebody who was erased before is what the merchant says anew",
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
        table: "jobs",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "kind",
                    "state",
                    "run_at",
                    "attempts",
                    "lease_id",
                    "leased_until",
                    "created_at",
                    "finished_at",
                ],
                Holds::Nothing,
            ),
            (&["payload"], Holds::Stays("ids only")),
            (&["last_error"], Holds::Stays("codes only")),
        ],
    },
    TableEntry {
        table: "kept_objections",
        columns: &[
            (&["merchant_id", "channel", "reason", "made_at"], Holds::Nothing),
            (&["address_digest"], Holds::Stays("a keyed hash, so that an objection outlives the customer")),
        ],
    },
    TableEntry {
        table: "key_fingerprints",
        columns: &[(&["sequence", "fingerprint", "known_since"], Holds::Nothing)],
    },
    TableEntry {
        table: "media",
        columns: &[
            (&["merchant_id", "id", "content_type", "width", "height", "size", "created_at"], Holds::Nothing),
            (
                &["file_name", "bytes"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
        ],
    },
    TableEntry {
        table: "members",
        columns: &[
            (&["id", "registered_by", "created_at"], Holds::Nothing),
            (
                &["first_name", "last_name", "gender", "email", "phone", "birth_date"],
                Holds::Stays(
                    "the network's: the platform is its controller, and erasing a customer never erases a member",
                ),
            ),
        ],
    },
    TableEntry {
        table: "merchant_settings",
        columns: &[
            (
                &[
                    "merchant_id",
                    "time_zone",
                    "currency",
                    "locale",
                    "country",
                    "opening_hours",
                    "copyright",
                    "logo_media_id",
                    "link_host",
                    "tracking",
                    "schedule_grace_hours",
                    "quota_multiplier",
                    "tests_per_month",
                    "test_clock_shift",
                    "texts_version",
                    "updated_at",
                    "registration_open",
                    "rfm_due_at",
                ],
                Holds::Nothing,
            ),
            (
                &[
                    "name",
                    "legal_name",
                    "street",
                    "postcode",
                    "city",
                    "contact_phone",
                    "contact_email",
                    "contact_website",
                    "imprint",
                    "publisher",
                    "sender_name",
                    "sender_email",
                    "sender_reply_to",
                ],
                Holds::Stays("of the merchant"),
            ),
        ],
    },
    TableEntry {
        table: "merchants",
        columns: &[
            (
                &[
                    "id",
                    "mode",
                    "status",
                    "time_zone",
                    "currency",
                    "locale",
                    "country",
                    "opening_hours",
                    "copyright",
                    "logo_media_id",
                    "link_host",
                    "tracking",
                    "quota_multiplier",
                    "tests_per_month",
                    "created_at",
                    "updated_at",
                    "test_clock_shift",
                    "texts_version",
                    "schedule_grace_hours",
                ],
                Holds::Nothing,
            ),
            (
                &[
                    "name",
                    "legal_name",
                    "street",
                    "postcode",
                    "city",
                    "contact_phone",
                    "contact_email",
                    "contact_website",
                    "imprint",
                    "publisher",
                    "sender_name",
                    "sender_email",
                    "sender_reply_to",
                ],
                Holds::Stays("of the merchant"),
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
        table: "newsletter_reader_keys",
        columns: &[(&["merchant_id", "newsletter_id", "reader_key", "created_at"], Holds::Nothing)],
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
        table: "pairing_codes",
        columns: &[(
            &["code_hash", "merchant_id", "terminal_id", "created_at", "expires_at", "used_at"],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "platform_idempotency_keys",
        columns: &[
            (&["user_id", "fingerprint", "status", "created_at"], Holds::Nothing),
            (
                &["idempotency_key"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["location", "body"], Holds::Stays("of the staff, not of customers")),
        ],
    },
    TableEntry {
        table: "purchase_lines",
        columns: &[
            (
                &[
                    "merchant_id",
                    "purchase_id",
                    "line",
                    "kind",
                    "quantity",
                    "unit",
                    "unit_price",
                    "discount",
                    "total",
                    "refunded_quantity",
                    "refunded_total",
                ],
                Holds::Nothing,
            ),
            (&["sku", "name", "category"], Holds::Stays("goods")),
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
        table: "quota_entries",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "kind",
                "counter_kind",
                "counter_id",
                "amount",
                "source_kind",
                "source_id",
                "step",
                "created_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "quota_months",
        columns: &[(
            &[
                "merchant_id",
                "period",
                "granted",
                "used",
                "reserved",
                "last_taken",
                "created_at",
                "updated_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "quota_pack_orders",
        columns: &[
            (
                &["merchant_id", "id", "packs", "granted_packs", "state", "ordered_at", "granted_at"],
                Holds::Nothing,
            ),
            (&["ordered_by", "granted_by"], Holds::Stays("of the staff, not of customers")),
        ],
    },
    TableEntry {
        table: "quota_packs",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "order_id",
                    "ordered_at",
                    "granted_at",
                    "size",
                    "used",
                    "reserved",
                    "last_taken",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["granted_by"], Holds::Stays("of the staff, not of customers")),
        ],
    },
    TableEntry {
        table: "quota_reservation_parts",
        columns: &[(
            &[
                "merchant_id",
                "spender_kind",
                "spender_id",
                "position",
                "period",
                "pack_id",
                "reserved",
                "used",
                "returned",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "quota_reservations",
        columns: &[(
            &[
                "merchant_id",
                "spender_kind",
                "spender_id",
                "reserved",
                "used",
                "returned",
                "step",
                "created_at",
                "updated_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry { table: "quota_tests", columns: &[(&["merchant_id", "period", "used"], Holds::Nothing)] },
    TableEntry {
        table: "refresh_tokens",
        columns: &[(&["token_hash", "session_id", "issued_at", "used_at"], Holds::Nothing)],
    },
    TableEntry {
        table: "refund_lines",
        columns: &[(&["merchant_id", "refund_id", "line", "quantity", "total"], Holds::Nothing)],
    },
    TableEntry {
        table: "refunds",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "purchase_id",
                    "source",
                    "business_date",
                    "occurred_at",
                    "recorded_at",
                    "clock_skewed",
                    "total",
                ],
                Holds::Nothing,
            ),
            (
                &["refund_number"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["fingerprint"], Holds::Stays("of goods, numbers and times; it says nothing of who bought")),
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
        table: "rfm_settings",
        columns: &[(&["merchant_id", "settings", "last_cuts", "last_ended_at"], Holds::Nothing)],
    },
    TableEntry {
        table: "segments",
        columns: &[
            (&["merchant_id", "id", "created_at", "updated_at"], Holds::Nothing),
            (
                &["name", "name_folded", "filter"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
        ],
    },
    TableEntry {
        table: "sessions",
        columns: &[(&["id", "user_id", "created_at", "expires_at", "revoked_at"], Holds::Nothing)],
    },
    TableEntry {
        table: "stores",
        columns: &[
            (&["merchant_id", "id", "closed_at", "created_at", "updated_at"], Holds::Nothing),
            (&["name", "code", "street", "postcode", "city", "country"], Holds::Stays("a place of sale")),
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
    TableEntry {
        table: "tags",
        columns: &[
            (&["merchant_id", "id", "colour", "created_at", "updated_at"], Holds::Nothing),
            (
                &["name", "name_folded"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
        ],
    },
    TableEntry {
        table: "templates",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "name",
                "layout",
                "accent",
                "background",
                "font",
                "created_at",
                "updated_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "terminals",
        columns: &[
            (
                &["merchant_id", "id", "store_id", "paired_at", "revoked_at", "created_at", "updated_at"],
                Holds::Nothing,
            ),
            (&["name"], Holds::Stays("a device")),
        ],
    },
    TableEntry {
        table: "users",
        columns: &[
            (&["id", "merchant_id", "role", "status", "created_at", "updated_at"], Holds::Nothing),
            (
                &["email", "email_folded", "name", "password_hash"],
                Holds::Stays("of the staff, not of customers"),
            ),
        ],
    },
    TableEntry {
        table: "waiting_refunds",
        columns: &[
            (
                &[
                    "merchant_id",
                    "business_date",
                    "refund_number",
                    "refund_id",
                    "receipt_id",
                    "receipt_source",
                    "receipt_business_date",
                    "occurred_at",
                    "recorded_at",
                    "lines",
                    "rejected_because",
                ],
                Holds::Nothing,
            ),
            (
                &["source", "receipt_number"],
                Holds::Stays("a code of the integration or of the till, never about the person"),
            ),
            (&["fingerprint"], Holds::Stays("of goods, numbers and times; it says nothing of who bought")),
        ],
    },
    TableEntry { table: "write_probe", columns: &[(&["id", "filler"], Holds::Nothing)] },
];
