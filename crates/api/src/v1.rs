//! The routes of the contract, one folder per resource, one file per operation.

mod address;
mod api_keys;
mod attributes;
mod audit_events;
mod auth;
mod bulk_edits;
mod card_links;
mod cards;
mod carts;
mod cases;
pub mod companies;
mod consent_texts;
mod consents;
mod coupon_campaigns;
pub(crate) mod coupons;
pub(crate) mod customers;
mod dashboard;
mod data_exports;
pub mod documents;
mod duplicates;
mod erasures;
mod events;
pub mod exports;
pub mod files;
mod filter;
mod imports;
mod interactions;
mod invoices;
mod jobs;
mod lookup;
mod mail_drop;
mod mailbox;
mod mails;
mod media;
mod members;
mod merchant;
mod merges;
mod money;
mod newsletters;
mod offers;
mod platform;
mod point_accounts;
mod point_adjustments;
mod price_agreements;
pub(crate) mod programmes;
mod purchases;
mod quota;
mod referrals;
mod reward_orders;
pub(crate) mod rewards;
mod rfm;
mod sandbox;
mod segments;
mod stores;
pub(crate) mod surveys;
mod tags;
mod templates;
mod terminals;
mod timeline;
mod users;
mod views;
mod web_forms;

use crate::routes::Routes;

/// Registers every operation, and with it its part of the document.
pub fn routes(routes: &mut impl Routes) {
    routes
        .configure(lookup::routes)
        .configure(purchases::routes)
        .configure(auth::routes)
        .configure(platform::routes)
        .configure(merchant::routes)
        .configure(users::routes)
        .configure(api_keys::routes)
        .configure(stores::routes)
        .configure(newsletters::routes)
        .configure(surveys::routes)
        .configure(programmes::routes)
        .configure(rewards::routes)
        .configure(coupon_campaigns::routes)
        .configure(templates::routes)
        .configure(media::routes)
        .configure(quota::routes)
        .configure(sandbox::routes)
        .configure(terminals::routes)
        .configure(imports::routes)
        .configure(merges::routes)
        .configure(duplicates::routes)
        .configure(bulk_edits::routes)
        .configure(erasures::routes)
        .configure(exports::routes)
        .configure(customers::routes)
        .configure(interactions::routes)
        .configure(timeline::routes)
        .configure(cases::routes)
        .configure(duplicates::routes_of_customer)
        .configure(files::routes)
        .configure(companies::routes)
        .configure(documents::routes)
        .configure(price_agreements::routes)
        .configure(offers::routes)
        .configure(mails::routes)
        .configure(mail_drop::routes)
        .configure(mailbox::routes)
        .configure(web_forms::routes)
        .configure(invoices::routes)
        .configure(point_accounts::routes)
        .configure(referrals::routes)
        .configure(reward_orders::routes)
        .configure(coupons::routes)
        .configure(point_adjustments::routes)
        .configure(carts::routes)
        .configure(events::routes)
        .configure(consents::routes)
        .configure(data_exports::routes)
        .configure(consent_texts::routes)
        .configure(jobs::routes)
        .configure(audit_events::routes)
        .configure(tags::routes)
        .configure(attributes::routes)
        .configure(segments::routes)
        .configure(views::routes)
        .configure(rfm::routes)
        .configure(dashboard::routes)
        .configure(members::routes)
        .configure(cards::routes)
        .configure(card_links::routes);
}
