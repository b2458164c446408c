//! Who came by the link of a survey, and what they are asked.

use regulars_kernel::{CustomerId, NewsletterId, StoreError, SurveyId, SurveyInvitationId};
use uuid::Uuid;

use crate::store::SurveyReads;
use crate::{Survey, SurveyInvitation};

/// What a link of a survey names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SurveyEntry {
    /// An invitation.
    Invitation(SurveyInvitationId),
    /// A survey in a message of a newsletter.
    Newsletter {
        /// The survey.
        survey: SurveyId,
        /// The newsletter.
        newsletter: NewsletterId,
        /// To whom the message was made.
        recipient: CustomerId,
        /// Who that is now, after merges.
        customer: CustomerId,
    },
}

/// Somebody who came by a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyVisit {
    /// What is asked.
    pub survey: Survey,
    /// The invitation, with what was answered so far.
    pub invitation: SurveyInvitation,
    /// Whether it is stored: who is asked by a newsletter has none before the answer.
    pub is_stored: bool,
}

/// The id of the invitation of a recipient of a newsletter: always the same, so that whoever answers twice answers once, and
/// nobody needs a row before the answer.
fn id_in_newsletter(survey: SurveyId, newsletter: NewsletterId, recipient: CustomerId) -> SurveyInvitationId {
    let name = [newsletter.value().as_bytes().as_slice(), recipient.value().as_bytes()].concat();
    SurveyInvitationId::new(Uuid::new_v5(&survey.value(), &name))
}

/// What a link leads to. None when it leads nowhere: the survey is gone, or whoever was asked is nobody any more.
pub async fn find_visit(
    store: &mut (impl SurveyReads + ?Sized),
    entry: SurveyEntry,
) -> Result<Option<SurveyVisit>, StoreError> {
    let id = match entry {
        SurveyEntry::Invitation(id) => id,
        SurveyEntry::Newsletter { survey, newsletter, recipient, .. } => {
            id_in_newsletter(survey, newsletter, recipient)
        }
    };
    if let Some(invitation) = store.find_survey_invitation(id).await? {
        if invitation.customer.is_none() {
            return Ok(None);
        }
        let survey = store.find_survey(invitation.survey).await?;
        return Ok(survey.map(|survey| SurveyVisit { survey, invitation, is_stored: true }));
    }
    let SurveyEntry::Newsletter { survey, newsletter, recipient, customer } = entry else { return Ok(None) };
    let Some(survey) = store.find_survey(survey).await? else { return Ok(None) };
    let asked = store.asked_by_newsletter(survey.id, newsletter, [recipient, customer]).await?;
    let Some(invited_at) = asked else { return Ok(None) };
    let invitation = SurveyInvitation {
        id,
        survey: survey.id,
        kind: survey.kind,
        customer: Some(customer),
        purchase: None,
        newsletter: Some(newsletter),
        invited_at,
        answer: None,
    };
    Ok(Some(SurveyVisit { survey, invitation, is_stored: false }))
}
