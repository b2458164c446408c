//! The log: one JSON object a line on standard error.

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Starts the log at the level of `REGULARS_LOG`, by default `info`.
///
/// The database driver and the mail libraries stay at `warn` whatever is asked for: below that they print statements and
/// messages, which hold personal data.
pub fn start_telemetry() {
    let asked = std::env::var("REGULARS_LOG").unwrap_or_else(|_| "info".to_owned());
    let capped =
        format!("{asked},sqlx=warn,sea_orm=warn,rustls=warn,h2=warn,hyper=warn,actix_http=warn,mio=warn");
    let filter = EnvFilter::try_new(&capped).unwrap_or_else(|_| EnvFilter::new("info"));
    let started = tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // A log that cannot be written, as on a full disk, must not end what it tells of.
        .log_internal_errors(false)
        .with_span_events(FmtSpan::NONE)
        .with_current_span(true)
        .with_span_list(false)
        .try_init();
    if started.is_err() {
        tracing::debug!("the log had been started before");
    }
}
