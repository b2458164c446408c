//! Tables of customers.

use super::{Holds, TableEntry};

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "attribute_definitions",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "key",
                "name",
                "kind",
                "limits",
                "position",
                "created_at",
                "updated_at",
                "deleted_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "card_links",
        columns: &[
            (&["merchant_id", "id", "created_at", "revoked_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["mailed_to"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_attributes",
        columns: &[
            (&["merchant_id", "attribute_id", "place"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["written", "folded", "number"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_bulk_edit_items",
        columns: &[
            (&["merchant_id", "bulk_edit_id", "outcome", "reason", "fields"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["sealed_image"], Holds::Erased("opens under the customer's key only, which is destroyed")),
        ],
    },
    TableEntry {
        table: "customer_bulk_edits",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "state",
                    "customers",
                    "changed",
                    "unchanged",
                    "refused",
                    "undone",
                    "conflicts",
                    "pass_done",
                    "pass_total",
                    "job_id",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["at_customer"], Holds::Id),
            (&["asked_by", "undone_by"], Holds::Stays("of the staff, not of customers")),
            (
                &["filter", "changes"],
                Holds::Stays("what the merchant asked for of many, in its own words, for ninety days"),
            ),
        ],
    },
    TableEntry {
        table: "customer_deletion_items",
        columns: &[
            (&["merchant_id", "deletion_id", "outcome"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "customer_deletions",
        columns: &[(
            &[
                "merchant_id",
                "id",
                "job_id",
                "state",
                "reason",
                "requested_by_person",
                "total",
                "erased",
                "gone",
                "created_at",
                "finished_at",
            ],
            Holds::Nothing,
        )],
    },
    TableEntry {
        table: "customer_files",
        columns: &[
            (&["merchant_id", "id", "kind", "size", "created_at", "updated_at"], Holds::Nothing),
            (&["customer_id", "sealed_for"], Holds::Id),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["name"], Holds::Erased("goes with the customer")),
            (
                &["sealed", "sealed_content_key"],
                Holds::Erased("goes with the customer; it opens under the customer's key only"),
            ),
        ],
    },
    TableEntry {
        table: "customer_mails",
        columns: &[
            (
                &["merchant_id", "id", "direction", "origin", "automatic", "sent_at", "received_at", "size"],
                Holds::Nothing,
            ),
            (&["customer_id", "sealed_for"], Holds::Id),
            (&["digest"], Holds::Erased("goes with the customer; the digest of the mail's own id")),
            (
                &["sealed_head", "sealed_text"],
                Holds::Erased("goes with the customer; it opens under the customer's key only"),
            ),
        ],
    },
    TableEntry {
        table: "customer_import_keys",
        columns: &[
            (&["merchant_id", "import_id", "number"], Holds::Nothing),
            (
                &["about"],
                Holds::Erased(
                    "those of rows about the customer are thrown away, the others when the import is over",
                ),
            ),
        ],
    },
    TableEntry {
        table: "customer_import_parts",
        columns: &[
            (&["merchant_id", "import_id", "number"], Holds::Nothing),
            (
                &["bytes"],
                Holds::Stays(
                    "the file as it came, until it is read; what it says about somebody who was erased before is what the merchant says anew",
                ),
            ),
        ],
    },
    TableEntry {
        table: "customer_import_rows",
        columns: &[
            (
                &[
                    "merchant_id",
                    "import_id",
                    "number",
                    "disposition",
                    "undo_outcome",
                    "undo_reason",
                    "undo_fields",
                ],
                Holds::Nothing,
            ),
            (&["cells", "remarks"], Holds::Erased("rows about the customer are thrown away")),
            (
                &["sealed_image"],
                Holds::Erased(
                    "opens under the customer's key only, which is destroyed; that of a row that was left out goes with the row",
                ),
            ),
            (&["customer_id"], Holds::Erased("taken out")),
        ],
    },
    TableEntry {
        table: "customer_imports",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "size",
                    "state",
                    "problem",
                    "kind",
                    "separator",
                    "encoding",
                    "layout",
                    "options",
                    "rows_found",
                    "at_row",
                    "counts",
                    "revision",
                    "job_id",
                    "created_at",
                    "updated_at",
                    "undo",
                ],
                Holds::Nothing,
            ),
            (
                &["file_name"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
            (
                &["columns"],
                Holds::Erased("the samples of an import with a row about the customer are emptied"),
            ),
        ],
    },
    TableEntry {
        table: "customer_dismissals",
        columns: &[
            (&["merchant_id", "dismissal_id", "merge_id", "created_at"], Holds::Nothing),
            (&["one_id", "other_id"], Holds::Erased("the pairs of the customer are removed")),
        ],
    },
    TableEntry {
        table: "customer_merge_images",
        columns: &[
            (&["merchant_id", "merge_id", "taken"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["sealed"],
                Holds::Erased("removed; it opened under the customer's key only, which is destroyed"),
            ),
        ],
    },
    TableEntry {
        table: "customer_merge_moves",
        columns: &[
            (&["merchant_id", "merge_id", "kind", "row_of", "row_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["row_part"], Holds::Stays("a channel, or the hash of a link that is nobody's")),
        ],
    },
    TableEntry {
        table: "customer_merges",
        columns: &[
            (&["merchant_id", "id", "number", "created_at", "undone_at"], Holds::Nothing),
            (&["survivor_id"], Holds::Id),
            (&["details"], Holds::Stays("ids, names of fields and counts, and no value")),
        ],
    },
    TableEntry {
        table: "import_mappings",
        columns: &[
            (&["merchant_id", "id", "created_at"], Holds::Nothing),
            (&["name", "columns"], Holds::Stays("headings of files, in the merchant's own words, of nobody")),
        ],
    },
    TableEntry {
        table: "customer_rfm",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["recency", "frequency", "monetary", "class"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customer_tags",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["tag_id"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "customers",
        columns: &[
            (&["merchant_id", "id"], Holds::Nothing),
            (
                &[
                    "member_id",
                    "customer_type",
                    "regular_since",
                    "regular_until",
                    "external_id",
                    "gender",
                    "first_name",
                    "first_name_folded",
                    "last_name",
                    "last_name_folded",
                    "vocative",
                    "company",
                    "company_folded",
                    "email",
                    "email_folded",
                    "email_verified_at",
                    "phone",
                    "birth_date",
                    "birth_month_day",
                    "language",
                    "street",
                    "street_folded",
                    "postcode",
                    "postcode_folded",
                    "city",
                    "city_folded",
                    "country",
                    "attributes",
                    "utm_source",
                    "utm_medium",
                    "utm_campaign",
                    "utm_term",
                    "utm_content",
                    "last_utm_source",
                    "last_utm_medium",
                    "last_utm_campaign",
                    "last_utm_term",
                    "last_utm_content",
                    "last_utm_at",
                    "referral_id",
                    "created_by",
                    "data_consent_source",
                    "data_consent_text",
                    "search_text",
                    "created_at",
                    "updated_at",
                    "restricted_at",
                    "external_id_folded",
                    "referral_id_folded",
                    "utm_source_folded",
                    "utm_medium_folded",
                    "utm_campaign_folded",
                    "utm_term_folded",
                    "utm_content_folded",
                    "last_utm_source_folded",
                    "last_utm_medium_folded",
                    "last_utm_campaign_folded",
                    "last_utm_term_folded",
                    "last_utm_content_folded",
                    "email_since",
                    "phone_since",
                    "title",
                    "title_folded",
                ],
                Holds::Erased("the row is removed"),
            ),
        ],
    },
    TableEntry {
        table: "data_export_parts",
        columns: &[
            (&["merchant_id", "export_id", "run", "form", "number"], Holds::Nothing),
            (&["sealed"], Holds::Erased("goes with the customer; it opens under the customer's key only")),
        ],
    },
    TableEntry {
        table: "data_exports",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "job_id",
                    "state",
                    "run",
                    "sections_done",
                    "created_at",
                    "ready_at",
                    "expires_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "erased_customers",
        columns: &[
            (&["merchant_id", "requested_by_person", "erased_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["member_digest"], Holds::Stays("a keyed hash, by which late receipts are known")),
            (&["reason"], Holds::Stays("a word of a closed list")),
        ],
    },
    TableEntry {
        table: "export_parts",
        columns: &[
            (
                &[
                    "merchant_id",
                    "export_id",
                    "run",
                    "number",
                    "sheet",
                    "rows_written",
                    "length",
                    "checksum",
                    "kept",
                ],
                Holds::Nothing,
            ),
            (
                &["bytes"],
                Holds::Erased("every file of the merchant is withdrawn, and a job throws its parts away"),
            ),
        ],
    },
    TableEntry {
        table: "exports",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "content",
                    "format",
                    "state",
                    "headings",
                    "run",
                    "parts",
                    "rows_written",
                    "sheet",
                    "sheet_rows",
                    "sheet_length",
                    "size",
                    "job_id",
                    "created_at",
                    "updated_at",
                    "expires_at",
                ],
                Holds::Nothing,
            ),
            (&["request"], Holds::Stays("what the merchant asked for, in its own words")),
            (&["reached"], Holds::Erased("goes when the file is withdrawn")),
        ],
    },
    TableEntry {
        table: "idempotency_customers",
        columns: &[
            (&["merchant_id"], Holds::Nothing),
            (&["customer_id", "actor_id", "idempotency_key"], Holds::Erased("taken out")),
        ],
    },
    TableEntry {
        table: "interactions",
        columns: &[
            (
                &["merchant_id", "id", "kind", "direction", "occurred_at", "created_at", "updated_at"],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["subject", "text"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "service_case_messages",
        columns: &[
            (&["merchant_id", "case_id", "id", "kind", "created_at"], Holds::Nothing),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["text"], Holds::Erased("goes with the case")),
        ],
    },
    TableEntry {
        table: "service_cases",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "state",
                    "due_on",
                    "resolved_at",
                    "closed_at",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Id),
            (&["assignee_id", "actor"], Holds::Stays("of the staff, not of customers")),
            (&["subject"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "rfm_moves",
        columns: &[
            (&["merchant_id", "id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["moved_on", "from_class", "to_class", "recency", "frequency", "monetary"],
                Holds::Erased("goes with the customer"),
            ),
        ],
    },
    TableEntry {
        table: "rfm_settings",
        columns: &[(&["merchant_id", "settings", "last_cuts", "last_ended_at"], Holds::Nothing)],
    },
    TableEntry {
        table: "tags",
        columns: &[
            (&["merchant_id", "id", "colour", "created_at", "updated_at"], Holds::Nothing),
            (
                &["name", "name_folded"],
                Holds::Stays("the merchant's own words; whoever writes about a customer there takes it out"),
            ),
        ],
    },
    TableEntry {
        table: "views",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "name",
                    "columns",
                    "sort",
                    "shared",
                    "made_by",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["filter"], Holds::Stays("the merchant's own words")),
        ],
    },
    TableEntry {
        table: "joined_members",
        columns: &[
            (&["merchant_id", "merge_id"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (&["member_id"], Holds::Erased("goes with the customer")),
        ],
    },
    TableEntry {
        table: "merged_customers",
        columns: &[
            (&["merchant_id", "merge_id", "customer_since"], Holds::Nothing),
            (&["id", "into_id", "survivor_id"], Holds::Id),
        ],
    },
    TableEntry {
        table: "merged_emails",
        columns: &[
            (&["merchant_id", "merge_id"], Holds::Nothing),
            (&["email_folded"], Holds::Erased("removed with the survivor")),
        ],
    },
    TableEntry {
        table: "merged_external_ids",
        columns: &[
            (&["merchant_id", "merge_id"], Holds::Nothing),
            (&["external_id"], Holds::Erased("removed with the survivor")),
        ],
    },
];
