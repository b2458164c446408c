//! Somebody has answered a survey, and gets what rules give for it.

use regulars_kernel::{Actor, CustomerId, Environment, MerchantCalendar, StoreError, SurveyId};
use regulars_loyalty::{EarningTrigger, GivenAward, Occasion};

use super::on_occasion::{Happening, give_on_occasion};
use super::store::AwardGivingStore;

/// Gives for the survey once, however often and about however many purchases the customer answers it. In the transaction that writes
/// the answer.
pub async fn award_survey_answer(
    store: &mut dyn AwardGivingStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    actor: Actor,
    customer: CustomerId,
    survey: SurveyId,
) -> Result<Vec<GivenAward>, StoreError> {
    let happening = Happening {
        customer,
        trigger: EarningTrigger::SurveyAnswered,
        occasion: Occasion::survey(survey),
        occurred_at: environment.now(),
        event: None,
        programme: None,
    };
    give_on_occasion(store, environment, calendar, actor, &happening).await
}
