//! Where each column is told of tables of loyalty.

use super::coverage::TableTold::{self, Columns, NotTold};
use super::coverage::Told::{At, In, Not};
use super::coverage_tables::{OWN_WORDS, WHOSE, WORKING};

/// Every one of them.
pub(super) const OF_LOYALTY: &[(&str, TableTold)] = &[
    ("coupon_batches", NotTold(OWN_WORDS)),
    (
        "coupon_campaigns",
        Columns(&[
            (&["id"], At("coupons[].campaign_id")),
            (&["name"], In("coupons[]")),
            (&["state", "used", "reserved", "spent", "created_at", "updated_at"], WORKING),
            (&["terms", "per_code", "segment_id"], Not(OWN_WORDS)),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "coupon_codes",
        Columns(&[
            (&["code", "campaign_id", "given_at", "voided_at", "void_reason"], In("held_coupons[]")),
            (&["used"], Not("the uses tell which the customer used")),
            (&["batch_id"], WORKING),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "coupon_uses",
        Columns(&[
            (
                &[
                    "id",
                    "campaign_id",
                    "code",
                    "purchase_id",
                    "state",
                    "amount",
                    "day",
                    "actor",
                    "reserved_until",
                    "created_at",
                    "settled_at",
                ],
                In("coupons[]"),
            ),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "newsletter_coupons",
        Columns(&[(&["newsletter_id", "code"], In("held_coupons[]")), (&["customer_id"], WHOSE)]),
    ),
    (
        "member_tiers",
        Columns(&[
            (&["programme_id"], At("programmes[].programme_id")),
            (&["tier", "lock_tier", "lock_reason", "lock_until", "locked_at"], In("programmes[]")),
            (&["since"], At("programmes[].tier_since")),
            (
                &[
                    "base_tier",
                    "base_kept_before",
                    "base_on",
                    "revision",
                    "last_move",
                    "due_at",
                    "counted_since",
                ],
                WORKING,
            ),
            (&["locked_by"], Not("which of the staff has fixed the tier")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "past_simulation_customers",
        NotTold("what the merchant tried; what the customer has and had is in the operations"),
    ),
    ("past_simulations", NotTold(OWN_WORDS)),
    (
        "point_accounts",
        Columns(&[
            (&["id", "programme_id", "point_type", "opened_at", "merged_into"], In("point_accounts[]")),
            (&["available", "pending", "reserved", "deficit"], In("point_accounts[].balance")),
            (&["last_operation"], At("point_operations[].number")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "point_accrual_items",
        NotTold("whom the merchant meant to give points; what was credited is in the operations"),
    ),
    ("point_accruals", NotTold(OWN_WORDS)),
    ("point_adjustments", NotTold("what staff asked each other for; what was done is in the operations")),
    (
        "point_awards",
        NotTold(
            "which rule gave the points of an operation on which occasion; the operations tell the points",
        ),
    ),
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
            (&["accrual_id"], Not("with which others the merchant gave points at once")),
        ]),
    ),
    ("point_reservations", NotTold("which points were held for how long; the operations tell how many")),
    ("point_rule_budgets", NotTold("what rules gave to all customers together")),
    ("point_rule_uses", NotTold("sums of what rules gave, by which limits are kept")),
    (
        "point_told_rules",
        NotTold("which rules gave a receipt nothing; what others gave is in the operations"),
    ),
    (
        "programme_members",
        Columns(&[
            (&["id", "programme_id", "joined_at", "left_at", "terms_version"], In("programmes[]")),
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
    (
        "referral_codes",
        Columns(&[
            (&["code"], At("programmes[].referral_code")),
            (&["programme_id"], At("programmes[].programme_id")),
            (&["created_at", "made_for"], WORKING),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "referrals",
        Columns(&[
            (
                &[
                    "id",
                    "code",
                    "state",
                    "point_type",
                    "minimum",
                    "created_at",
                    "bought_by",
                    "purchase_id",
                    "qualified_at",
                    "due_at",
                    "settled_at",
                ],
                In("programmes[].referrals[]"),
            ),
            (&["refusal"], At("programmes[].referrals[].reason")),
            (&["referrer_points", "referred_points"], At("programmes[].referrals[].points")),
            (&["programme_id"], At("programmes[].programme_id")),
            (&["programme_version", "return_days"], Not(OWN_WORDS)),
            (
                &["referrer_operation_id", "referred_operation_id"],
                Not("the operations tell which points were credited for a referral"),
            ),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "reward_codes",
        Columns(&[
            (&["code"], At("reward_orders[].codes[]")),
            (&["order_id"], At("reward_orders[].id")),
            (&["reward_id"], At("reward_orders[].reward_id")),
            (&["added_at"], WORKING),
        ]),
    ),
    (
        "reward_order_states",
        NotTold("who of the staff brought an order further; the order tells where it stands"),
    ),
    (
        "reward_orders",
        Columns(&[
            (
                &[
                    "id",
                    "reward_id",
                    "programme_id",
                    "account_id",
                    "quantity",
                    "point_type",
                    "points",
                    "store_id",
                    "handover",
                    "address",
                    "state",
                    "price_tier",
                    "price_segment_id",
                    "given_operation_id",
                    "expires_at",
                    "created_at",
                    "updated_at",
                ],
                In("reward_orders[]"),
            ),
            (&["customer_id"], WHOSE),
            (&["reservation_id", "holds_stock"], WORKING),
        ]),
    ),
    ("reward_stock_movements", NotTold("what came in and went out of the merchant's stock")),
    ("rewards", NotTold(OWN_WORDS)),
    (
        "tier_moves",
        Columns(&[
            (&["programme_id"], At("programmes[].programme_id")),
            (
                &[
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
                In("programmes[].tier_moves[]"),
            ),
            (&["customer_id"], WHOSE),
        ]),
    ),
];
