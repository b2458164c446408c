//! What goes wrong, where, and for whom.

use std::str::FromStr;
use std::time::Duration;

/// A point of the dialogue at which the server can misbehave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The first line after the connection is made.
    Greeting,
    /// The answer to EHLO.
    Hello,
    /// The answer to STARTTLS.
    StartTls,
    /// The answer to AUTH.
    Login,
    /// The answer to MAIL.
    Sender,
    /// The answer to RCPT.
    Recipient,
    /// The answer to DATA.
    Data,
    /// In the middle of the message.
    Body,
    /// The answer to the final dot.
    Dot,
    /// The answer to RSET.
    Reset,
    /// The answer to NOOP.
    Noop,
}

/// What the server does instead of answering as it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Weather {
    /// Another reply. After 421 and 221 the server closes the connection.
    Reply(u16, String),
    /// The right reply, but late. A message is accepted before the delay, as a slow server would.
    Delay(Duration),
    /// No reply, ever.
    Silence,
    /// The connection is closed instead. A message is not accepted.
    Drop,
    /// The message is accepted, and the connection is closed without a reply. Only at [`Stage::Dot`].
    AcceptAndDrop,
    /// A line that is not SMTP.
    Gibberish,
}

/// One rule of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(crate) stage: Stage,
    pub(crate) weather: Weather,
    recipients: Option<String>,
    connection: Option<usize>,
    spared: usize,
    left: Option<usize>,
}

impl Fault {
    /// The weather at a stage, for everybody and for ever.
    pub const fn at(stage: Stage, weather: Weather) -> Self {
        Self { stage, weather, recipients: None, connection: None, spared: 0, left: None }
    }

    /// A reply with this code at a stage.
    pub fn reply(stage: Stage, code: u16) -> Self {
        let text = match code {
            421 => "4.3.2 Closing down".to_owned(),
            221 => "2.0.0 Bye".to_owned(),
            code => format!("{}.7.0 As the script says", code / 100),
        };
        Self::at(stage, Weather::Reply(code, text))
    }

    /// Only for recipients whose address starts like this.
    #[must_use]
    pub fn for_recipients(mut self, prefix: &str) -> Self {
        self.recipients = Some(prefix.to_owned());
        self
    }

    /// Only on the connection of this number, counted from 1.
    #[must_use]
    pub const fn on_connection(mut self, number: usize) -> Self {
        self.connection = Some(number);
        self
    }

    /// Not the first so many times that it could strike.
    #[must_use]
    pub const fn after(mut self, times: usize) -> Self {
        self.spared = times;
        self
    }

    /// Only so many times.
    #[must_use]
    pub const fn times(mut self, times: usize) -> Self {
        self.left = Some(times);
        self
    }

    /// Whether the rule applies here and now; if so, it counts.
    pub(crate) fn strikes(&mut self, stage: Stage, connection: usize, recipient: Option<&str>) -> bool {
        let applies = self.stage == stage
            && self.left != Some(0)
            && self.connection.is_none_or(|wanted| wanted == connection)
            && self.recipients.as_ref().is_none_or(|prefix| {
                recipient.is_some_and(|recipient| recipient.starts_with(prefix.as_str()))
            });
        if !applies {
            return false;
        }
        if self.spared > 0 {
            self.spared -= 1;
            return false;
        }
        if let Some(left) = &mut self.left {
            *left -= 1;
        }
        true
    }

    /// The rules that hold unless a script says otherwise: the local part of the recipient tells what happens.
    pub(crate) fn by_local_part() -> Vec<Self> {
        vec![
            Self::at(Stage::Recipient, Weather::Reply(451, "4.2.1 Try again later".to_owned()))
                .for_recipients("defer-"),
            Self::at(Stage::Recipient, Weather::Reply(550, "5.1.1 No such mailbox".to_owned()))
                .for_recipients("refuse-"),
            Self::at(Stage::Dot, Weather::Reply(452, "4.2.2 Mailbox full".to_owned()))
                .for_recipients("full-"),
            Self::at(Stage::Dot, Weather::Reply(554, "5.7.1 Content refused".to_owned()))
                .for_recipients("spam-"),
            Self::at(Stage::Dot, Weather::Drop).for_recipients("drop-"),
            Self::at(Stage::Dot, Weather::AcceptAndDrop).for_recipients("vanish-"),
            Self::at(Stage::Dot, Weather::Delay(Duration::from_secs(2))).for_recipients("slow-"),
            Self::at(Stage::Dot, Weather::Silence).for_recipients("silent-"),
        ]
    }
}

/// The text is not a fault.
#[derive(Debug, PartialEq, Eq)]
pub struct InvalidFault;

impl std::fmt::Display for InvalidFault {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(
            "must be STAGE:WEATHER[@PREFIX][*TIMES], such as dot:451, greeting:delay=500 or dot:drop@ana",
        )
    }
}

impl std::error::Error for InvalidFault {}

impl FromStr for Fault {
    type Err = InvalidFault;

    /// Reads `STAGE:WEATHER[@PREFIX][*TIMES]`. Weather is a reply code, `delay=MILLISECONDS`, `silence`, `drop`,
    /// `accept-and-drop` or `gibberish`.
    fn from_str(text: &str) -> Result<Self, InvalidFault> {
        let (text, times) = match text.split_once('*') {
            Some((text, times)) => (text, Some(times.parse().or(Err(InvalidFault))?)),
            None => (text, None),
        };
        let (text, prefix) = match text.split_once('@') {
            Some((text, prefix)) => (text, Some(prefix)),
            None => (text, None),
        };
        let (stage, weather) = text.split_once(':').ok_or(InvalidFault)?;
        let stage = stage.parse()?;
        let mut fault = match (weather, weather.strip_prefix("delay=")) {
            (_, Some(delay)) => {
                Self::at(stage, Weather::Delay(Duration::from_millis(delay.parse().or(Err(InvalidFault))?)))
            }
            ("silence", _) => Self::at(stage, Weather::Silence),
            ("drop", _) => Self::at(stage, Weather::Drop),
            ("accept-and-drop", _) => Self::at(stage, Weather::AcceptAndDrop),
            ("gibberish", _) => Self::at(stage, Weather::Gibberish),
            (code, _) => Self::reply(stage, code.parse().or(Err(InvalidFault))?),
        };
        fault.recipients = prefix.map(str::to_owned);
        fault.left = times;
        Ok(fault)
    }
}

impl FromStr for Stage {
    type Err = InvalidFault;

    fn from_str(text: &str) -> Result<Self, InvalidFault> {
        Ok(match text {
            "greeting" => Self::Greeting,
            "hello" => Self::Hello,
            "starttls" => Self::StartTls,
            "login" => Self::Login,
            "sender" => Self::Sender,
            "recipient" => Self::Recipient,
            "data" => Self::Data,
            "body" => Self::Body,
            "dot" => Self::Dot,
            "reset" => Self::Reset,
            "noop" => Self::Noop,
            _ => return Err(InvalidFault),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_read_from_one_word() {
        assert_eq!("dot:451".parse(), Ok(Fault::reply(Stage::Dot, 451)));
        assert_eq!(
            "greeting:delay=500*2".parse(),
            Ok(Fault::at(Stage::Greeting, Weather::Delay(Duration::from_millis(500))).times(2))
        );
        assert_eq!("data:drop@ana".parse(), Ok(Fault::at(Stage::Data, Weather::Drop).for_recipients("ana")));
        for text in ["", "dot", "dot:", "dot:rain", "moon:451", "dot:451*x"] {
            assert_eq!(text.parse::<Fault>(), Err(InvalidFault), "{text:?}");
        }
    }
}
