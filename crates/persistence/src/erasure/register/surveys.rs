//! Tables of surveys.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "newsletter_surveys",
        columns: &[(&["merchant_id", "newsletter_id", "survey_id"], Holds::Nothing)],
    },
    TableEntry {
        table: "survey_invitations",
        columns: &[
            (
                &["merchant_id", "survey_id", "kind", "newsletter_id", "invited_at", "answered_at"],
                Holds::Nothing,
            ),
            (
                &["id"],
                Holds::Stays(
                    "random, or a digest of the ids of the survey, a newsletter and a customer, which are nobody's",
                ),
            ),
            (&["customer_id"], Holds::Erased("taken out")),
            (&["purchase_id"], Holds::Erased("taken out: the receipt is nobody's")),
            (&["score"], Holds::Stays("a number from 0 to 10, which is nobody's")),
            (&["comment"], Holds::Erased("taken out")),
        ],
    },
    TableEntry {
        table: "surveys",
        columns: &[
            (
                &["merchant_id", "id", "kind", "state", "closes_at", "created_at", "updated_at"],
                Holds::Nothing,
            ),
            (
                &["name", "texts"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
        ],
    },
];
