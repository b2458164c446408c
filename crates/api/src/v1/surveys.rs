//! Surveys: what customers are asked, and what they answer.

pub mod body;
mod create;
mod create_invitation;
mod delete;
mod get;
mod list;
mod response_body;
mod responses;
mod responses_of_customer;
mod results;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_surveys)
        .service(create::create_survey)
        .service(get::get_survey)
        .service(update::update_survey)
        .service(delete::delete_survey)
        .service(create_invitation::create_survey_invitation)
        .service(results::get_survey_results)
        .service(responses::list_survey_responses)
        .service(responses_of_customer::list_customer_survey_responses);
}
