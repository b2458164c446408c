//! Signing in, and who one is.

mod jwks;
mod me;
mod revoke;
mod token;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(token::create_token)
        .service(revoke::revoke_token)
        .service(me::get_me)
        .service(jwks::get_jwks);
}
