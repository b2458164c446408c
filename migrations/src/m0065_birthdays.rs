//! Birthdays without a year: a member of the network has one beside the date of birth, as a customer has already, namesakes are
//! looked for by it, and customers are listed by it in the order of their ids.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

#[derive(DeriveMigrationName)]
pub struct Migration;

/// The birthdays of the members who are there, as a customer's are kept: month times a hundred plus day.
const BIRTHDAYS: [&str; 2] = [
    "UPDATE members SET birth_month_day = CAST(strftime('%m%d', birth_date) AS INTEGER) WHERE birth_date IS NOT NULL",
    "UPDATE members SET birth_month_day = (extract(month FROM birth_date) * 100 + extract(day FROM birth_date))::bigint
         WHERE birth_date IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        crate::step::run(manager, include_str!("m0065_birthdays.sql")).await?;
        let is_sqlite = manager.get_database_backend() == DatabaseBackend::Sqlite;
        let statement = BIRTHDAYS[usize::from(!is_sqlite)];
        manager.get_connection().execute_unprepared(statement).await.map(drop)
    }
}
