//! Members.

use regulars_kernel::{
    BirthDate, Date, Email, Instant, Label, MemberId, MerchantId, Personal, Phone, StoreError,
};
use regulars_network::Member;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{FromRow, Piece, PlatformSql, ReadTx, RowColumns, WriteTx, select_from, sql_text, values};

#[derive(FromRow, RowColumns)]
pub(crate) struct MemberRow {
    id: Uuid,
    first_name: Option<String>,
    last_name: Option<String>,
    gender: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    birth_date: Option<Date>,
    birth_month_day: Option<i64>,
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
            birth_date: BirthDate::from_stored(row.birth_date, row.birth_month_day).map(Personal::new),
            registered_by: MerchantId::new(row.registered_by),
            created_at: row.created_at,
        })
    }
}

pub(super) async fn find(tx: &ReadTx, id: MemberId) -> Result<Option<Member>, StoreError> {
    const FIND: PlatformSql = PlatformSql::new(select_from!("members", MemberRow, "WHERE id = $1"));
    let row: Option<MemberRow> = tx.platform().optional(FIND, values![id.value()]).await?;
    row.map(Member::try_from).transpose()
}

pub(super) async fn insert(tx: &WriteTx, member: &Member) -> Result<(), StoreError> {
    const INSERT: PlatformSql = PlatformSql::new(sql_text!(
        Piece::Text("INSERT INTO members ("),
        Piece::Text(MemberRow::LIST),
        Piece::Text(") VALUES ("),
        Piece::Parameters(1, MemberRow::LIST),
        Piece::Text(")"),
    ));
    tx.platform().execute(INSERT, MemberRow::from(member).into_values()).await.map(drop)
}

impl From<&Member> for MemberRow {
    fn from(member: &Member) -> Self {
        let Member { id, first_name, last_name, gender, email, phone, birth_date, registered_by, created_at } =
            member;
        let name =
            |name: &Option<Personal<Label>>| name.as_ref().map(|name| name.expose().as_str().to_owned());
        let born = birth_date.as_ref().map(|born| *born.expose());
        Self {
            id: id.value(),
            first_name: name(first_name),
            last_name: name(last_name),
            gender: gender.map(|gender| gender.name().to_owned()),
            email: email.as_ref().map(Email::expose).map(str::to_owned),
            phone: phone.as_ref().map(Phone::expose).map(str::to_owned),
            birth_date: born.and_then(BirthDate::date),
            birth_month_day: born.map(|born| i64::from(born.month_day())),
            registered_by: registered_by.value(),
            created_at: *created_at,
        }
    }
}
