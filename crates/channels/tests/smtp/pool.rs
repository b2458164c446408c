//! Several connections to one relay.

use std::sync::Arc;
use std::time::Duration;

use regulars_channels::{Destination, OutsideChannel, PoolLimits, RelayFailure, SendOutcome, SmtpPool};
use regulars_smtp_server::{Script, ScriptedSmtpServer};
use tokio::time::{sleep, timeout};

use crate::support::{LIMIT, MESSAGE, relay_at, server, to, word};

fn pool(server: &ScriptedSmtpServer, connections: usize) -> SmtpPool {
    SmtpPool::new(relay_at(&server.url()), PoolLimits { connections, idle: Duration::from_secs(60) })
}

#[tokio::test]
async fn connections_are_opened_when_needed_and_used_again() {
    let server = server(Script::default()).await;
    let pool = pool(&server, 3);
    assert_eq!(server.connections(), 0);
    for local_part in ["a", "b", "c"] {
        let mut connection = pool.acquire().await.unwrap();
        assert_eq!(word(&connection.send(&to(local_part), MESSAGE).await), "accepted");
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn there_are_never_more_than_allowed_and_waiters_are_served_in_order() {
    let server = server(Script { throttle: Duration::from_millis(5), ..Script::default() }).await;
    let pool = Arc::new(pool(&server, 2));
    let mut senders = Vec::new();
    for number in 0..12 {
        let pool = Arc::clone(&pool);
        senders.push(tokio::spawn(async move {
            let mut connection = pool.acquire().await.unwrap();
            connection.send(&to(&format!("customer-{number}")), MESSAGE).await
        }));
        tokio::task::yield_now().await;
    }
    for sender in senders {
        assert_eq!(word(&sender.await.unwrap()), "accepted");
    }
    assert_eq!((server.connections(), server.accepted()), (2, 12));
}

#[tokio::test]
async fn a_full_pool_makes_the_next_one_wait() {
    let server = server(Script::default()).await;
    let pool = pool(&server, 1);
    let held = pool.acquire().await.unwrap();
    assert!(timeout(LIMIT / 4, pool.acquire()).await.is_err());
    drop(held);
    assert!(timeout(LIMIT, pool.acquire()).await.unwrap().is_ok());
}

#[tokio::test]
async fn a_dead_relay_is_told_before_a_message_is_touched_and_frees_the_place() {
    let mut server = server(Script::default()).await;
    let pool = pool(&server, 1);
    server.stop_listening().await;
    for _ in 0..3 {
        assert!(matches!(pool.acquire().await.err(), Some(RelayFailure::Lost { .. })));
    }
    server.listen_again().await.unwrap();
    assert!(pool.acquire().await.is_ok());
}

#[tokio::test]
async fn a_connection_that_died_in_the_pool_is_not_handed_out() {
    let server = server(Script::default()).await;
    let pool = pool(&server, 1);
    drop(pool.acquire().await.unwrap());
    server.hang_up().await;
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(word(&connection.send(&to("a"), MESSAGE).await), "accepted");
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn an_announced_message_is_not_left_hanging_in_the_pool() {
    let server = server(Script::default()).await;
    let pool = pool(&server, 1);
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(word(&connection.send_ahead(&to("a"), MESSAGE, Some(&to("b"))).await), "accepted");
    drop(connection);
    for _ in 0..100 {
        if server.open_connections() == 0 {
            break;
        }
        sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(server.open_connections(), 0, "the relay does not wait for a message that nobody sends");
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(word(&connection.send(&to("c"), MESSAGE).await), "accepted");
    assert_eq!((server.connections(), server.accepted()), (2, 2));
}

#[tokio::test]
async fn idle_connections_are_closed_politely() {
    let server = server(Script::default()).await;
    let limits = PoolLimits { connections: 2, idle: Duration::from_millis(40) };
    let pool = SmtpPool::new(relay_at(&server.url()), limits);
    drop(pool.acquire().await.unwrap());
    for _ in 0..100 {
        if server.commands().contains(&"QUIT".to_owned()) {
            break;
        }
        sleep(Duration::from_millis(20)).await;
    }
    assert!(server.commands().contains(&"QUIT".to_owned()));
    assert!(pool.acquire().await.is_ok());
    assert_eq!(server.connections(), 2);
}

#[tokio::test]
async fn a_closed_pool_says_goodbye_and_hands_out_no_more() {
    let server = server(Script::default()).await;
    let pool = pool(&server, 2);
    drop(pool.acquire().await.unwrap());
    pool.close().await;
    assert!(server.commands().contains(&"QUIT".to_owned()));
    assert_eq!(pool.acquire().await.err(), Some(RelayFailure::PoolClosed));
}

#[tokio::test]
async fn the_pool_is_a_channel() {
    let server = server(Script::default()).await;
    let channel: Arc<dyn OutsideChannel> = Arc::new(pool(&server, 1));
    let mut line = channel.line().await.unwrap();
    let (first, second) = (Destination::Email(to("a")), Destination::Email(to("b")));
    assert_eq!(line.send(&first, MESSAGE, Some(&second)).await, SendOutcome::Accepted);
    assert_eq!(line.send(&second, MESSAGE, None).await, SendOutcome::Accepted);
    assert_eq!((server.connections(), server.accepted()), (1, 2));
}
