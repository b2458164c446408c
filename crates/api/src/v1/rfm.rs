//! Scores of customers by recency, frequency and value.

pub mod body;
mod get_settings;
mod matrix;
mod of_customer;
mod recompute;
mod set_settings;
mod settings_body;
mod transitions;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(get_settings::get_rfm_settings)
        .service(set_settings::set_rfm_settings)
        .service(recompute::recompute_rfm)
        .service(matrix::get_rfm_matrix)
        .service(transitions::get_rfm_transitions)
        .service(of_customer::get_customer_rfm);
}
