//! Sales: what a till records, with the points that it earns and that pay for it, in one transaction.

mod budgets_of_rules;
mod customers_of_rules;
pub mod earn_of_invoice;
pub mod earn_points;
pub mod given_back_before;
pub mod new_receipt_facts;
pub mod points_at_till;
pub mod points_of_purchase;
pub mod points_of_sale;
pub mod print_points;
pub mod print_tiers;
pub mod record_sale;
pub mod refund_sale;
pub mod simulate_receipt;
pub mod spend_points;
pub mod standing_of_buyer;
pub mod store;
pub mod take_back_points;
pub mod tier_of_buyer;
pub mod upload_item;
mod welcome_buyer;
