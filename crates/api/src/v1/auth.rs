//! Signing in, and who one is.

mod client_credentials;
mod jwks;
mod me;
mod revoke;
mod token;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(token::create_token)
        .service(revoke::revoke_token)
        .service(me::get_me)
        .service(jwks::get_jwks);
}
