//! One open connection that takes one message after the other.

use std::mem;

use super::dot_stuffing;
use super::extensions::Extensions;
use super::handshake;
use super::relay::SmtpRelay;
use super::reply::Reply;
use super::timeouts::SmtpTimeouts;
use super::wire::Wire;
use crate::{Envelope, Phase, RelayFailure, SmtpOutcome};

/// A connection after hello and login. A message takes two steps: [`Session::prepare`], in which nothing of it
/// leaves, and [`Session::deliver`], in which it does.
pub(super) struct Session {
    wire: Wire,
    extensions: Extensions,
    /// The envelope that was sent behind the dot of the message before, and whose replies are still to be read.
    announced: Option<Envelope>,
    needs_reset: bool,
    broken: bool,
    messages: u32,
}

impl Session {
    /// Opens a connection to `relay`.
    pub async fn open(relay: &SmtpRelay) -> Result<Self, RelayFailure> {
        let (wire, extensions) = handshake::open(relay).await?;
        Ok(Self { wire, extensions, announced: None, needs_reset: false, broken: false, messages: 0 })
    }

    pub fn extensions(&self) -> &Extensions {
        &self.extensions
    }

    /// How many messages have left through this connection.
    pub fn messages(&self) -> u32 {
        self.messages
    }

    /// Whether another message can go through.
    pub fn is_usable(&self) -> bool {
        !self.broken
    }

    /// Whether the relay waits for a message that was announced. There is no way to take that back but hanging up.
    pub fn has_announced(&self) -> bool {
        self.announced.is_some()
    }

    /// Whether the relay waits for another message than that of `envelope`.
    pub fn has_announced_other_than(&self, envelope: &Envelope) -> bool {
        self.announced.as_ref().is_some_and(|announced| announced != envelope)
    }

    /// Whether the relay has neither hung up nor spoken unasked, as far as can be told at once.
    pub fn is_quiet(&mut self) -> bool {
        self.wire.is_quiet()
    }

    /// Names sender and recipient and asks to send. `Ok(None)`: the relay now waits for the message. `Ok(Some(…))`:
    /// it does not want this message. `Err(…)`: the connection is of no use. In no case has anything of the message
    /// left.
    pub async fn prepare(
        &mut self,
        envelope: &Envelope,
        timeouts: &SmtpTimeouts,
    ) -> Result<Option<SmtpOutcome>, RelayFailure> {
        if self.announced.take().is_some() {
            let answer = self.read_answers(&Self::STEPS[1..], None, timeouts).await?;
            // The announcement may be minutes old, and the relay may have given up since.
            if answer.is_none() && !self.wire.is_quiet() {
                self.broken = true;
                return Err(RelayFailure::Closed { phase: Phase::Data });
            }
            Ok(answer)
        } else {
            let steps = if mem::take(&mut self.needs_reset) { &Self::STEPS[..] } else { &Self::STEPS[1..] };
            let stepwise = if self.extensions.pipelining {
                for step in steps {
                    append_command(*step, envelope, &mut self.wire.output);
                }
                self.wire.flush(Phase::Sender, timeouts.sender).await.inspect_err(|_| self.broken = true)?;
                None
            } else {
                Some(envelope)
            };
            self.read_answers(steps, stepwise, timeouts).await
        }
    }

    const STEPS: [Phase; 4] = [Phase::Reset, Phase::Sender, Phase::Recipient, Phase::Data];

    /// Reads the replies to `steps`, and in front of each sends its command if `stepwise`.
    async fn read_answers(
        &mut self,
        steps: &[Phase],
        stepwise: Option<&Envelope>,
        timeouts: &SmtpTimeouts,
    ) -> Result<Option<SmtpOutcome>, RelayFailure> {
        let mut rejection = None;
        for phase in steps.iter().copied() {
            let reply = match self.ask(phase, stepwise, timeouts).await {
                Ok(reply) => reply,
                Err(reason) => return self.give_up(rejection, reason),
            };
            match Answer::to(phase, &reply) {
                Answer::GoOn if phase == Phase::Data && rejection.is_some() => {
                    // The relay waits for a message that has no recipient. An empty one is what RFC 2920 advises;
                    // hanging up is safe with every relay.
                    self.broken = true;
                }
                Answer::GoOn => {}
                Answer::Reject => {
                    let hangs_up = reply.hangs_up();
                    rejection.get_or_insert_with(|| rejected(reply, phase));
                    if hangs_up {
                        self.broken = true;
                        break;
                    }
                    self.needs_reset = true;
                    if stepwise.is_some() {
                        break;
                    }
                }
                Answer::HangUp => return self.give_up(rejection, RelayFailure::TurnedAway { phase, reply }),
                Answer::Gibberish => return self.give_up(rejection, RelayFailure::Gibberish { phase }),
            }
        }
        Ok(rejection)
    }

