//! The database schema, step by step, forward on SQLite and on PostgreSQL.
//!
//! A step is SQL text whose column types are written in braces (`{uuid}`, `{instant}`, …) and replaced by the dialect's
//! own. A released step is never edited; a later step changes what it made, so that the program of the release before
//! keeps working on the new schema.
//!
//! Two kinds of tables. A **merchant's table** has `merchant_id` first in its primary key, in every unique index and
//! on both sides of every foreign key, so that the database itself refuses a link between merchants and Citus can
//! shard by it. A **platform table** belongs to nobody; `merchants` itself is one; what a merchant sets is in `merchant_settings`.

mod m0001_platform;
mod m0002_credentials;
mod m0003_customers;
mod m0004_purchases;
mod m0005_consent;
mod m0006_segments;
mod m0007_quota;
mod m0008_newsletters;
mod m0009_work_at_hand;
mod m0010_deliveries_in_place;
mod m0011_sender_faults_and_keys;
mod m0012_receipts_as_they_come;
mod m0013_folded_texts;
mod m0014_readers;
mod m0015_write_probe;
mod m0016_standard_consent_texts;
mod m0017_schedule_grace;
mod m0018_two_networks;
mod m0019_resumed_from;
mod m0020_record_purchase;
mod m0021_allowed_origins;
mod m0024_orders_of_lists;
mod m0025_deliveries_by_channel;
mod m0026_customer_title;
mod m0027_merchant_settings;
mod m0028_audit_events;
mod m0029_rfm;
mod m0030_custom_attributes;
mod m0033_customer_imports;
mod m0034_customer_bulk_edits;
mod m0035_erasure;
mod m0037_exports;
mod m0038_customer_search;
mod m0039_customer_card;
mod m0040_service_cases;
mod m0041_registration_page;
mod m0042_customer_merges;
mod m0043_data_exports;
mod m0044_customer_files;
mod m0045_import_undo;
mod m0046_import_mappings;
mod m0047_invoices;
mod m0049_card_form;
mod m0050_import_keys;
mod m0052_surveys;
mod m0054_companies;
mod m0055_company_documents;
mod m0056_carts;
mod m0057_buying_rhythm;
mod m0059_customer_mails;
mod m0060_mailboxes;
mod m0061_web_forms;
mod m0062_reminders_and_indexes;
mod m0063_offers;
mod m0065_birthdays;
mod m0066_last_touch;
mod m0067_offer_answers;
mod m0068_latest_gaps;
mod m0069_indexes;
mod m0070_loyalty;
mod m0071_tiers;
mod m0072_rewards;
mod m0073_coupons;
mod m0074_points;
mod m0075_import_counts;
mod m0076_merged_emails;
mod m0077_touches_and_content_keys;
mod m0078_accounts_of_orders;
mod m0081_point_accruals;
mod m0083_rule_budgets;
mod m0084_awards;
mod m0085_custom_events;
mod m0086_referrals;
mod m0087_accepted_terms;
mod m0088_coupon_holders;
mod m0089_newsletter_coupons;
mod m0090_card_links;
mod m0092_reward_prices;
mod m0093_simulations;
mod m0094_adjusted_by_hand;
mod m0095_keys_of_nobody;
mod m0096_customer_since;
#[cfg(test)]
mod named_constraints;
mod step;

use sea_orm_migration::prelude::*;

/// The steps in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_platform::Migration),
            Box::new(m0002_credentials::Migration),
            Box::new(m0003_customers::Migration),
            Box::new(m0004_purchases::Migration),
            Box::new(m0005_consent::Migration),
            Box::new(m0006_segments::Migration),
            Box::new(m0007_quota::Migration),
            Box::new(m0008_newsletters::Migration),
            Box::new(m0009_work_at_hand::Migration),
            Box::new(m0010_deliveries_in_place::Migration),
            Box::new(m0011_sender_faults_and_keys::Migration),
            Box::new(m0012_receipts_as_they_come::Migration),
            Box::new(m0013_folded_texts::Migration),
            Box::new(m0014_readers::Migration),
            Box::new(m0015_write_probe::Migration),
            Box::new(m0016_standard_consent_texts::Migration),
            Box::new(m0017_schedule_grace::Migration),
            Box::new(m0018_two_networks::Migration),
            Box::new(m0019_resumed_from::Migration),
            Box::new(m0020_record_purchase::Migration),
            Box::new(m0021_allowed_origins::Migration),
            Box::new(m0024_orders_of_lists::Migration),
            Box::new(m0026_customer_title::Migration),
            Box::new(m0025_deliveries_by_channel::Migration),
            Box::new(m0027_merchant_settings::Migration),
            Box::new(m0028_audit_events::Migration),
            Box::new(m0029_rfm::Migration),
            Box::new(m0033_customer_imports::Migration),
            Box::new(m0030_custom_attributes::Migration),
            Box::new(m0038_customer_search::Migration),
            Box::new(m0041_registration_page::Migration),
            Box::new(m0034_customer_bulk_edits::Migration),
            Box::new(m0035_erasure::Migration),
            Box::new(m0037_exports::Migration),
            Box::new(m0039_customer_card::Migration),
            Box::new(m0040_service_cases::Migration),
            Box::new(m0042_customer_merges::Migration),
            Box::new(m0043_data_exports::Migration),
            Box::new(m0044_customer_files::Migration),
            Box::new(m0045_import_undo::Migration),
            Box::new(m0047_invoices::Migration),
            Box::new(m0049_card_form::Migration),
            Box::new(m0046_import_mappings::Migration),
            Box::new(m0050_import_keys::Migration),
            Box::new(m0052_surveys::Migration),
            Box::new(m0054_companies::Migration),
            Box::new(m0055_company_documents::Migration),
            Box::new(m0056_carts::Migration),
            Box::new(m0057_buying_rhythm::Migration),
            Box::new(m0059_customer_mails::Migration),
            Box::new(m0060_mailboxes::Migration),
            Box::new(m0061_web_forms::Migration),
            Box::new(m0062_reminders_and_indexes::Migration),
            Box::new(m0063_offers::Migration),
            Box::new(m0065_birthdays::Migration),
            Box::new(m0068_latest_gaps::Migration),
            Box::new(m0069_indexes::Migration),
            Box::new(m0066_last_touch::Migration),
            Box::new(m0067_offer_answers::Migration),
            Box::new(m0070_loyalty::Migration),
            Box::new(m0071_tiers::Migration),
            Box::new(m0072_rewards::Migration),
            Box::new(m0073_coupons::Migration),
            Box::new(m0074_points::Migration),
            Box::new(m0075_import_counts::Migration),
            Box::new(m0076_merged_emails::Migration),
            Box::new(m0077_touches_and_content_keys::Migration),
            Box::new(m0078_accounts_of_orders::Migration),
            Box::new(m0081_point_accruals::Migration),
            Box::new(m0083_rule_budgets::Migration),
            Box::new(m0084_awards::Migration),
            Box::new(m0085_custom_events::Migration),
            Box::new(m0086_referrals::Migration),
            Box::new(m0087_accepted_terms::Migration),
            Box::new(m0088_coupon_holders::Migration),
            Box::new(m0089_newsletter_coupons::Migration),
            Box::new(m0090_card_links::Migration),
            Box::new(m0092_reward_prices::Migration),
            Box::new(m0093_simulations::Migration),
            Box::new(m0094_adjusted_by_hand::Migration),
            Box::new(m0095_keys_of_nobody::Migration),
            Box::new(m0096_customer_since::Migration),
        ]
    }
}
