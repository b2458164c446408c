//! The demo: a sandbox merchant with accounts and a year of data. The examples of the OpenAPI document work against it,
//! so its ids are fixed. Dates are relative to the day on which it is made; everything else is the same each time.

mod accounts;
mod accruals;
mod acquaintance;
mod agreements;
pub(super) mod attributes;
mod bulk_edits;
mod carts;
mod cases;
mod companies;
mod consent_texts;
mod consents;
mod coupons;
mod customers;
mod data_exports;
mod deletions;
mod documents;
pub(super) mod draw;
mod events;
mod exports;
mod files;
mod fixed_id;
mod goods;
mod imports;
mod interactions;
mod invoices;
mod known_customers;
mod mails;
mod merchant;
mod merges;
mod names;
mod newsletters;
mod offers;
mod past;
pub(super) mod person;
mod places;
mod programmes;
mod purchases;
mod reactions;
mod rewards;
mod scoring;
mod segments;
mod shopping;
mod simulations;
mod surveys;
mod views;
mod web_forms;

use regulars_consent::{Link, LinkToken};
use regulars_identity::MerchantStore;

use self::accounts::{accounts, make_accounts};
use self::accruals::make_accruals;
use self::agreements::make_agreements;
use self::attributes::make_attributes;
use self::bulk_edits::make_bulk_edits;
use self::carts::make_carts;
use self::cases::make_cases;
use self::companies::make_companies;
use self::consent_texts::publish_texts;
use self::consents::ConsentPlan;
use self::coupons::make_coupons;
use self::customers::make_customers;
use self::data_exports::make_data_exports;
use self::deletions::make_deletions;
use self::documents::make_documents;
use self::events::make_events;
use self::exports::make_exports;
use self::files::make_files;
use self::imports::make_imports;
use self::interactions::make_interactions;
use self::invoices::make_invoices;
use self::mails::make_mails;
use self::merchant::{MERCHANT, NAME};
use self::merges::make_merges;
use self::newsletters::{
    make_newsletters, pause_begun_newsletter, send_finished_newsletter, send_test, sent_at,
};
use self::offers::make_offers;
use self::past::Ground;
use self::places::{has_terminal_key, make_places, make_terminal_key, terminal};
use self::programmes::make_programmes;
use self::purchases::make_purchases;
use self::reactions::make_reactions;
use self::rewards::make_rewards;
use self::scoring::score_customers;
use self::segments::make_segments;
use self::simulations::make_simulations;
use self::surveys::make_surveys;
use self::views::make_views;
use self::web_forms::make_web_forms;
use super::summary::{DemoMerchant, DemoSummary};
use super::{SeedError, Target, invalid, label};

/// Makes the demo, or finds it, and tells how to use it.
pub async fn seed_demo(target: &Target<'_>) -> Result<DemoSummary, SeedError> {
    let database = &target.database;
    let known = database.read_platform(async move |system| system.find_merchant(MERCHANT).await).await?;
    if known.is_none() {
        let ground = Ground::new(target)?;
        make_accounts(&ground.database, &ground.environment).await?;
        make_places(&ground.database, &ground.environment).await?;
        make_past(&ground).await?;
        make_terminal_key(&ground.database, &ground.environment, target.secrets).await?;
    } else if !has_terminal_key(database).await? {
        return Err(SeedError::HalfMade);
    }
    Ok(summary(target))
}

async fn make_past(ground: &Ground<'_>) -> Result<(), SeedError> {
    publish_texts(ground).await?;
    make_attributes(ground).await?;
    make_segments(ground).await?;
    let people = make_customers(ground).await?;
    make_purchases(ground, &people).await?;
    make_invoices(ground).await?;
    make_carts(ground).await?;
    make_events(ground).await?;
    score_customers(ground).await?;
    make_newsletters(ground).await?;
    make_imports(ground).await?;
    make_bulk_edits(ground).await?;
    make_deletions(ground).await?;
    make_exports(ground).await?;
    make_views(ground).await?;
    make_interactions(ground).await?;
    make_cases(ground).await?;
    make_files(ground).await?;
    make_surveys(ground).await?;
    make_programmes(ground).await?;
    make_accruals(ground).await?;
    make_simulations(ground).await?;
    make_rewards(ground).await?;
    make_coupons(ground).await?;
    make_companies(ground).await?;
    make_documents(ground).await?;
    make_agreements(ground).await?;
    make_offers(ground).await?;
    make_mails(ground).await?;
    make_web_forms(ground).await?;
    // The audience of the newsletter that was sent is what the ledger held at that time.
    let (before, after) = ConsentPlan::draw(ground, &people).split_at(sent_at(ground));
    before.carry_out(ground).await?;
    send_finished_newsletter(ground).await?;
    let unsubscribed = make_reactions(ground).await?;
    after.and(unsubscribed).carry_out(ground).await?;
    send_test(ground).await?;
    make_merges(ground).await?;
    pause_begun_newsletter(ground).await?;
    make_data_exports(ground).await
}

fn summary(target: &Target<'_>) -> DemoSummary {
    let base_url = target.base_url.clone();
    let mailbox = LinkToken { merchant: MERCHANT, link: Link::Mailbox }.sign(&target.secrets.link_keys());
    DemoSummary {
        merchant: DemoMerchant { id: MERCHANT.value(), name: NAME.to_owned() },
        accounts: accounts(),
        terminal: terminal(target.secrets),
        mailbox_url: format!("{base_url}/mailbox/{mailbox}"),
        base_url,
    }
}
