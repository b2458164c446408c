//! Surveys: the store trait, spread over one file per matter.

mod answers;
pub(crate) mod erase;
mod in_newsletters;
mod invitation_row;
mod results;
mod survey_row;

use async_trait::async_trait;
use regulars_kernel::{
    CustomerId, Instant, NewsletterId, Page, PageRequest, PurchaseId, StoreError, SurveyId,
    SurveyInvitationId, UsedBy,
};
use regulars_surveys::{
    AnswerPosition, AnswerQuery, HeldCustomer, Survey, SurveyInvitation, SurveyPeriod, SurveyReads,
    SurveyResults, SurveyState, SurveyStore,
};
use uuid::Uuid;

use self::invitation_row::InvitationRow;
use self::survey_row::SurveyRow;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

pub(crate) use self::in_newsletters::write_surveys_of_newsletter;

#[in_reads_and_writes]
#[async_trait]
impl SurveyReads for ReadTx {
    async fn find_survey(&mut self, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("surveys", SurveyRow, "WHERE merchant_id = $1 AND id = $2"));
        let row: Option<SurveyRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(Survey::try_from).transpose()
    }

    async fn list_surveys(
        &mut self,
        state: Option<SurveyState>,
        page: PageRequest<SurveyId>,
    ) -> Result<Page<Survey, SurveyId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!("surveys", SurveyRow, "WHERE merchant_id = $1"));
        let mut query = ScopedQuery::new(LIST, self.backend(), values![]);
        if let Some(state) = state {
            query.push(" AND state = ?", values![state.name()]);
        }
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<SurveyRow> = self.query(query).await?;
        let surveys = rows.into_iter().map(Survey::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(surveys, page.size, |survey| survey.id))
    }

    async fn find_survey_invitation(
        &mut self,
        id: SurveyInvitationId,
    ) -> Result<Option<SurveyInvitation>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "survey_invitations",
            InvitationRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<InvitationRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(SurveyInvitation::try_from).transpose()
    }

    async fn asked_by_newsletter(
        &mut self,
        survey: SurveyId,
        newsletter: NewsletterId,
        customers: [CustomerId; 2],
    ) -> Result<Option<Instant>, StoreError> {
        in_newsletters::asked(self, survey, newsletter, customers).await
    }

    async fn survey_results(
        &mut self,
        survey: &Survey,
        period: SurveyPeriod,
    ) -> Result<SurveyResults, StoreError> {
        results::read(self, survey, period).await
    }

    async fn list_survey_answers(
        &mut self,
        query: &AnswerQuery,
        page: PageRequest<AnswerPosition>,
    ) -> Result<Page<SurveyInvitation, AnswerPosition>, StoreError> {
        answers::list(self, query, page).await
    }
}

#[async_trait]
impl SurveyStore for WriteTx {
    async fn find_survey_for_change(&mut self, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "surveys",
            SurveyRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<SurveyRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(Survey::try_from).transpose()
    }

    async fn insert_survey(&mut self, survey: &Survey) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("surveys", SurveyRow);
        self.execute(INSERT, SurveyRow::from(survey).into_values()).await.map(drop)
    }

    async fn update_survey(&mut self, survey: &Survey) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("surveys", SurveyRow);
        self.execute(UPDATE, SurveyRow::from(survey).into_values()).await.map(drop)
    }

    async fn delete_survey(&mut self, id: SurveyId) -> Result<(), StoreError> {
        const DELETE: ScopedSql = ScopedSql::new("DELETE FROM surveys WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }

    async fn was_asked(&mut self, survey: SurveyId) -> Result<bool, StoreError> {
        #[derive(FromRow)]
        struct IdRow {
            #[expect(dead_code, reason = "whether there is one is all that is asked")]
            id: Uuid,
        }
        const FIND: ScopedSql = ScopedSql::new(
            "SELECT id FROM survey_invitations WHERE merchant_id = $1 AND survey_id = $2 LIMIT 1",
        );
        let row: Option<IdRow> = self.optional(FIND, values![survey.value()]).await?;
        Ok(row.is_some())
    }

    async fn newsletters_with_survey(&mut self, survey: SurveyId) -> Result<Vec<UsedBy>, StoreError> {
        in_newsletters::users(self, survey).await
    }

    async fn hold_surveyed(&mut self, customer: CustomerId) -> Result<Option<HeldCustomer>, StoreError> {
        #[derive(FromRow)]
        struct HeldRow {
            restricted_at: Option<Instant>,
        }
        const HOLD: ScopedSql = ScopedSql::locking_in_writes(
            "SELECT restricted_at FROM customers WHERE merchant_id = $1 AND id = $2",
        );
        let held: Option<HeldRow> = self.optional(HOLD, values![customer.value()]).await?;
        Ok(held.map(|row| HeldCustomer { is_restricted: row.restricted_at.is_some() }))
    }

    async fn buyer_of(&mut self, purchase: PurchaseId) -> Result<Option<Option<CustomerId>>, StoreError> {
        #[derive(FromRow)]
        struct BuyerRow {
            customer_id: Option<Uuid>,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT customer_id FROM purchases WHERE merchant_id = $1 AND id = $2");
        let found: Option<BuyerRow> = self.optional(FIND, values![purchase.value()]).await?;
        Ok(found.map(|row| row.customer_id.map(CustomerId::new)))
    }

    async fn invitation_about(
        &mut self,
        survey: SurveyId,
        purchase: PurchaseId,
    ) -> Result<Option<SurveyInvitation>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "survey_invitations",
            InvitationRow,
            "WHERE merchant_id = $1 AND survey_id = $2 AND purchase_id = $3"
        ));
        let row: Option<InvitationRow> =
            self.optional(FIND, values![survey.value(), purchase.value()]).await?;
        row.map(SurveyInvitation::try_from).transpose()
    }

    async fn insert_survey_invitation(&mut self, invitation: &SurveyInvitation) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("survey_invitations", InvitationRow);
        self.execute(INSERT, InvitationRow::from(invitation).into_values()).await.map(drop)
    }

    async fn write_survey_answer(&mut self, invitation: &SurveyInvitation) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("survey_invitations", InvitationRow);
        self.execute(UPDATE, InvitationRow::from(invitation).into_values()).await.map(drop)
    }
}

#[cfg(test)]
mod tests;
