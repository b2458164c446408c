//! Tables of consents.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
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
        table: "confirmation_touches",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (
                &[
                    "token_hash",
                    "last_utm_source",
                    "last_utm_medium",
                    "last_utm_campaign",
                    "last_utm_term",
                    "last_utm_content",
                    "last_utm_at",
                ],
                Holds::Erased("goes with what was to be confirmed"),
            ),
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
        table: "customer_keys",
        columns: &[
            (&["merchant_id", "created_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["sealed_key"], Holds::Erased("destroyed")),
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
        table: "undone_consents",
        columns: &[(&["merchant_id", "event_id", "is_void"], Holds::Nothing), (&["customer_id"], Holds::Id)],
    },
];
