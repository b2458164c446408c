//! Where each column is told of tables of loyalty.

use super::coverage::TableTold::{self, Columns, NotTold};
use super::coverage::Told::{At, In, Not};
use super::coverage_tables::{OWN_WORDS, WHOSE, WORKING};

/// Every one of them.
pub(super) const OF_LOYALTY: &[(&str, TableTold)] = &[
    (
        "point_accounts",
        Columns(&[
            (&["id", "programme_id", "point_type", "opened_at", "merged_into"], In("point_accounts[]")),
            (&["available", "pending", "reserved", "deficit"], In("point_accounts[].balance")),
            (&["last_operation"], At("point_operations[].number")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    ("point_adjustments", NotTold("what staff asked each other for; what was done is in the operations")),
    ("point_earnings", NotTold("which rule gave what for which line; the operations tell the points")),
    ("point_lot_moves", NotTold("of which points an operation took some; the operations tell how many")),
    (
        "point_lots",
        Columns(&[
            (
                &["id", "purchase_id", "original", "pending", "available_from", "expires_at"],
                In("point_accounts[].lots[]"),
            ),
            (&["remaining"], At("point_accounts[].lots[].points")),
            (&["account_id"], At("point_accounts[].id")),
            (&["operation_id", "due_at"], WORKING),
        ]),
    ),
    (
        "point_operations",
        Columns(&[
            (
                &[
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
                    "purchase_id",
                    "refund_id",
                    "programme_version",
                    "reason",
                    "actor",
                ],
                In("point_operations[]"),
            ),
            (&["counter_place", "counter"], Not("the merchant's side of the same points")),
        ]),
    ),
    ("point_rule_uses", NotTold("sums of what rules gave, by which limits are kept")),
    ("point_told_rules", NotTold("which rules gave a receipt nothing; what others gave is in the operations")),
    (
        "programme_members",
        Columns(&[
            (&["id", "programme_id", "joined_at", "left_at"], In("programmes[]")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    ("programme_versions", NotTold(OWN_WORDS)),
    (
        "programmes",
        Columns(&[
            (&["id"], At("programmes[].programme_id")),
            (&["name"], In("programmes[]")),
            (&["state", "version", "created_at", "updated_at"], WORKING),
        ]),
    ),
];
