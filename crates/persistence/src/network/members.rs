//! Members.

use regulars_kernel::{Date, Email, Instant, Label, MemberId, MerchantId, Personal, Phone, StoreError};
use regulars_network::Member;
use sea_orm::Value;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, PlatformSql, ReadTx, WriteTx, values};

#[derive(FromRow)]
struct MemberRow {
    id: Uuid,
    first_name: Option<String>,
    last_name: Option<String>,
    gender: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    birth_date: Option<Date>,
    registered_by: Uuid,
    created_at: Instant,
}

impl TryFrom<MemberRow> for Member {
    type Error = StoreError;

    fn try_from(row: MemberRow) -> Result<Self, StoreError> {
        let name = |text: Option<String>| {
            let label = text.map(|text| text.parse::<Label>()).transpose();
            label.map(|label| label.map(Personal::new)).map_err(|error| inconsistent("members", error))
        };
        let gender = row.gender.map(|text| text.parse()).transpose();
        let email = row.email.map(|text| text.parse()).transpose();
        Ok(Self {
            id: MemberId::new(row.id),
            first_name: name(row.first_name)?,
            last_name: name(row.last_name)?,
            gender: gender.map_err(|error| inconsistent("members", error))?,
            email: email.map_err(|error| inconsistent("members", error))?,
            phone: row.phone.map(Phone::from_stored),
            birth_date: row.birth_date.map(Personal::new),
            registered_by: MerchantId::new(row.registered_by),
            created_at: row.created_at,
        })
    }
}

pub(super) async fn find(tx: &ReadTx, id: MemberId) -> Result<Option<Member>, StoreError> {
    const FIND: PlatformSql = PlatformSql::new(
        "SELECT id, first_name, last_name, gender, email, phone, birth_date, registered_by, created_at
         FROM members WHERE id = $1",
    );
    let row: Option<MemberRow> = tx.platform().optional(FIND, values![id.value()]).await?;
    row.map(Member::try_from).transpose()
}

pub(super) async fn insert(tx: &WriteTx, member: &Member) -> Result<(), StoreError> {
    const INSERT: PlatformSql = PlatformSql::new(
        "INSERT INTO members (id, first_name, last_name, gender, email, phone, birth_date, registered_by, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    );
    tx.platform().execute(INSERT, columns(member)).await.map(drop)
}

/// The names of [`columns`].
pub(crate) const COLUMN_NAMES: &str =
    "id, first_name, last_name, gender, email, phone, birth_date, registered_by, created_at";

/// Every column.
pub(crate) fn columns(member: &Member) -> Vec<Value> {
    let Member { id, first_name, last_name, gender, email, phone, birth_date, registered_by, created_at } =
        member;
    let name = |name: &Option<Personal<Label>>| name.as_ref().map(|name| name.expose().as_str().to_owned());
    values![
        id.value(),
        name(first_name),
        name(last_name),
        gender.map(|gender| gender.name()),
        email.as_ref().map(Email::expose),
        phone.as_ref().map(Phone::expose),
        birth_date.as_ref().map(|date| *date.expose()),
        registered_by.value(),
        *created_at,
    ]
}
