//! Forms by which people write to the merchant from a web site.

mod body;
mod create;
mod delete;
mod get;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_web_forms)
        .service(create::create_web_form)
        .service(get::get_web_form)
        .service(update::update_web_form)
        .service(delete::delete_web_form);
}
