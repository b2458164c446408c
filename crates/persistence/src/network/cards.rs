//! Cards. Those of sandboxes and those of live merchants are two networks: a number of the one is unknown in the other.

use regulars_kernel::{Instant, MemberId, MerchantId, StoreError};
use regulars_network::{Card, CardNumber};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, Piece, PlatformSql, ReadTx, RowColumns, WriteTx, select_from, sql_text, values};

#[derive(FromRow, RowColumns)]
pub(crate) struct CardRow {
    number: String,
    member_id: Uuid,
    status: String,
    form: String,
    issued_by: Uuid,
    replaced_by: Option<String>,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<CardRow> for Card {
    type Error = StoreError;

    fn try_from(row: CardRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: CardNumber::from_stored(row.number),
            member: MemberId::new(row.member_id),
            status: row.status.parse().map_err(|error| inconsistent("cards", error))?,
            form: row.form.parse().map_err(|error| inconsistent("cards", error))?,
            issued_by: MerchantId::new(row.issued_by),
            replaced_by: row.replaced_by.map(CardNumber::from_stored),
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

pub(super) async fn find(tx: &ReadTx, number: &CardNumber) -> Result<Option<Card>, StoreError> {
    const FIND: PlatformSql = PlatformSql::new(select_from!(
        "cards",
        CardRow,
        "WHERE number = $1 AND mode = (SELECT mode FROM merchants WHERE id = $2)"
    ));
    let asked = values![number.expose(), tx.scope().merchant().value()];
    let row: Option<CardRow> = tx.platform().optional(FIND, asked).await?;
    row.map(Card::try_from).transpose()
}

pub(super) async fn of_member(tx: &ReadTx, member: MemberId) -> Result<Vec<Card>, StoreError> {
    const LIST: PlatformSql =
        PlatformSql::new(select_from!("cards", CardRow, "WHERE member_id = $1 ORDER BY created_at, number"));
    let rows: Vec<CardRow> = tx.platform().all(LIST, values![member.value()]).await?;
    rows.into_iter().map(Card::try_from).collect()
}

pub(super) async fn insert(tx: &WriteTx, card: &Card) -> Result<bool, StoreError> {
    const INSERT: PlatformSql = PlatformSql::new(sql_text!(
        Piece::Text("INSERT INTO cards ("),
        Piece::Text(CardRow::LIST),
        Piece::Text(", mode) SELECT "),
        Piece::Parameters(2, CardRow::LIST),
        Piece::Text(", mode FROM merchants WHERE id = $1 ON CONFLICT (number, mode) DO NOTHING"),
    ));
    let mut new = values![card.issued_by.value()];
    CardRow::from(card).push_values(&mut new);
    Ok(tx.platform().execute(INSERT, new).await? == 1)
}

impl From<&Card> for CardRow {
    fn from(card: &Card) -> Self {
        let Card { number, member, status, form, issued_by, replaced_by, created_at, updated_at } = card;
        Self {
            number: number.expose().to_owned(),
            member_id: member.value(),
            status: status.name().to_owned(),
            form: form.name().to_owned(),
            issued_by: issued_by.value(),
            replaced_by: replaced_by.as_ref().map(CardNumber::expose).map(str::to_owned),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

pub(super) async fn block(tx: &WriteTx, number: &CardNumber, now: Instant) -> Result<bool, StoreError> {
    const BLOCK: PlatformSql = PlatformSql::new(
        "UPDATE cards SET status = 'blocked', updated_at = $2 WHERE number = $1 AND status = 'active'
             AND mode = (SELECT mode FROM merchants WHERE id = $3)",
    );
    let asked = values![number.expose(), now, tx.scope().merchant().value()];
    Ok(tx.platform().execute(BLOCK, asked).await? == 1)
}

pub(super) async fn replace(
    tx: &WriteTx,
    number: &CardNumber,
    replaced_by: &CardNumber,
    now: Instant,
) -> Result<bool, StoreError> {
    const REPLACE: PlatformSql = PlatformSql::new(
        "UPDATE cards SET status = 'replaced', replaced_by = $2, updated_at = $3
         WHERE number = $1 AND status <> 'replaced' AND mode = (SELECT mode FROM merchants WHERE id = $4)",
    );
    let asked = values![number.expose(), replaced_by.expose(), now, tx.scope().merchant().value()];
    Ok(tx.platform().execute(REPLACE, asked).await? == 1)
}
