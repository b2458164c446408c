//! Tables of loyalty. An account of points, what was done with it and that somebody was in a programme stay with the id of the
//! customer, which is nobody's once the customer is erased.

use super::{Holds, TableEntry};

const OF_STAFF: Holds = Holds::Stays("of the staff and of devices, not of customers");

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "coupon_batches",
        columns: &[(
            &["merchant_id", "id", "campaign_id", "prefix", "wanted", "made", "created_at"],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "coupon_campaigns",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "state",
                    "per_code",
                    "segment_id",
                    "used",
                    "reserved",
                    "spent",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["name"], Holds::Stays("what the merchant calls it")),
            (&["terms"], Holds::Stays("what the merchant gives, not about a customer")),
        ],
    },
    TableEntry {
        table: "coupon_codes",
        columns: &[(&["merchant_id", "code", "campaign_id", "used"], Holds::Nothing)],
    },
    TableEntry {
        table: "coupon_uses",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "campaign_id",
                    "code",
                    "purchase_id",
                    "state",
                    "amount",
                    "day",
                    "reserved_until",
                    "created_at",
                    "settled_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["actor"], OF_STAFF),
        ],
    },
    TableEntry {
        table: "member_tiers",
        columns: &[
            (
                &[
                    "merchant_id",
                    "programme_id",
                    "tier",
                    "since",
                    "base_tier",
                    "base_kept_before",
                    "base_on",
                    "lock_tier",
                    "lock_reason",
                    "lock_until",
                    "locked_at",
                    "revision",
                    "last_move",
                    "due_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["locked_by"], OF_STAFF),
        ],
    },
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
        table: "point_reservations",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "account_id",
                "operation_id",
                "points",
                "captured",
                "state",
                "held_until",
                "order_id",
                "made_at",
                "ended_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "point_rule_budgets",
        columns: &[(&["merchant_id", "rule_id", "since", "begins_on", "points"], Holds::Nothing)],
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
    TableEntry {
        table: "reward_codes",
        columns: &[
            (&["merchant_id", "reward_id", "added_at", "order_id"], Holds::Nothing),
            (&["code"], Holds::Stays("what the merchant made for whoever orders it")),
        ],
    },
    TableEntry {
        table: "reward_order_states",
        columns: &[
            (&["merchant_id", "order_id", "place", "state", "recorded_at"], Holds::Nothing),
            (&["actor"], OF_STAFF),
        ],
    },
    TableEntry {
        table: "reward_orders",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "reward_id",
                    "programme_id",
                    "account_id",
                    "reservation_id",
                    "quantity",
                    "point_type",
                    "points",
                    "store_id",
                    "handover",
                    "state",
                    "holds_stock",
                    "expires_at",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["address"], Holds::Erased("taken out of the order")),
        ],
    },
    TableEntry {
        table: "reward_stock_movements",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "reward_id",
                    "store_id",
                    "kind",
                    "quantity",
                    "order_id",
                    "recorded_at",
                ],
                Holds::Nothing,
            ),
            (&["actor"], OF_STAFF),
        ],
    },
    TableEntry {
        table: "reward_stocks",
        columns: &[(&["merchant_id", "reward_id", "store_id", "on_hand", "reserved"], Holds::Nothing)],
    },
    TableEntry {
        table: "rewards",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "programme_id",
                    "kind",
                    "stock",
                    "media_id",
                    "prices",
                    "back_order",
                    "limit_per_member",
                    "hold_minutes",
                    "available_from",
                    "available_until",
                    "state",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["texts"], Holds::Stays("what the merchant wrote for many, not about a customer")),
        ],
    },
    TableEntry {
        table: "tier_moves",
        columns: &[
            (
                &[
                    "merchant_id",
                    "programme_id",
                    "number",
                    "from_tier",
                    "to_tier",
                    "cause",
                    "counted",
                    "window_from",
                    "window_behind",
                    "programme_version",
                    "moved_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
        ],
    },
];
