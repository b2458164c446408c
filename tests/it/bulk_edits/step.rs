//! A worker that does one step and dies, before or after its transaction was kept.

use std::sync::Arc;

use regulars_flows::work_on_bulk_edit;
use regulars_kernel::{
    Actor, BulkEditId, Environment, JobId, MerchantCalendar, MerchantId, Scope, StoreError, SystemRandom,
};
use regulars_persistence::Database;
use regulars_server::{open_database, open_secrets};
use regulars_tests::{Merchant, Program};
use serde_json::Value;

/// Opens the database as a worker does.
pub async fn opened(program: &Program) -> (Database, Environment) {
    let settings = program.database.settings();
    let environment = Environment::new(program.clock.clone(), Arc::new(SystemRandom));
    let database = open_database(&settings).await.unwrap();
    let secrets = open_secrets(&settings.secret_file, &database, &environment).await.unwrap();
    (database.with_sealing(secrets.sealing_keys()), environment)
}

/// Does one step of so many customers of the edit, as its job does. Unless it is kept, the worker dies just before that.
#[expect(clippy::disallowed_methods, reason = "a test works as a worker does")]
pub async fn step(program: &Program, merchant: &Merchant, edit: &Value, at_most: u32, is_kept: bool) {
    let (database, environment) = opened(program).await;
    let merchant = MerchantId::new(merchant.id.parse().unwrap());
    let scope = Scope::of_authenticated_caller(merchant, Actor::System);
    let id = BulkEditId::new(edit["id"].as_str().unwrap().parse().unwrap());
    let job = JobId::new(edit["job_id"].as_str().unwrap().parse().unwrap());
    let calendar = MerchantCalendar::of_zone("Europe/Belgrade").unwrap();
    if is_kept {
        let work = database.write(scope, move |tx| {
            Box::pin(async move {
                work_on_bulk_edit(tx, &environment, &calendar, id, job, at_most).await.map(drop)
            })
        });
        work.await.unwrap();
    } else {
        let work: Result<(), StoreError> = database
            .rehearse(scope, move |tx| {
                Box::pin(async move {
                    work_on_bulk_edit(tx, &environment, &calendar, id, job, at_most).await.map(drop)
                })
            })
            .await;
        work.unwrap();
    }
}
