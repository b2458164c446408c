//! The log, on standard error: text for a terminal, otherwise one JSON object a line.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::settings::{LogFormat, LogSettings};

/// Starts the log.
///
/// The database driver and the mail libraries stay at `warn` whatever is asked for: below that they print statements and
/// messages, which hold personal data.
pub fn start_telemetry(settings: &LogSettings) {
    let capped = format!(
        "{},sqlx=warn,sea_orm=warn,rustls=warn,h2=warn,hyper=warn,actix_http=warn,mio=warn",
        settings.levels
    );
    let filter = EnvFilter::try_new(&capped).unwrap_or_else(|_| EnvFilter::new("info"));
    let is_terminal = std::io::stderr().is_terminal();
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        // A log that cannot be written, as on a full disk, must not end what it tells of.
        .log_internal_errors(false)
        .with_span_events(FmtSpan::NONE)
        .with_ansi(is_terminal);
    let usual = if is_terminal { LogFormat::Text } else { LogFormat::Json };
    let started = match settings.format.unwrap_or(usual) {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().with_current_span(true).with_span_list(false).try_init(),
    };
    if started.is_err() {
        tracing::debug!("the log had been started before");
    }
}
