//! What customers of the demo were asked, and what they answered.

use chrono::TimeDelta;
use regulars_kernel::{CustomerId, Instant, Personal, StoreError, SurveyId, SurveyInvitationId, SurveyKind};
use regulars_surveys::{
    Score, Survey, SurveyAnswer, SurveyInvitation, SurveyState, SurveyStore, SurveyTexts,
};
use uuid::{Uuid, uuid};

use super::known_customers::{DRAGAN, JOVAN, MILICA};
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The survey that the examples of the OpenAPI document show and change.
const ASKED: SurveyId = SurveyId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40"));
/// The survey that the examples delete: nobody was asked.
const DRAFT: SurveyId = SurveyId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d41"));

/// The id of an invitation, who was asked, how many days ago, and what they answered a day later.
type Asked = (Uuid, Uuid, i64, Option<(i64, Option<&'static str>)>);

const INVITATIONS: [Asked; 4] = [
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d46"), MILICA, 4, Some((9, Some("Hleb je odličan.")))),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d47"), JOVAN, 9, Some((6, Some("Dugo se čeka.")))),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d48"), MILICA, 30, Some((8, None))),
    (uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d49"), DRAGAN, 2, None),
];

/// Makes the surveys, and puts on record who was asked.
pub async fn make_surveys(ground: &Ground<'_>) -> Result<(), SeedError> {
    let now = ground.now;
    let asked = survey(ASKED, "Posle kupovine", SurveyState::Active, now - TimeDelta::days(60))?;
    let draft = survey(DRAFT, "Praznična anketa", SurveyState::Draft, now - TimeDelta::days(1))?;
    let invitations = INVITATIONS.iter().map(|invitation| invitation_of(now, invitation));
    let invitations = invitations.collect::<Result<Vec<_>, SeedError>>()?;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.insert_survey(&asked).await?;
                tx.insert_survey(&draft).await?;
                for invitation in &invitations {
                    tx.insert_survey_invitation(invitation).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}

fn survey(id: SurveyId, name: &str, state: SurveyState, at: Instant) -> Result<Survey, SeedError> {
    Ok(Survey {
        id,
        name: label(name)?,
        kind: SurveyKind::Nps,
        texts: SurveyTexts::default(),
        state,
        closes_at: None,
        created_at: at,
        updated_at: at,
    })
}

fn invitation_of(now: Instant, asked: &Asked) -> Result<SurveyInvitation, SeedError> {
    let (id, customer, days_ago, answered) = *asked;
    let invited_at = now - TimeDelta::days(days_ago);
    let answer = answered.map(|(score, comment)| {
        let comment = comment.map(str::parse).transpose().map_err(invalid)?;
        Ok::<_, SeedError>(SurveyAnswer {
            score: Score::new(SurveyKind::Nps, score).map_err(invalid)?,
            comment: comment.map(Personal::new),
            answered_at: invited_at + TimeDelta::days(1),
        })
    });
    Ok(SurveyInvitation {
        id: SurveyInvitationId::new(id),
        survey: ASKED,
        kind: SurveyKind::Nps,
        customer: Some(CustomerId::new(customer)),
        purchase: None,
        newsletter: None,
        invited_at,
        answer: answer.transpose()?,
    })
}
