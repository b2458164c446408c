//! Measures the SMTP driver alone: renders a personal message of about 10 KB, builds it and sends it, over and over.
//!
//! `blast ADDRESS MESSAGES CONNECTIONS [ahead|alone]`, for example `blast smtp://127.0.0.1:2525?tls=none 20000 10
//! ahead`. Hold it against `smtp-source -s 10 -l 10240 -m 20000 -d` to the same `smtp-sink`, in the same minute.

use std::error::Error;
use std::fmt::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use regulars_channels::{
    EmailMessage, Envelope, FeedbackId, ListId, ListUnsubscribe, Mailbox, PoolLimits, SmtpOutcome, SmtpPool,
    SmtpRelay,
};
use regulars_kernel::{Clock, Email, SystemClock};

type Failure = Box<dyn Error + Send + Sync>;

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, messages, connections, rest @ ..] = arguments.as_slice() else {
        return Err("usage: blast ADDRESS MESSAGES CONNECTIONS [ahead|alone]".into());
    };
    let (messages, connections): (usize, usize) = (messages.parse()?, connections.parse()?);
    let ahead = rest.first().is_none_or(|mode| mode == "ahead");
    let limits = PoolLimits { connections, ..PoolLimits::default() };
    let pool = Arc::new(SmtpPool::new(address.parse::<SmtpRelay>()?, limits));
    let counter = Arc::new(AtomicUsize::new(0));

    println!("bytes of a message: {}", message_for(1)?.to_bytes().len());
    let started = Instant::now();
    let senders: Vec<_> = (0..connections)
        .map(|_| tokio::spawn(send(Arc::clone(&pool), Arc::clone(&counter), messages, ahead)))
        .collect();
    let mut accepted = 0;
    for sender in senders {
        accepted += sender.await??;
    }
    let seconds = started.elapsed().as_secs_f64();
    println!(
        "accepted {accepted} of {messages} in {seconds:.3} s: {:.0} messages/s",
        accepted as f64 / seconds
    );
    pool.close().await;

    let started = Instant::now();
    let rendered = (0..1000).map(message_for).collect::<Result<Vec<_>, _>>()?;
    let rendering = started.elapsed();
    let started = Instant::now();
    let bytes: usize = rendered.iter().map(|message| message.to_bytes().len()).sum();
    let building = started.elapsed();
    println!(
        "one thread: {rendering:.1?} to render and {building:.1?} to build 1000 messages of {} bytes",
        bytes / 1000
    );
    Ok(())
}

async fn send(
    pool: Arc<SmtpPool>,
    counter: Arc<AtomicUsize>,
    messages: usize,
    ahead: bool,
) -> Result<usize, Failure> {
    let mut connection = pool.acquire().await?;
    let mut accepted = 0;
    let mut number = counter.fetch_add(1, Ordering::Relaxed);
    while number < messages {
        let next = counter.fetch_add(1, Ordering::Relaxed);
        let upcoming = if ahead && next < messages { Some(envelope_for(next)?) } else { None };
        let message = message_for(number)?.to_bytes();
        match connection.send_ahead(&envelope_for(number)?, &message, upcoming.as_ref()).await {
            SmtpOutcome::Accepted { .. } => accepted += 1,
            outcome => println!("{number}: {outcome:?}"),
        }
        number = next;
    }
    Ok(accepted)
}

fn recipient(number: usize) -> Result<Email, Failure> {
    Ok(format!("customer-{number}@example.com").parse()?)
}

fn envelope_for(number: usize) -> Result<Envelope, Failure> {
    Ok(Envelope { return_path: Some("bounces@example.org".parse()?), recipient: recipient(number)? })
}

fn message_for(number: usize) -> Result<EmailMessage, Failure> {
    let mut html = format!("<html><body><h1>Poštovani kupče {number}</h1>\n");
    let mut text = format!("Poštovani kupče {number}\n\n");
    for line in 0..64 {
        writeln!(
            html,
            "<p>Offer {line}: twenty percent off until Sunday. \
             <a href=\"https://link.example.com/l/{number:08}/{line}\">Have a look at the offer</a></p>"
        )?;
        if line % 4 == 0 {
            writeln!(text, "Offer {line}: https://link.example.com/l/{number:08}/{line}")?;
        }
    }
    html.push_str("</body></html>\n");
    let from = Mailbox { name: Some("Knjižara".to_owned()), address: "shop@example.org".parse()? };
    let to = Mailbox { name: Some(format!("Kupac {number}")), address: recipient(number)? };
    let id = format!("delivery-{number:010}@example.org").parse()?;
    let mut message = EmailMessage::new(id, SystemClock.now(), from, to, "Popust čeka na vas", &text);
    message.html = Some(html);
    let link = format!("https://link.example.com/u/{number:016x}");
    message.list_unsubscribe = Some(ListUnsubscribe::new(&link, None)?);
    message.list_id = Some(ListId::new(Some("Novosti"), "news.example.org")?);
    message.feedback_id = Some(FeedbackId::new(&["campaign", "merchant"], "sender1")?);
    Ok(message)
}
