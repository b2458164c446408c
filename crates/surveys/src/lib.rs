//! Surveys: what customers are asked, who was asked, what they answered, and what it comes to.
//!
//! Knows neither HTTP nor the database. Whoever is asked by a newsletter has no row until the answer: the newsletter's
//! messages tell who was asked. Whoever is asked otherwise has an invitation.

mod answer_survey;
mod change_survey;
mod create_survey;
mod default_texts;
mod delete_survey;
mod invitation;
mod invite_customer;
mod recorded;
mod results;
mod store;
mod survey;
mod texts;
mod visit;

pub use answer_survey::{AnswerSurveyError, GivenAnswer, answer_survey};
pub use change_survey::{ChangeSurveyError, SurveyPatch, change_survey};
pub use create_survey::{CreateSurveyError, NewSurvey, create_survey};
pub use delete_survey::{DeleteSurveyError, delete_survey};
pub use invitation::{Score, ScoreOffScale, SurveyAnswer, SurveyInvitation};
pub use invite_customer::{InviteCustomerError, invite_customer};
pub use results::SurveyResults;
pub use store::{AnswerPosition, AnswerQuery, HeldCustomer, SurveyPeriod, SurveyReads, SurveyStore};
pub use survey::{Survey, SurveyState};
pub use texts::{ShownTexts, SurveyText, SurveyTexts};
pub use visit::{SurveyEntry, SurveyVisit, find_visit};

#[cfg(test)]
mod memory_store;
