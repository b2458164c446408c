//! The groups of operations, in the order in which an integrator needs them.

use serde_json::{Value, json};

/// Name and description of each group.
const TAGS: &[(&str, &str)] = &[
    ("Auth", "Signing in, refreshing and revoking tokens, and the keys that verify them. Begin here."),
    ("Purchases", "Receipts and refunds that tills record."),
    ("Invoices", "Purchases on credit: what was billed, what of it is paid and credited, and what is due."),
    ("Carts", "What customers have put together in a shop, and what came of it."),
    ("Events", "What other tools of the merchant tell of its customers."),
    (
        "Coupons",
        "Campaigns of coupons with their codes, what a coupon takes off a receipt, and what is offered to a customer.",
    ),
    ("Points", "What customers have in loyalty programmes, how it came about, and what expires when."),
    (
        "Rewards",
        "What points buy, how much of it there is, and orders, from being held until the customer has it.",
    ),
    ("Members and cards", "Persons registered in the network, and their cards."),
    ("Customers", "The merchant's own records of persons."),
    (
        "Interactions",
        "Calls, visits, letters and notes: what staff write down of being in touch with customers.",
    ),
    ("Cases", "Complaints and requests of customers: who is in charge, where they stand, and what was said."),
    ("Companies", "Companies that the merchant sells to, and the customers who work for them."),
    (
        "Documents",
        "The register of documents of companies: contracts, orders, complaints, with the versions of their files.",
    ),
    ("Price agreements", "Prices that were agreed upon with companies, and which of them holds."),
    (
        "Offers",
        "Offers to companies: from the draft to the page on which somebody there accepts or declines, and to agreed prices.",
    ),
    ("Files", "Files and documents that are attached to customers."),
    (
        "Mails",
        "Mails from and to customers that come from outside, and the address at which mail servers drop them.",
    ),
    ("Web forms", "Forms by which people write to the merchant from a web site."),
    ("Imports", "Files of customers: looked at row by row first, written when you say so."),
    (
        "Bulk edits",
        "Changes of many customers at once: looked at first, done by a job, undone when you say so.",
    ),
    ("Views", "Which columns of which customers in which order, under a name."),
    ("Exports", "Lists of customers and purchases as files, for some hours."),
    ("Attributes", "What a merchant writes down about its customers beyond the fields that everybody has."),
    ("Tags", "Coloured labels on customers."),
    ("Duplicates", "Customers who may be one person, merging them, and taking that back."),
    (
        "Consent",
        "What customers consent to, with its history and evidence, and the texts that they are shown.",
    ),
    ("Segments", "Target groups: filters under a name, and who is in them."),
    (
        "RFM",
        "Scores of customers by how recently, how often and for how much they buy, and the classes that they make.",
    ),
    ("Newsletters", "Campaigns, from the draft to the report."),
    ("Programmes", "Loyalty programmes: what receipts earn, by which rules, and who is a member."),
    ("Surveys", "What customers are asked, and what they answer: CSAT and NPS."),
    ("Templates", "How newsletters look."),
    ("Media", "Uploaded images."),
    ("Quota", "How many messages may be sent, and where each unit went."),
    ("Dashboard", "What a merchant sees first."),
    ("Jobs", "What goes on after its request was answered: whether a mail that was asked for has left."),
    ("Audit", "Who changed what, and when."),
    ("Merchant", "The merchant's own profile."),
    ("Stores", "Places of sale."),
    ("Terminals", "Paired devices."),
    ("API keys", "Keys of integrators."),
    ("Users", "The merchant's staff."),
    ("Sandbox", "What a sandbox captured, and its clock."),
    ("Public pages", "Pages for customers, behind links in messages. The link is the credential."),
    ("Platform", "What the operator of the platform does."),
];

/// Describes the groups.
pub(super) fn add_tags(document: &mut Value) {
    document["tags"] =
        TAGS.iter().map(|(name, description)| json!({"name": name, "description": description})).collect();
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::document::document;

    #[test]
    fn every_group_of_an_operation_is_described_and_no_other() {
        let document = document();
        let items = document["paths"].as_object().unwrap().values();
        let used: BTreeSet<&str> = items
            .flat_map(|item| item.as_object().unwrap().values())
            .map(|operation| operation["tags"][0].as_str().unwrap())
            .collect();
        assert_eq!(used, TAGS.iter().map(|(name, _)| *name).collect());
    }
}