    async fn ask(
        &mut self,
        phase: Phase,
        stepwise: Option<&Envelope>,
        timeouts: &SmtpTimeouts,
    ) -> Result<Reply, RelayFailure> {
        let limit = timeouts.reply_to(phase);
        if let Some(envelope) = stepwise {
            append_command(phase, envelope, &mut self.wire.output);
            self.wire.flush(phase, limit).await?;
        }
        self.wire.reply(phase, limit).await
    }

    /// The connection is lost; a rejection that was heard before stands.
    fn give_up(
        &mut self,
        rejection: Option<SmtpOutcome>,
        reason: RelayFailure,
    ) -> Result<Option<SmtpOutcome>, RelayFailure> {
        self.broken = true;
        rejection.map(Some).ok_or(reason)
    }

    /// Sends the message and waits for the verdict. With `next`, and if the relay knows PIPELINING, the commands for
    /// the next message travel behind the final dot, which RFC 2920 allows for just this purpose.
    pub async fn deliver(
        &mut self,
        message: &[u8],
        next: Option<&Envelope>,
        timeouts: &SmtpTimeouts,
    ) -> SmtpOutcome {
        let phase = Phase::FinalDot;
        let next = next.filter(|_| self.extensions.pipelining);
        dot_stuffing::append(message, &mut self.wire.output);
        if let Some(next) = next {
            for step in &Self::STEPS[1..] {
                append_command(*step, next, &mut self.wire.output);
            }
        }
        self.messages += 1;
        if let Err(reason) = self.wire.flush(phase, timeouts.body).await {
            self.broken = true;
            return self.last_words(reason, timeouts).await;
        }
        match self.wire.reply(phase, timeouts.final_dot).await {
            Ok(reply) if reply.is_success() => {
                self.announced = next.cloned();
                SmtpOutcome::Accepted { reply }
            }
            Ok(reply) if reply.is_transient() || reply.is_permanent() => {
                self.broken = reply.hangs_up();
                self.announced = next.cloned();
                self.needs_reset = next.is_none();
                rejected(reply, phase)
            }
            Ok(_) => {
                self.broken = true;
                SmtpOutcome::Unknown { reason: RelayFailure::Gibberish { phase } }
            }
            Err(reason) => {
                self.broken = true;
                SmtpOutcome::Unknown { reason }
            }
        }
    }

    /// A relay that has read enough may say why before it hangs up on us.
    async fn last_words(&mut self, reason: RelayFailure, timeouts: &SmtpTimeouts) -> SmtpOutcome {
        if reason.is_timeout() {
            return SmtpOutcome::Unknown { reason };
        }
        match self.wire.reply(Phase::FinalDot, timeouts.quit).await {
            Ok(reply) if reply.is_transient() || reply.is_permanent() => rejected(reply, Phase::FinalDot),
            _ => SmtpOutcome::Unknown { reason },
        }
    }

    /// Says goodbye if the relay is in a state to hear it, and closes the connection.
    pub async fn quit(mut self, timeouts: &SmtpTimeouts) {
        if self.broken || self.has_announced() {
            return;
        }
        self.wire.output.extend_from_slice(b"QUIT\r\n");
        if self.wire.flush(Phase::Reset, timeouts.quit).await.is_ok() {
            // Whatever the relay answers, the connection closes.
            self.wire.reply(Phase::Reset, timeouts.quit).await.ok();
        }
    }
}

/// What a reply before the message means.
enum Answer {
    GoOn,
    Reject,
    HangUp,
    Gibberish,
}

impl Answer {
    /// A relay that hangs up before it has heard of the recipient says nothing about the message. One that answers
    /// RCPT or DATA with 421 may do so for the sake of this very recipient: that counts as a deferral, so it cannot
    /// go on for ever.
    fn to(phase: Phase, reply: &Reply) -> Self {
        let heard_the_recipient = matches!(phase, Phase::Recipient | Phase::Data);
        let goes_on = if phase == Phase::Data { reply.code() == 354 } else { reply.is_success() };
        if goes_on {
            Self::GoOn
        } else if reply.code() == 221 || phase == Phase::Reset || (reply.hangs_up() && !heard_the_recipient) {
            Self::HangUp
        } else if reply.is_transient() || reply.is_permanent() {
            Self::Reject
        } else {
            Self::Gibberish
        }
    }
}

fn rejected(reply: Reply, phase: Phase) -> SmtpOutcome {
    if reply.is_permanent() {
        SmtpOutcome::Refused { reply, phase }
    } else {
        SmtpOutcome::Deferred { reply, phase }
    }
}

fn append_command(phase: Phase, envelope: &Envelope, output: &mut Vec<u8>) {
    let (verb, argument, end): (&[u8], &str, &[u8]) = match phase {
        Phase::Reset => (b"RSET", "", b"\r\n"),
        Phase::Sender => {
            (b"MAIL FROM:<", envelope.return_path.as_ref().map_or("", |path| path.expose()), b">\r\n")
        }
        Phase::Recipient => (b"RCPT TO:<", envelope.recipient.expose(), b">\r\n"),
        _ => (b"DATA", "", b"\r\n"),
    };
    output.extend_from_slice(verb);
    output.extend_from_slice(argument.as_bytes());
    output.extend_from_slice(end);
}
