//! Where each column is told that the tables have.

use super::coverage::TableTold::{self, Columns, NotTold};
use super::coverage::Told::{self, At, In, Not};
use super::coverage_of_loyalty::OF_LOYALTY;
use super::coverage_of_purchases::OF_PURCHASES;

pub(super) const WHOSE: Told = Not("the document is about one customer");
pub(super) const WORKING: Told = Not("how the program works, and nothing about the customer");
pub(super) const FOLDED: Told = Not("made of the column of the same name, to compare and to search");
const STAFF: &str = "of the staff and of devices, not of customers";
pub(super) const OWN_WORDS: &str = "what the merchant wrote for many, not about the customer";

/// Every table that holds something about customers or of persons. A path leads through lists (`interactions[]`).
pub fn coverage() -> impl Iterator<Item = (&'static str, TableTold)> {
    OTHERS.iter().chain(OF_PURCHASES).chain(OF_LOYALTY).copied()
}

const OTHERS: &[(&str, TableTold)] = &[
    ("api_keys", NotTold(STAFF)),
    (
        "audit_events",
        Columns(&[
            (&["id", "occurred_at", "actor", "action"], In("audit_events[]")),
            (&["subject_kind"], At("audit_events[].subject.kind")),
            (&["subject_id"], At("audit_events[].subject.id")),
            (&["customer_id"], WHOSE),
            (&["sealed_changes"], At("audit_events[].changes")),
            (&["changes"], Not("what is noted of no customer")),
        ]),
    ),
    ("captured_messages", NotTold("what a sandbox would have sent; nothing of it has left")),
    (
        "card_links",
        Columns(&[
            (&["id", "created_at", "revoked_at"], In("card_links[]")),
            (&["mailed_to"], At("card_links[].address")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "cards",
        Columns(&[
            (&["number", "status", "form", "created_at"], In("cards[]")),
            (&["member_id"], At("profile.member_id")),
            (
                &["mode", "issued_by", "replaced_by", "updated_at"],
                Not("the network's, whose controller is the platform"),
            ),
        ]),
    ),
    (
        "companies",
        NotTold("of a company, which is another one than the customer; its name is told with the employment"),
    ),
    ("company_document_versions", NotTold("of a company, which is another one than the customer")),
    ("company_documents", NotTold("of a company, which is another one than the customer")),
    (
        "company_employees",
        Columns(&[
            (
                &["company_id", "role", "job_title", "main_at", "created_at", "updated_at"],
                In("employments[]"),
            ),
            (&["since_on"], At("employments[].since")),
            (&["until_on"], At("employments[].until")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "company_offer_mails",
        Columns(&[
            (&["id", "offer_id", "version", "address", "created_at"], In("offer_mails[]")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "company_offer_versions",
        Columns(&[
            (
                &[
                    "version",
                    "valid_until",
                    "sent_at",
                    "decided_at",
                    "decided_name",
                    "decided_remark",
                    "superseded_at",
                ],
                In("offers[]"),
            ),
            (&["offer_id"], At("offers[].id")),
            (&["stage"], At("offers[].state")),
            (&["title"], At("offers[].offer_title")),
            (&["customer_id"], WHOSE),
            (
                &["message", "currency", "lines", "total"],
                Not("of the company, which is another one than the customer"),
            ),
        ]),
    ),
    (
        "company_offers",
        Columns(&[
            (
                &[
                    "id",
                    "company_id",
                    "number",
                    "version",
                    "valid_until",
                    "sent_at",
                    "decided_at",
                    "decided_name",
                    "decided_remark",
                ],
                In("offers[]"),
            ),
            (&["stage"], At("offers[].state")),
            (&["title"], At("offers[].offer_title")),
            (&["customer_id"], WHOSE),
            (
                &["message", "currency", "lines", "total", "agreed_at", "created_at", "updated_at"],
                Not("of the company, which is another one than the customer"),
            ),
            (&["actor"], Not(STAFF)),
        ]),
    ),
    ("company_price_agreements", NotTold("of a company, which is another one than the customer")),
    (
        "confirmation_tokens",
        Columns(&[
            (
                &["purpose", "channel", "address", "created_at", "expires_at", "used_at"],
                In("confirmations[]"),
            ),
            (&["text_id"], At("confirmations[].text")),
            (&["token_hash"], Not("the hash of a secret, which confirms in the customer's name")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "confirmation_touches",
        NotTold(
            "of whoever filled in a form, until the customer confirms to have been it; then it is the customer's",
        ),
    ),
    (
        "consent_events",
        Columns(&[
            (
                &[
                    "id",
                    "sequence",
                    "purpose",
                    "channel",
                    "state",
                    "address",
                    "source",
                    "text_version",
                    "evidence",
                    "occurred_at",
                    "recorded_at",
                    "previous_hash",
                    "hash",
                ],
                In("consent_history[]"),
            ),
            (&["text_id"], At("consent_history[].text")),
            (&["actor_kind"], At("consent_history[].actor.kind")),
            (&["actor_id"], Not("which person of the staff it was is that person's")),
            (&["commitment"], Not("the hash of the entry covers it")),
            (&["customer_id"], At("consent_history[].recorded_for")),
            (&["erased_at"], Not("nothing of who is erased is told")),
        ]),
    ),
    (
        "consent_states",
        Columns(&[
            (&["purpose", "channel", "state", "address", "since", "source"], In("consents[]")),
            (&["customer_id"], WHOSE),
            (&["event_id"], Not("the entry of the ledger that the consent stands by, which is told whole")),
        ]),
    ),
    (
        "customer_attributes",
        Columns(&[
            (&["attribute_id", "written"], At("profile.attributes")),
            (&["folded", "number", "place"], FOLDED),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "customer_bulk_edit_items",
        Columns(&[
            (&["bulk_edit_id", "outcome", "reason", "fields"], In("bulk_edits[]")),
            (&["customer_id"], WHOSE),
            (&["sealed_image"], Not("what stood there before is told by the change on record")),
        ]),
    ),
    ("customer_bulk_edits", NotTold(OWN_WORDS)),
    ("customer_deletion_items", NotTold("who is to be erased is erased, and with them what could be told")),
    (
        "customer_files",
        Columns(&[
            (&["id", "name", "kind", "size", "created_at", "updated_at"], In("files[]")),
            (&["actor"], At("files[].added_by")),
            (&["sealed"], At("files[].content")),
            (&["sealed_content_key"], Not("the key of the content, which is told")),
            (&["customer_id", "sealed_for"], WHOSE),
        ]),
    ),
    (
        "customer_mails",
        Columns(&[
            (&["id", "direction", "origin", "automatic", "sent_at", "received_at", "size"], In("mails[]")),
            (&["sealed_head"], At("mails[].subject")),
            (&["sealed_text"], At("mails[].text")),
            (&["digest"], Not("made of the mail, to know it again")),
            (&["customer_id", "sealed_for"], WHOSE),
        ]),
    ),
    ("customer_import_keys", NotTold("made of rows of files, which are told, while an import is at work")),
    (
        "customer_import_parts",
        NotTold("a file of many people as it came, until it is read; its rows are told"),
    ),
    (
        "customer_import_rows",
        Columns(&[
            (&["import_id", "disposition", "cells", "remarks"], In("imports[]")),
            (&["number"], At("imports[].row")),
            (&["customer_id"], WHOSE),
            (&["sealed_image"], Not("what the row has changed, which the audit events tell")),
            (&["undo_outcome", "undo_reason", "undo_fields"], WORKING),
        ]),
    ),
    (
        "customer_imports",
        Columns(&[
            (&["id"], At("imports[].import_id")),
            (&["file_name", "created_at"], In("imports[]")),
            (
                &[
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
                    "updated_at",
                    "undo",
                ],
                WORKING,
            ),
            (
                &["columns"],
                Not("headings, and samples of rows of many people; the customer's own rows are told"),
            ),
        ]),
    ),
    ("customer_dismissals", NotTold("pairs of records of which somebody said that they are two persons")),
    (
        "customer_merge_images",
        NotTold("records as they were before they became one, which the audit events tell"),
    ),
    ("customer_merge_moves", NotTold("which rows came from which record; the rows themselves are told")),
    ("customer_merges", NotTold("which records became one; the audit events tell it")),
    ("joined_members", NotTold("members whose cards are the customer's too; the cards are told")),
    ("merged_customers", NotTold("ids of records that are this one now")),
    ("merged_emails", NotTold("addresses of records that are this one now; the audit events tell them")),
    ("merged_external_ids", NotTold("numbers of records that are this one now; the audit events tell them")),
    (
        "survey_invitations",
        Columns(&[
            (
                &[
                    "id",
                    "survey_id",
                    "kind",
                    "purchase_id",
                    "newsletter_id",
                    "invited_at",
                    "score",
                    "comment",
                    "answered_at",
                ],
                In("surveys[]"),
            ),
            (&["customer_id"], WHOSE),
        ]),
    ),
    ("surveys", NotTold(OWN_WORDS)),
    ("undone_consents", NotTold("which entries an import has taken back; the entries that did so are told")),
    ("customer_keys", NotTold("the key that seals what is told here")),
    (
        "customer_rfm",
        Columns(&[(&["recency", "frequency", "monetary", "class"], In("rfm")), (&["customer_id"], WHOSE)]),
    ),
    ("customer_tags", Columns(&[(&["tag_id"], At("profile.tags")), (&["customer_id"], WHOSE)])),
    (
        "customer_totals",
        Columns(&[
            (&["purchase_count"], At("profile.purchases.count")),
            (&["purchase_total"], At("profile.purchases.total")),
            (&["first_purchase_at"], At("profile.purchases.first_at")),
            (&["last_purchase_at"], At("profile.purchases.last_at")),
            (&["buying_gaps"], At("profile.buying_rhythm.gaps")),
            (&["median_gap_days"], At("profile.buying_rhythm.median_gap_days")),
            (&["next_purchase_on"], At("profile.buying_rhythm.next_purchase_expected_at")),
            (
                &["latest_day", "latest_gaps"],
                Not("what the median is reckoned of: the days of the purchases tell it"),
            ),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "customers",
        Columns(&[
            (
                &[
                    "id",
                    "member_id",
                    "regular_since",
                    "regular_until",
                    "external_id",
                    "gender",
                    "title",
                    "first_name",
                    "last_name",
                    "vocative",
                    "company",
                    "email",
                    "email_verified_at",
                    "email_since",
                    "phone",
                    "phone_since",
                    "birth_date",
                    "language",
                    "attributes",
                    "restricted_at",
                    "created_at",
                    "updated_at",
                ],
                In("profile"),
            ),
            (&["birth_month_day"], At("profile.birthday")),
            (&["customer_type"], At("profile.type")),
            (&["street", "postcode", "city", "country"], In("profile.address")),
            (&["referral_id", "created_by"], In("profile.source")),
            (&["utm_source"], At("profile.source.utm.source")),
            (&["utm_medium"], At("profile.source.utm.medium")),
            (&["utm_campaign"], At("profile.source.utm.campaign")),
            (&["utm_term"], At("profile.source.utm.term")),
            (&["utm_content"], At("profile.source.utm.content")),
            (&["last_utm_source"], At("profile.source.last_utm.source")),
            (&["last_utm_medium"], At("profile.source.last_utm.medium")),
            (&["last_utm_campaign"], At("profile.source.last_utm.campaign")),
            (&["last_utm_term"], At("profile.source.last_utm.term")),
            (&["last_utm_content"], At("profile.source.last_utm.content")),
            (&["last_utm_at"], In("profile.source")),
            (&["data_consent_source"], At("profile.data_consent.source")),
            (&["data_consent_text"], At("profile.data_consent.text_version")),
            (
                &[
                    "first_name_folded",
                    "last_name_folded",
                    "company_folded",
                    "email_folded",
                    "street_folded",
                    "postcode_folded",
                    "city_folded",
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
                    "title_folded",
                    "search_text",
                ],
                FOLDED,
            ),
        ]),
    ),
    ("data_export_parts", NotTold("copies of this very document")),
    (
        "data_exports",
        Columns(&[
            (&["id", "created_at", "ready_at", "expires_at"], In("data_exports[]")),
            (&["state"], At("data_exports[].status")),
            (&["customer_id"], WHOSE),
            (&["job_id", "run", "sections_done"], WORKING),
        ]),
    ),
    (
        "deliveries",
        Columns(&[
            (
                &["newsletter_id", "channel", "state", "attempts", "settled_at", "address", "reason"],
                In("messages[]"),
            ),
            (&["customer_id"], WHOSE),
            (&["next_attempt_at", "lease_id", "leased_until"], WORKING),
        ]),
    ),
    ("erased_customers", NotTold("who was erased, of whom there is nothing to tell")),
    ("export_parts", NotTold("files of many customers, made of what is told here")),
    ("exports", NotTold("files of many customers, made of what is told here")),
    (
        "idempotency_customers",
        NotTold("which kept answers to repeated requests are about whom; they are copies"),
    ),
    ("idempotency_keys", NotTold("copies of answers, for who repeats a request")),
    ("import_mappings", NotTold(OWN_WORDS)),
    (
        "interactions",
        Columns(&[
            (
                &["id", "kind", "direction", "subject", "text", "occurred_at", "created_at", "updated_at"],
                In("interactions[]"),
            ),
            (&["actor"], At("interactions[].recorded_by")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    ("jobs", NotTold("how the program works, and nothing about the customer")),
    ("kept_objections", NotTold("keyed hashes of addresses of people who are erased")),
    ("mailboxes", NotTold("of the merchant; the mails that came from one are told")),
    ("media", NotTold(OWN_WORDS)),
    (
        "members",
        NotTold(
            "the network's, whose controller is the platform; what the merchant has of it is the profile",
        ),
    ),
    ("merchant_settings", NotTold("of the merchant; who it is stands in `about`")),
    ("merchants", NotTold("of the merchant; who it is stands in `about`")),
    (
        "newsletter_hits",
        Columns(&[
            (
                &["newsletter_id", "id", "kind", "position", "verdict", "reason", "occurred_at", "channel"],
                In("reactions[]"),
            ),
            (&["customer_id"], WHOSE),
            (&["reader"], Not("tells readers of one newsletter apart without saying who they are")),
        ]),
    ),
    (
        "newsletter_unsubscribes",
        Columns(&[
            (&["newsletter_id", "channel"], In("messages[]")),
            (&["occurred_at"], At("messages[].unsubscribed_at")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    (
        "newsletters",
        Columns(&[
            (&["id"], At("messages[].newsletter_id")),
            (&["name", "subject", "frozen_at"], In("messages[]")),
            (&["intro", "audience", "content"], Not(OWN_WORDS)),
            (&["pause_detail"], Not("what a relay said to the merchant")),
            (
                &[
                    "state",
                    "template_id",
                    "coupon_campaign_id",
                    "locale",
                    "scheduled_at",
                    "not_started",
                    "finished_at",
                    "excluded",
                    "recipients",
                    "sent",
                    "failed",
                    "unknown",
                    "excluded_later",
                    "cancelled",
                    "created_at",
                    "updated_at",
                    "quota_used",
                    "quota_returned",
                    "pause_reason",
                    "tracking",
                    "resumed_from",
                ],
                WORKING,
            ),
        ]),
    ),
    ("platform_idempotency_keys", NotTold(STAFF)),
    ("quota_pack_orders", NotTold(STAFF)),
    ("quota_packs", NotTold(STAFF)),
    (
        "rfm_moves",
        Columns(&[
            (&["id"], In("rfm_moves[]")),
            (&["moved_on"], At("rfm_moves[].on")),
            (&["from_class"], At("rfm_moves[].from")),
            (&["to_class"], At("rfm_moves[].to")),
            (&["recency", "frequency", "monetary"], In("rfm_moves[].standing")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    ("segments", NotTold(OWN_WORDS)),
    (
        "service_case_messages",
        Columns(&[
            (&["case_id", "id", "kind", "text", "created_at"], In("case_messages[]")),
            (&["actor"], At("case_messages[].recorded_by")),
        ]),
    ),
    (
        "service_cases",
        Columns(&[
            (
                &["id", "subject", "state", "due_on", "resolved_at", "closed_at", "created_at", "updated_at"],
                In("cases[]"),
            ),
            (&["actor"], At("cases[].opened_by")),
            (&["assignee_id"], Not("which person of the staff it is is that person's")),
            (&["customer_id"], WHOSE),
        ]),
    ),
    ("stores", NotTold("places of sale")),
    (
        "suppressions",
        Columns(&[(
            &["channel", "address", "reason", "source", "created_at", "expires_at"],
            In("suppressions[]"),
        )]),
    ),
    (
        "tags",
        Columns(&[
            (&["id", "name"], At("profile.tags")),
            (&["name_folded"], FOLDED),
            (&["colour", "created_at", "updated_at"], WORKING),
        ]),
    ),
    ("terminals", NotTold(STAFF)),
    ("users", NotTold(STAFF)),
    ("views", NotTold(OWN_WORDS)),
];
