//! Tables of loyalty. An account of points, what was done with it and that somebody was in a programme stay with the id of the
//! customer, which is nobody's once the customer is erased.

use super::{Holds, TableEntry};

const OF_STAFF: Holds = Holds::Stays("of the staff and of devices, not of customers");

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "point_accounts",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "programme_id",
                    "point_type",
                    "available",
                    "pending",
                    "reserved",
                    "deficit",
                    "last_operation",
                    "opened_at",
                    "merged_into",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "point_adjustments",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "account_id",
                    "points",
                    "reason",
                    "expires_at",
                    "state",
                    "asked_at",
                    "decided_at",
                    "operation_id",
                ],
                Holds::Nothing,
            ),
            (&["asked_by", "decided_by"], OF_STAFF),
        ],
    },
    TableEntry {
        table: "point_earnings",
        columns: &[(
            &[
                "merchant_id",
                "purchase_id",
                "account_id",
                "rule_id",
                "line",
                "points",
                "quantity",
                "amount",
                "day",
                "store_id",
                "taken_back",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "point_lot_moves",
        columns: &[(&["merchant_id", "operation_id", "place", "lot_id", "amount"], Holds::Nothing)],
    },
    TableEntry {
        table: "point_lots",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "account_id",
                "operation_id",
                "purchase_id",
                "original",
                "remaining",
                "pending",
                "available_from",
                "expires_at",
                "due_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "point_operations",
        columns: &[
            (
                &[
                    "merchant_id",
                    "account_id",
                    "number",
                    "id",
                    "kind",
                    "occurred_at",
                    "recorded_at",
                    "available",
                    "pending",
                    "reserved",
                    "deficit",
                    "counter_place",
                    "counter",
                    "purchase_id",
                    "refund_id",
                    "programme_version",
                    "reason",
                ],
                Holds::Nothing,
            ),
            (&["actor"], OF_STAFF),
        ],
    },
    TableEntry {
        table: "point_rule_uses",
        columns: &[(
            &[
                "merchant_id",
                "account_id",
                "rule_id",
                "store_id",
                "day",
                "times",
                "points",
                "quantity",
                "amount",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "point_told_rules",
        columns: &[(
            &["merchant_id", "purchase_id", "account_id", "programme_version", "told"],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "programme_members",
        columns: &[
            (&["merchant_id", "id", "programme_id", "joined_at", "left_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "programme_versions",
        columns: &[
            (&["merchant_id", "programme_id", "version", "recorded_at"], Holds::Nothing),
            (&["configuration"], Holds::Stays("what the merchant wrote for many, not about a customer")),
            (&["actor"], OF_STAFF),
        ],
    },
    TableEntry {
        table: "programmes",
        columns: &[
            (&["merchant_id", "id", "state", "version", "created_at", "updated_at"], Holds::Nothing),
            (&["name"], Holds::Stays("what the merchant calls it")),
        ],
    },
];
