//! Tables of the platform, of staff and of what every merchant has beside its customers.

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
        table: "cards",
        columns: &[
            (
                &["number", "member_id", "replaced_by"],
                Holds::Stays(
                    "the network's: the platform is its controller, and erasing a customer never erases a member",
                ),
            ),
            (&["mode", "status", "form", "issued_by", "created_at", "updated_at"], Holds::Nothing),
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
                &["first_name", "last_name", "gender", "email", "phone", "birth_date", "birth_month_day"],
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
                    "card_code",
                    "card_mailed",
                    "rfm_due_at",
                    "tiers_due_at",
                    "awards_due_at",
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
        table: "mailbox_folders",
        columns: &[(&["merchant_id", "folder", "uid_validity", "last_uid"], Holds::Nothing)],
    },
    TableEntry {
        table: "mailboxes",
        columns: &[
            (
                &[
                    "merchant_id",
                    "host",
                    "port",
                    "security",
                    "sealed_password",
                    "folders",
                    "enabled",
                    "since",
                    "revision",
                    "last_fetched_at",
                    "fault",
                    "failures",
                    "due_at",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["username"], Holds::Stays("of the merchant")),
        ],
    },
    TableEntry {
        table: "mail_drops",
        columns: &[(&["merchant_id", "token_hash", "sealed", "created_at"], Holds::Nothing)],
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
        table: "refresh_tokens",
        columns: &[(&["token_hash", "session_id", "issued_at", "used_at"], Holds::Nothing)],
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
    TableEntry { table: "write_probe", columns: &[(&["id", "filler"], Holds::Nothing)] },
    TableEntry {
        table: "web_forms",
        columns: &[(
            &["merchant_id", "id", "name", "open", "opens_case", "redirect_url", "created_at", "updated_at"],
            Holds::Nothing,
        )],
    },
];
