//! Who is probably registered already.

use regulars_customers::{KnownAgainBy, fold};
use regulars_kernel::{BirthDate, CustomerId, Email, Label, Personal, Phone, StoreError};
use uuid::Uuid;

use super::row::month_day;
use crate::wall::{FromRow, ReadTx, ScopedSql, values};

#[derive(FromRow)]
struct SameRow {
    id: Uuid,
}

/// The date of birth is looked for by the index of birthdays.
pub(super) async fn find(tx: &ReadTx, person: &KnownAgainBy) -> Result<Option<CustomerId>, StoreError> {
    // Without a year the dates are the same where both have none.
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT known.id FROM customers AS known
         WHERE known.merchant_id = $1 AND known.first_name_folded = $2 AND known.last_name_folded = $3
             AND (known.email_folded = $4 OR known.phone = $5
                 OR (known.birth_month_day = $6 AND known.birth_date IS NOT DISTINCT FROM $7))
         ORDER BY known.created_at, known.id LIMIT 1",
    );
    let KnownAgainBy { first_name, last_name, birth_date, email, phone } = person;
    let folded = |name: &Personal<Label>| fold(name.expose().as_str());
    let born = birth_date.as_ref().map(|date| *date.expose());
    let asked = values![
        folded(first_name),
        folded(last_name),
        email.as_ref().map(Email::folded),
        phone.as_ref().map(Phone::expose),
        born.map(month_day),
        born.and_then(BirthDate::date),
    ];
    let found: Option<SameRow> = tx.optional(FIND, asked).await?;
    Ok(found.map(|row| CustomerId::new(row.id)))
}
