//! Orders of rewards: from being held until the customer has it, or everything is as it was.

mod body;
mod cancel;
mod confirm;
mod create;
mod get;
mod issue;
mod list;
mod new_body;
mod pick;
mod ready;
mod reject_return;
mod request_return;
mod ship;
mod shown;
mod take_back;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_reward_orders)
        .service(create::create_reward_order)
        .service(get::get_reward_order)
        .service(confirm::confirm_reward_order)
        .service(pick::pick_reward_order)
        .service(ship::ship_reward_order)
        .service(ready::ready_reward_order)
        .service(issue::issue_reward_order)
        .service(cancel::cancel_reward_order)
        .service(request_return::request_reward_order_return)
        .service(reject_return::reject_reward_order_return)
        .service(take_back::return_reward_order);
}
