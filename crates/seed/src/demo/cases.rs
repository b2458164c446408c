//! A complaint of a customer of the demo.

use chrono::TimeDelta;
use regulars_kernel::{Actor, CaseMessageId, CaseState, CustomerId, Personal, ServiceCaseId, StoreError};
use regulars_service::{CaseMessage, CaseMessageKind, CaseStore, ServiceCase};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The case that the examples of the OpenAPI document show and change.
const CASE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e30");
const MESSAGE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e31");

/// Puts it on record.
pub async fn make_cases(ground: &Ground<'_>) -> Result<(), SeedError> {
    let at = ground.now - TimeDelta::days(2);
    let case = ServiceCase {
        id: ServiceCaseId::new(CASE),
        customer: CustomerId::new(MILICA),
        subject: Personal::new(label("Wrong loaf delivered")?),
        state: CaseState::Open,
        assignee: None,
        due_on: Some(ground.calendar.date_of(ground.now + TimeDelta::days(5))),
        opened_by: Actor::User(OWNER),
        resolved_at: None,
        closed_at: None,
        created_at: at,
        updated_at: at,
    };
    let message = CaseMessage {
        id: CaseMessageId::new(MESSAGE),
        case: case.id,
        kind: CaseMessageKind::Inbound,
        text: Personal::new("The rye bread was a wheat bread.".parse().map_err(invalid)?),
        recorded_by: Actor::User(OWNER),
        created_at: at,
    };
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                tx.insert_case(&case).await?;
                tx.insert_case_message(&message).await?;
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}
