//! Tables that hold nothing about customers.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
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
        table: "newsletter_reader_keys",
        columns: &[(&["merchant_id", "newsletter_id", "reader_key", "created_at"], Holds::Nothing)],
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
