//! Links to the page with a customer's card.

mod body;
mod get;
mod issue;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(get::get_card_link).service(issue::issue_card_link);
}
