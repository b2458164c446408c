//! Wires the worker.

use std::sync::Arc;

use regulars_api::Secrets;
use regulars_channels::{PoolLimits, SmtpPool};
use regulars_flows::{SendingTerms, SignedLinks};
use regulars_kernel::Environment;
use regulars_persistence::Database;
use regulars_worker::{
    CouponCodeHandler, CustomerBulkEditHandler, CustomerDeletionHandler, CustomerImportHandler,
    DataExportHandler, ExportHandler, ForgetAttributeHandler, ForgetDataExportHandler, ForgetExportHandler,
    OneRelay, PastSimulationHandler, PointAccrualHandler, ReaderKeyHandler, ScheduledNewsletters,
    ServiceMailHandler, ServiceMails, Worker, WorkerParts, WorkerSettings,
};
use tokio::signal::unix::{Signal, SignalKind, signal};

use crate::settings::Settings;

/// Puts a worker together. It must be called inside the runtime that the worker runs in.
pub fn worker(
    settings: &Settings,
    database: Database,
    environment: Environment,
    secrets: &Secrets,
    public_url: &str,
) -> Worker {
    let database = database.with_sealing(secrets.sealing_keys());
    let routes = match &settings.smtp_relay {
        Some(relay) => {
            let connections = usize::try_from(settings.smtp_connections).unwrap_or(usize::MAX);
            let limits = PoolLimits { connections, ..PoolLimits::default() };
            OneRelay::new(Arc::new(SmtpPool::new(relay.clone(), limits)), connections)
        }
        None => OneRelay::none(),
    };
    let shared_origin = settings.link_hosts(public_url).shared_origin();
    let terms = SendingTerms { has_relay: settings.smtp_relay.is_some() };
    let scheduled = ScheduledNewsletters { database: database.clone(), terms };
    let service_mail = ServiceMailHandler {
        database: database.clone(),
        routes: Arc::new(routes.clone()),
        writer: Arc::new(ServiceMails {
            database: database.clone(),
            keys: secrets.link_keys(),
            public_url: shared_origin.clone(),
        }),
    };
    let imports = CustomerImportHandler::new(database.clone(), secrets.sealing_keys());
    let bulk_edits = CustomerBulkEditHandler { database: database.clone() };
    let reader_keys = ReaderKeyHandler { database: database.clone() };
    let deletions = CustomerDeletionHandler { database: database.clone() };
    let exports = ExportHandler { database: database.clone() };
    let forgetting_exports = ForgetExportHandler { database: database.clone() };
    let data_exports = DataExportHandler { database: database.clone(), sealing: secrets.sealing_keys() };
    let forgetting_data_exports = ForgetDataExportHandler { database: database.clone() };
    let forgetting = ForgetAttributeHandler { database: database.clone() };
    let coupon_codes = CouponCodeHandler { database: database.clone() };
    let accruals = PointAccrualHandler { database: database.clone() };
    let simulations = PastSimulationHandler { database: database.clone() };
    Worker::new(WorkerParts {
        database,
        environment,
        settings: WorkerSettings {
            public_url: shared_origin,
            lease: settings.delivery_lease,
            mailbox_networks: settings.mailbox_networks.clone(),
            mailbox_authorities: settings.mailbox_authorities.clone(),
            ..WorkerSettings::default()
        },
        routes: Arc::new(routes),
        signer: Arc::new(SignedLinks::new(secrets.link_keys())),
        scheduled: Some(scheduled),
        handlers: vec![
            Arc::new(service_mail),
            Arc::new(reader_keys),
            Arc::new(imports),
            Arc::new(bulk_edits),
            Arc::new(forgetting),
            Arc::new(deletions),
            Arc::new(exports),
            Arc::new(forgetting_exports),
            Arc::new(data_exports),
            Arc::new(forgetting_data_exports),
            Arc::new(coupon_codes),
            Arc::new(accruals),
            Arc::new(simulations),
        ],
    })
}

/// Says once, at the start, that only sandboxes can send.
pub fn tell_of_missing_relay(settings: &Settings) {
    if settings.smtp_relay.is_none() {
        tracing::warn!(
            "there is no mail relay: live merchants can send nothing until REGULARS_SMTP_URL names one; the mail of \
             sandboxes is captured as always"
        );
    }
}

/// Ready when the program is told to end. It listens from the call on, not from when it is first waited for.
pub fn told_to_end() -> impl Future<Output = ()> + Send {
    let (terminated, interrupted) = (heard(SignalKind::terminate()), heard(SignalKind::interrupt()));
    async move {
        tokio::select! {
            () = next_of(terminated) => {}
            () = next_of(interrupted) => {}
        }
    }
}

fn heard(kind: SignalKind) -> Option<Signal> {
    signal(kind).inspect_err(|error| tracing::error!(%error, "a signal cannot be heard")).ok()
}

async fn next_of(signal: Option<Signal>) {
    match signal {
        Some(mut signal) => drop(signal.recv().await),
        None => std::future::pending().await,
    }
}
