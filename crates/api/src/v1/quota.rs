//! The quota of a merchant.

mod entry_body;
mod get;
mod grant_packs;
mod ledger;
mod order_packs;

pub use get::TestQuotaBody;
use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(get::get_quota)
        .service(ledger::list_quota_entries)
        .service(order_packs::order_quota_packs)
        .service(grant_packs::grant_quota_packs);
}
