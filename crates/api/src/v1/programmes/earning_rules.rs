//! Rules by which receipts earn points.

pub mod body;
mod budget_body;
mod cap_body;
mod condition_body;
mod condition_reader;
mod create;
mod customers_of_rule;
mod delete;
mod effect_body;
mod get;
mod list;
mod new_body;
mod patch_body;
pub mod selector_body;
mod stacking_body;
mod terms_body;
mod update;
pub mod validity_body;

pub(crate) use self::condition_reader::{
    LIST_FIELDS, MOST_VALUES, NUMBER_FIELDS, OPERATOR_OF_LISTS, OPERATORS_OF_NUMBERS,
};

pub(in crate::v1::programmes) use self::customers_of_rule::bind_customers;
pub(in crate::v1::programmes) use self::new_body::NewEarningRuleBody;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_earning_rules)
        .service(create::create_earning_rule)
        .service(get::get_earning_rule)
        .service(update::update_earning_rule)
        .service(delete::delete_earning_rule);
}
