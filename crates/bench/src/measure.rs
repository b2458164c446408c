//! One file for each line of the table.

pub mod accrual_postgres;
pub mod crowd;
pub mod export;
pub mod freeze_and_send;
pub mod idle;
pub mod import_postgres;
pub mod import_sqlite;
pub mod lookup;
pub mod preview;
pub mod purchase_postgres;
pub mod purchase_sqlite;
pub mod receipt;
pub mod search;
pub mod smtp_driver;
