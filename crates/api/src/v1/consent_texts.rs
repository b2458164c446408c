//! The texts that customers are shown when they are asked for consent.

mod body;
mod create;
mod get;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_consent_texts)
        .service(create::create_consent_text)
        .service(get::get_consent_text);
}
