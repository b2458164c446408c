//! Which tables belong to a merchant, and which to the platform. A test holds this list against the database.

/// Tables whose rows each belong to one merchant.
pub const MERCHANT_TABLES: &[&str] = &[
    "api_keys",
    "captured_messages",
    "consent_states",
    "customer_tags",
    "customer_totals",
    "customers",
    "deliveries",
    "idempotency_keys",
    "jobs",
    "media",
    "newsletter_hits",
    "newsletter_unsubscribes",
    "newsletters",
    "purchase_lines",
    "purchases",
    "quota_entries",
    "quota_months",
    "quota_pack_orders",
    "quota_packs",
    "quota_reservation_parts",
    "quota_reservations",
    "quota_tests",
    "refund_lines",
    "refunds",
    "segments",
    "stores",
    "suppressions",
    "tags",
    "templates",
    "terminals",
    "waiting_refunds",
];

/// Tables of the platform. `merchants` is the root that every merchant's table refers to.
pub const PLATFORM_TABLES: &[&str] = &[
    "cards",
    "members",
    "merchants",
    "pairing_codes",
    "platform_idempotency_keys",
    "refresh_tokens",
    "sessions",
    "users",
];
