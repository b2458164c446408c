//! Tables of rewards and of their orders. An order stays with the id of the customer, which is nobody's once the customer is erased.

use super::{Holds, TableEntry};

const OF_STAFF: Holds = Holds::Stays("of the staff and of devices, not of customers");

pub(super) const TABLES: &[TableEntry] = &[
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
                    "price_tier",
                    "price_segment_id",
                    "given_operation_id",
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
                    "gives_programme_id",
                    "gives_point_type",
                    "gives_points",
                ],
                Holds::Nothing,
            ),
            (&["texts"], Holds::Stays("what the merchant wrote for many, not about a customer")),
        ],
    },
];
