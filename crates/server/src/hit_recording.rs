//! Writes down opens and clicks while the program serves.

use std::time::Duration;

use regulars_api::Application;
use regulars_kernel::Environment;
use tokio::sync::oneshot;

/// How often they are written.
const PERIOD: Duration = Duration::from_secs(1);

/// Writes them once a second, a second after they arrived, so that clicks which came together are judged together. What
/// is left is written when `ended` is told or dropped.
pub async fn record_hits(
    application: &Application,
    environment: &Environment,
    mut ended: oneshot::Receiver<()>,
) {
    let mut ticks = tokio::time::interval(PERIOD);
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = &mut ended => break,
        }
        application.record_hits_until(environment.now() - PERIOD).await;
    }
    application.record_hits_until(environment.now()).await;
}
