//! Tables of newsletters, segments and quota.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
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
                    "coupon_campaign_id",
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
];
