//! The socket that connections come to.

use std::net::TcpListener;

use rustix::net::listen;
use rustix::net::sockopt::set_socket_send_buffer_size;

use crate::settings::BindAddress;

/// How many connections may wait to be taken. A client whose connection finds no room here tries again after a second, so
/// a crowd that comes at once would keep everybody waiting for that long.
const BACKLOG: i32 = 2_048;
/// How many bytes of an answer the system keeps for a client that has not read them yet. It would keep megabytes for each,
/// and copying them takes the time of everybody else.
const SEND_BUFFER: usize = 64 * 1024;

/// Listens at the first of the addresses that can be had.
pub fn listener_at(address: &BindAddress) -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind(address.addresses()?.as_slice())?;
    // Each connection gets what the listener has.
    set_socket_send_buffer_size(&listener, SEND_BUFFER)?;
    listen(&listener, BACKLOG)?;
    Ok(listener)
}
