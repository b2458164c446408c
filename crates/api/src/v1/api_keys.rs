//! Machine keys.

mod body;
mod create;
mod get;
mod list;
mod revoke;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_api_keys)
        .service(create::create_api_key)
        .service(get::get_api_key)
        .service(revoke::revoke_api_key);
}
