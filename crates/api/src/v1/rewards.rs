//! Rewards: what points buy, and how much of it there is.

mod add_codes;
mod body;
mod create;
mod create_movement;
mod delete;
mod get;
mod list;
mod list_movements;
mod movement_body;
pub mod names;
mod new_body;
mod price_segments;
mod stock;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_rewards)
        .service(create::create_reward)
        .service(get::get_reward)
        .service(update::update_reward)
        .service(delete::delete_reward)
        .service(stock::get_reward_stock)
        .service(list_movements::list_stock_movements)
        .service(create_movement::create_stock_movement)
        .service(add_codes::add_reward_codes);
}
