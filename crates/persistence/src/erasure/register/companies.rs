//! Tables of companies. A company is no customer; of a sole trader its data are those of a person all the same, and go when the
//! merchant deletes the company.

use super::{Holds, TableEntry};

/// What is said of a company, and of a person where the company is one.
const OF_COMPANY: Holds = Holds::Stays(
    "of a company; where that is a sole trader it is of a person, and goes when the company is deleted",
);

pub(super) const TABLES: &[TableEntry] = &[
    TableEntry {
        table: "companies",
        columns: &[
            (&["merchant_id", "id", "archived_at", "created_at", "updated_at"], Holds::Nothing),
            (
                &[
                    "name",
                    "legal_name",
                    "tax_country",
                    "tax_number",
                    "registration_number",
                    "street",
                    "postcode",
                    "city",
                    "country",
                    "email",
                    "phone",
                    "website",
                    "search_text",
                ],
                OF_COMPANY,
            ),
            (
                &["note"],
                Holds::Stays("what the staff wrote of a company; it goes when the company is deleted"),
            ),
        ],
    },
    TableEntry {
        table: "company_document_versions",
        columns: &[
            (&["merchant_id", "document_id", "version", "kind", "size", "uploaded_at"], Holds::Nothing),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["file_name"], Holds::Stays("what the merchant called a file of a company")),
            (
                &["sealed", "sealed_content_key"],
                Holds::Stays(
                    "a document of a company, under the company's key; it goes when the document is deleted",
                ),
            ),
        ],
    },
    TableEntry {
        table: "company_documents",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "company_id",
                    "kind",
                    "dated_on",
                    "valid_until",
                    "state",
                    "versions",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["number", "title"], Holds::Stays("what the merchant called a document of a company")),
        ],
    },
    TableEntry {
        table: "company_employees",
        columns: &[
            (&["merchant_id", "company_id", "created_at", "updated_at"], Holds::Nothing),
            (&["customer_id"], Holds::Id),
            (
                &["role", "job_title", "since_on", "until_on", "main_at"],
                Holds::Erased("the row goes, and those of who was merged into the customer"),
            ),
        ],
    },
    TableEntry {
        table: "company_keys",
        columns: &[(&["merchant_id", "company_id", "sealed_key", "created_at"], Holds::Nothing)],
    },
    TableEntry {
        table: "company_offer_mails",
        columns: &[
            (&["merchant_id", "offer_id", "id", "version", "created_at"], Holds::Nothing),
            (
                &["customer_id", "address"],
                Holds::Erased("the row goes, also of who was merged into the customer"),
            ),
        ],
    },
    TableEntry { table: "company_offer_numbers", columns: &[(&["merchant_id", "counted"], Holds::Nothing)] },
    TableEntry {
        table: "company_offer_versions",
        columns: &[
            (
                &[
                    "merchant_id",
                    "offer_id",
                    "version",
                    "stage",
                    "currency",
                    "valid_until",
                    "total",
                    "sent_at",
                    "decided_at",
                    "superseded_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Erased("taken out, also of who was merged into the customer")),
            (
                &["decided_name", "decided_remark"],
                Holds::Erased(
                    "taken out of versions that were sent to the customer; of others they go when the offer is deleted",
                ),
            ),
            (&["title", "message", "lines"], Holds::Stays("what the merchant offered to a company")),
        ],
    },
    TableEntry {
        table: "company_offers",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "company_id",
                    "number",
                    "version",
                    "stage",
                    "currency",
                    "valid_until",
                    "total",
                    "sent_at",
                    "decided_at",
                    "agreed_at",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["customer_id"], Holds::Erased("taken out, also of who was merged into the customer")),
            (
                &["decided_name", "decided_remark"],
                Holds::Erased(
                    "taken out of offers that were sent to the customer; of others they go when the offer is deleted",
                ),
            ),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["title", "message", "lines"], Holds::Stays("what the merchant offered to a company")),
        ],
    },
    TableEntry {
        table: "company_price_agreements",
        columns: &[
            (
                &[
                    "merchant_id",
                    "id",
                    "company_id",
                    "goods",
                    "goods_name",
                    "goods_key",
                    "min_quantity",
                    "price",
                    "currency",
                    "discount_percent",
                    "from_on",
                    "until_on",
                    "created_at",
                    "updated_at",
                ],
                Holds::Nothing,
            ),
            (&["actor"], Holds::Stays("of the staff, not of customers")),
            (&["note"], Holds::Stays("what the staff wrote of a price")),
        ],
    },
];
