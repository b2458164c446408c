//! Campaigns of coupons, and their codes.

mod batch_body;
pub mod body;
mod code_body;
mod code_file;
mod create;
mod create_codes;
mod delete;
pub mod effect_body;
mod get;
mod import_codes;
pub mod limits_body;
mod list;
mod list_batches;
mod list_codes;
pub mod names;
mod new_body;
mod patch_body;
pub mod stacking_body;
mod update;
mod void_batch;
pub mod void_names;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_coupon_campaigns)
        .service(create::create_coupon_campaign)
        .service(get::get_coupon_campaign)
        .service(update::update_coupon_campaign)
        .service(delete::delete_coupon_campaign)
        .service(list_codes::list_coupon_codes)
        .service(create_codes::create_coupon_codes)
        .service(code_file::get_coupon_code_file)
        .service(import_codes::import_coupon_codes)
        .service(list_batches::list_coupon_batches)
        .service(void_batch::void_coupon_batch);
}
