//! What the demo's staff wrote down of being in touch with a customer.

use chrono::TimeDelta;
use regulars_kernel::{Actor, CustomerId, Instant, InteractionId, Personal, StoreError};
use regulars_service::{Direction, Interaction, InteractionKind, InteractionStore};
use uuid::{Uuid, uuid};

use super::accounts::OWNER;
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// The one that the examples change, and the one that they delete.
const CALL: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e20");
const NOTE: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e21");
const LETTER: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e22");

/// Puts them on record.
pub async fn make_interactions(ground: &Ground<'_>) -> Result<(), SeedError> {
    let at = |days: i64| ground.now - TimeDelta::days(days);
    let made = [
        interaction(
            CALL,
            (InteractionKind::Call, Some(Direction::Inbound)),
            ("Question about the delivery", "Asked whether we deliver on Saturdays. We do, until noon."),
            at(3),
        )?,
        interaction(
            NOTE,
            (InteractionKind::Note, None),
            ("Allergy", "Does not take anything with nuts."),
            at(20),
        )?,
        interaction(
            LETTER,
            (InteractionKind::Letter, Some(Direction::Outbound)),
            ("Ten years", "Thanked for ten years of buying here, with a voucher."),
            at(64),
        )?,
    ];
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for interaction in &made {
                    tx.insert_interaction(interaction).await?;
                }
                Ok::<_, StoreError>(())
            })
        })
        .await?;
    Ok(())
}

fn interaction(
    id: Uuid,
    (kind, direction): (InteractionKind, Option<Direction>),
    (subject, text): (&str, &str),
    at: Instant,
) -> Result<Interaction, SeedError> {
    Ok(Interaction {
        id: InteractionId::new(id),
        customer: CustomerId::new(MILICA),
        kind,
        direction,
        subject: Some(Personal::new(label(subject)?)),
        text: Personal::new(text.parse().map_err(invalid)?),
        occurred_at: at,
        recorded_by: Actor::User(OWNER),
        created_at: at,
        updated_at: at,
    })
}
