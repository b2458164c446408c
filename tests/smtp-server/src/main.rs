//! The scripted SMTP server as a process of its own. It prints its port and then serves until it is ended.

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use regulars_smtp_server::{Encryption, Fault, Login, Script, ScriptedSmtpServer};

/// A scripted SMTP server on the loopback interface.
#[derive(Parser)]
struct Options {
    /// The port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// A pause before each message is accepted.
    #[arg(long, default_value_t = 0)]
    throttle_ms: u64,
    /// A pause before each byte of every reply.
    #[arg(long)]
    tarpit_ms: Option<u64>,
    /// After how long an idle connection is closed with 421.
    #[arg(long)]
    idle_ms: Option<u64>,
    /// A fault, as STAGE:WEATHER[@PREFIX][*TIMES]; can be given many times. Stages: greeting, hello, starttls, login,
    /// sender, recipient, data, body, dot, reset, noop. Weather: a reply code, delay=MILLISECONDS, silence, drop,
    /// accept-and-drop, gibberish.
    #[arg(long)]
    fault: Vec<Fault>,
    /// Does not offer PIPELINING.
    #[arg(long)]
    no_pipelining: bool,
    /// Offers STARTTLS, with a certificate of its own making.
    #[arg(long)]
    starttls: bool,
    /// Asks for this login, as USER:PASSWORD.
    #[arg(long)]
    login: Option<String>,
    /// A file to which the Message-ID of each accepted message is appended before the reply.
    #[arg(long)]
    log: Option<PathBuf>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let options = Options::parse();
    let mut script = Script {
        port: options.port,
        pipelining: !options.no_pipelining,
        encryption: if options.starttls { Encryption::StartTls } else { Encryption::None },
        login: options.login.as_deref().map(login_of),
        tarpit: options.tarpit_ms.map(Duration::from_millis),
        throttle: Duration::from_millis(options.throttle_ms),
        idle: options.idle_ms.map(Duration::from_millis),
        keep_messages: false,
        log: options.log,
        ..Script::default()
    };
    for fault in options.fault {
        script = script.with(fault);
    }
    let server = ScriptedSmtpServer::start(script).await?;
    writeln!(io::stdout(), "{}", server.address().port())?;
    io::stdout().flush()?;
    server.run().await;
    Ok(())
}

fn login_of(text: &str) -> Login {
    let (user, password) = text.split_once(':').unwrap_or((text, ""));
    Login { mechanisms: "PLAIN LOGIN".to_owned(), user: user.to_owned(), password: password.to_owned() }
}
