//! One connection, from greeting to goodbye.

use std::future::pending;
use std::io;
use std::sync::Arc;

use data_encoding::BASE64;
use rustls::ServerConfig;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::fault::{Stage, Weather};
use crate::ledger::{Ledger, ReceivedMessage};
use crate::lines::Lines;
use crate::script::{Encryption, Login};

/// Speaks with one client until one side has enough.
pub(crate) async fn serve(stream: TcpStream, ledger: &Ledger, tls: &Arc<ServerConfig>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let connection = ledger.connected();
    let mut lines = Lines::over(Box::new(stream), ledger.script.tarpit);
    if ledger.script.encryption == Encryption::Implicit {
        lines = lines.encrypt(tls).await?;
    }
    let encrypted = ledger.script.encryption == Encryption::Implicit;
    let mut dialogue = Dialogue {
        lines,
        ledger,
        connection,
        encrypted,
        logged_in: false,
        return_path: None,
        recipients: vec![],
    };
    if dialogue.answer(Stage::Greeting, "220 mail.example ESMTP").await? == Next::Close {
        return Ok(());
    }
    loop {
        let line = match dialogue.command().await? {
            Some(line) => line,
            None => return Ok(()),
        };
        let (verb, argument) = line.split_once(' ').unwrap_or((&line, ""));
        let verb = verb.to_ascii_uppercase();
        ledger.heard(&verb);
        if !ledger.script.pipelining && dialogue.lines.has_more() {
            ledger.violated(&format!("pipelined behind {verb}"));
        }
        if verb == "STARTTLS" && ledger.script.encryption == Encryption::StartTls && !dialogue.encrypted {
            match dialogue.answer(Stage::StartTls, "220 2.0.0 Go ahead").await? {
                Next::GoOn => {
                    dialogue.lines = dialogue.lines.encrypt(tls).await?;
                    dialogue.encrypted = true;
                }
                Next::Rejected => {}
                Next::Close => return Ok(()),
            }
        } else if dialogue.obey(&verb, argument).await? == Next::Close {
            return Ok(());
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    GoOn,
    Rejected,
    Close,
}

struct Dialogue<'a> {
    lines: Lines,
    ledger: &'a Ledger,
    connection: usize,
    encrypted: bool,
    logged_in: bool,
    return_path: Option<String>,
    recipients: Vec<String>,
}

impl Dialogue<'_> {
    async fn command(&mut self) -> io::Result<Option<String>> {
        let next = match self.ledger.script.idle {
            None => self.lines.next().await,
            Some(idle) => match timeout(idle, self.lines.next()).await {
                Ok(next) => next,
                Err(_) => {
                    self.lines.reply("421 4.4.2 Idle for too long");
                    self.lines.flush().await?;
                    return Ok(None);
                }
            },
        };
        Ok(next?.map(|line| String::from_utf8_lossy(&line).into_owned()))
    }

    async fn obey(&mut self, verb: &str, argument: &str) -> io::Result<Next> {
        let script = &self.ledger.script;
        match verb {
            "EHLO" if script.extended_hello => {
                let offer = self.offer();
                self.answer(Stage::Hello, &offer).await
            }
            "HELO" => self.answer(Stage::Hello, "250 mail.example").await,
            "AUTH" if script.login.is_some() => self.log_in(argument).await,
            "MAIL" if self.return_path.is_some() => self.say("503 5.5.1 One at a time"),
            "MAIL" if script.login.is_some() && !self.logged_in => self.say("530 5.7.0 Log in first"),
            "MAIL" => {
                let next = self.answer(Stage::Sender, "250 2.1.0 Ok").await?;
                if next == Next::GoOn {
                    self.return_path = Some(path_of(argument));
                }
                Ok(next)
            }
            "RCPT" if self.return_path.is_none() => self.say("503 5.5.1 MAIL first"),
            "RCPT" => {
                self.recipients.push(path_of(argument));
                let next = self.answer(Stage::Recipient, "250 2.1.5 Ok").await?;
                if next != Next::GoOn {
                    self.recipients.pop();
                }
                Ok(next)
            }
            "DATA" => match self.answer_data().await? {
                Next::GoOn => self.take_message().await,
                next => Ok(next),
            },
            "RSET" => {
                self.clear();
                self.answer(Stage::Reset, "250 2.0.0 Ok").await
            }
            "NOOP" => self.answer(Stage::Noop, "250 2.0.0 Ok").await,
            "QUIT" => {
                self.lines.reply("221 2.0.0 Bye");
                self.lines.flush().await?;
                Ok(Next::Close)
            }
            _ => self.say("502 5.5.2 Unknown command"),
        }
    }

    /// Without a recipient DATA is refused, unless the script wants a server that does not care.
    async fn answer_data(&mut self) -> io::Result<Next> {
        let usual = if self.recipients.is_empty() { "503 5.5.1 RCPT first" } else { "354 Go on" };
        self.answer(Stage::Data, usual).await
    }

    async fn take_message(&mut self) -> io::Result<Next> {
        let mut data = Vec::new();
        if let Some(weather) = self.weather(Stage::Body) {
            self.lines.next().await?;
            let next = self.act(weather, "").await?;
            self.lines.flush().await?;
            return Ok(if next == Next::GoOn { Next::GoOn } else { Next::Close });
        }
        loop {
            let Some(line) = self.lines.next().await? else { return Ok(Next::Close) };
            if line == b"." {
                break;
            }
            data.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            data.extend_from_slice(b"\r\n");
        }
        if !self.ledger.script.throttle.is_zero() {
            sleep(self.ledger.script.throttle).await;
        }
        let weather = self.weather(Stage::Dot);
        if matches!(weather, None | Some(Weather::Delay(_) | Weather::AcceptAndDrop)) {
            let message_id = message_id_of(&data);
            let return_path = self.return_path.clone().unwrap_or_default();
            let recipients = self.recipients.clone();
            let connection = self.connection;
            self.ledger.accept(ReceivedMessage { return_path, recipients, data, message_id, connection })?;
        }
        self.clear();
        match weather {
            None => self.say("250 2.0.0 Ok: queued"),
            Some(weather) => self.act(weather, "250 2.0.0 Ok: queued").await,
        }
    }

    async fn log_in(&mut self, argument: &str) -> io::Result<Next> {
        let Some(login) = self.ledger.script.login.clone() else { return Ok(Next::Rejected) };
        let matches = match argument.split_once(' ').unwrap_or((argument, "")) {
            ("PLAIN", proof) => decode(proof) == format!("\0{}\0{}", login.user, login.password),
            ("LOGIN", _) => self.ask_login(&login).await?,
            _ => false,
        };
        if !matches {
            return self.say("535 5.7.8 Wrong user or password");
        }
        let next = self.answer(Stage::Login, "235 2.7.0 Welcome").await?;
        self.logged_in = next == Next::GoOn;
        Ok(next)
    }

    async fn ask_login(&mut self, login: &Login) -> io::Result<bool> {
        self.lines.reply("334 VXNlcm5hbWU6");
        let user = self.command().await?.unwrap_or_default();
        self.lines.reply("334 UGFzc3dvcmQ6");
        let password = self.command().await?.unwrap_or_default();
        Ok(decode(&user) == login.user && decode(&password) == login.password)
    }

    fn offer(&self) -> String {
        let script = &self.ledger.script;
        let mut offer = "250-mail.example\r\n250-8BITMIME\r\n".to_owned();
        if script.pipelining {
            offer.push_str("250-PIPELINING\r\n");
        }
        if script.encryption == Encryption::StartTls && !self.encrypted {
            offer.push_str("250-STARTTLS\r\n");
        }
        if let Some(login) = &script.login {
            offer.push_str(&format!("250-AUTH {}\r\n", login.mechanisms));
        }
        if let Some(size) = script.largest_message {
            offer.push_str(&format!("250-SIZE {size}\r\n"));
        }
        offer.push_str("250 SMTPUTF8");
        offer
    }

    fn weather(&self, stage: Stage) -> Option<Weather> {
        self.ledger.weather(stage, self.connection, self.recipients.last().map(String::as_str))
    }

    async fn answer(&mut self, stage: Stage, usual: &str) -> io::Result<Next> {
        match self.weather(stage) {
            None => self.say(usual),
            Some(weather) => self.act(weather, usual).await,
        }
    }

    fn say(&mut self, reply: &str) -> io::Result<Next> {
        self.lines.reply(reply);
        Ok(if reply.starts_with(['2', '3']) { Next::GoOn } else { Next::Rejected })
    }

    async fn act(&mut self, weather: Weather, usual: &str) -> io::Result<Next> {
        match weather {
            Weather::Reply(code, text) => {
                let next = self.say(&format!("{code} {text}"))?;
                if matches!(code, 221 | 421) {
                    self.lines.flush().await?;
                    return Ok(Next::Close);
                }
                Ok(next)
            }
            Weather::Delay(delay) => {
                self.lines.flush().await?;
                sleep(delay).await;
                self.say(usual)
            }
            Weather::Silence => {
                self.lines.flush().await?;
                pending().await
            }
            Weather::Drop | Weather::AcceptAndDrop => {
                self.lines.flush().await?;
                Ok(Next::Close)
            }
            Weather::Gibberish => {
                self.lines.reply("It was a dark and stormy night");
                Ok(Next::Rejected)
            }
        }
    }

    fn clear(&mut self) {
        self.return_path = None;
        self.recipients.clear();
    }
}

fn path_of(argument: &str) -> String {
    let path = argument.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    path.map_or_else(|| argument.to_owned(), |(path, _)| path.to_owned())
}

fn decode(text: &str) -> String {
    BASE64
        .decode(text.as_bytes())
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .unwrap_or_default()
}

fn message_id_of(data: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(data);
    let (head, _) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
    let header = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("message-id").then(|| value.trim())
    })?;
    Some(header.trim_start_matches('<').trim_end_matches('>').to_owned())
}
