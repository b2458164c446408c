//! Serves the application on a listener, over connections that are counted and have deadlines.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_http::HttpService;
use actix_http::error::DispatchError;
use actix_service::{IntoServiceFactory, ServiceFactoryExt, fn_service, map_config};
use actix_web::dev::{AppConfig, Server};
use actix_web::rt::net::TcpStream;
use actix_web::web::Data;
use regulars_api::{Application, http_app};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

use super::admission::{Admission, Decision, REFUSED_AT_A_TIME};
use super::connection::{ClientConnection, Deadlines};
use super::room_for;
use crate::settings::Settings;

/// Threads that serve.
const WORKERS: usize = 2;
/// How long requests may go on after the program was told to stop.
const DRAIN_SECONDS: u64 = 30;
/// How much of an answer is made ready to be written at a time.
const WRITTEN_AT_A_TIME: usize = 8 * 1024;
/// How long a client that was answered may take to close its side.
const FAREWELL: Duration = Duration::from_secs(1);

/// Serves the application on `listener`.
pub fn listen(
    settings: &Settings,
    application: &Arc<Application>,
    listener: TcpListener,
) -> std::io::Result<Server> {
    let room = room_for(settings);
    let admission = Arc::new(Admission::new(room, settings.trusted_proxies.clone()));
    let (application, keep_alive) = (Arc::clone(application), settings.keep_alive);
    let deadlines = Deadlines { head: settings.head_deadline, response: settings.response_deadline };
    let builder = Server::build();
    let draining = builder.graceful_shutdown_signal();
    let served = move || {
        let (admission, taken, draining) =
            (Arc::clone(&admission), Arc::clone(&application), draining.clone());
        let app = http_app(Data::from(Arc::clone(&application))).into_factory();
        let http = HttpService::build()
            .graceful_shutdown_signal(move || {
                let draining = draining.clone();
                async move { draining.notified().await }
            })
            .keep_alive(keep_alive)
            // The connection itself has a deadline for heads, and not for the first one only.
            .client_request_timeout(Duration::ZERO)
            .client_disconnect_timeout(FAREWELL)
            .h1_write_buffer_size(WRITTEN_AT_A_TIME)
            // Who has gone away is not worked for: the handler is dropped, and what it does in the database ends.
            .h1_allow_half_closed(false)
            .on_connect_ext(|connection: &ClientConnection, data: &mut actix_http::Extensions| {
                data.insert(connection.activity().clone());
            })
            .h1(map_config(app.map_err(|error| error.error_response()), |()| AppConfig::default()));
        fn_service(move |stream: TcpStream| {
            take(stream, Arc::clone(&admission), Arc::clone(&taken), deadlines)
        })
        .and_then(http)
    };
    let server = builder
        .workers(WORKERS)
        .shutdown_timeout(DRAIN_SECONDS)
        // A worker that has this many connections stops accepting; those that are refused are among them.
        .max_concurrent_connections(room.in_all + 2 * REFUSED_AT_A_TIME)
        .listen("http", listener, served)?;
    Ok(server.run())
}

async fn take(
    stream: TcpStream,
    admission: Arc<Admission>,
    application: Arc<Application>,
    deadlines: Deadlines,
) -> Result<(ClientConnection, Option<SocketAddr>), DispatchError> {
    let address = stream.peer_addr().ok();
    match admission.decide(address) {
        Decision::Admitted(admitted) => {
            stream.set_nodelay(true).ok();
            Ok((ClientConnection::new(stream, application, deadlines, admitted), address))
        }
        Decision::Refused(refusal) => {
            let answer = application.answer_below(503).unwrap_or_default();
            timeout(FAREWELL, refuse(stream, &answer)).await.ok();
            drop(refusal);
            Err(no_room())
        }
        Decision::Dropped => Err(no_room()),
    }
}

/// Tells the client, and reads what it still sends: a connection that is closed over unread bytes is reset, and its last
/// answer lost.
async fn refuse(mut stream: TcpStream, answer: &[u8]) {
    if stream.write_all(answer).await.is_err() || stream.shutdown().await.is_err() {
        return;
    }
    let mut discarded = [0; 1024];
    while stream.read(&mut discarded).await.is_ok_and(|count| count > 0) {}
}

fn no_room() -> DispatchError {
    DispatchError::Io(std::io::Error::other("there is no room for the connection"))
}
