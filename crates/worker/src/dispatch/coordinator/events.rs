//! What has happened: deliveries were claimed or rendered, a line has an outcome or is gone, a commit has ended.

use regulars_channels::SendOutcome;
use regulars_kernel::StoreError;
use regulars_newsletters::{DeliveryOutcome, SettledDelivery};

use super::super::line::{LineEvent, LineNumber, LineState, OnTheWire};
use super::super::outcome::outcome_of;
use super::super::refusals::turned_away;
use super::{Coordinator, Event};

impl Coordinator {
    pub(super) fn handle(&mut self, event: Event) -> Result<(), StoreError> {
        match event {
            Event::Claimed(asked, Ok(claimed)) => {
                self.claiming = false;
                let count = u32::try_from(claimed.len()).unwrap_or(u32::MAX);
                self.claimed_in_all = self.claimed_in_all.saturating_add(count);
                self.exhausted = count < asked;
                self.cursor = claimed.last().map(|last| last.cursor).or(self.cursor);
                self.claimed.extend(claimed);
            }
            Event::Claimed(_, Err(error)) => {
                tracing::warn!(%error, "deliveries could not be claimed");
                self.claiming = false;
                self.exhausted = true;
            }
            Event::Rendered(rendered) => {
                self.rendering -= 1;
                for rendered in rendered {
                    match rendered {
                        Ok(prepared) => self.ready.push_back(prepared),
                        Err(settled) => self.settled.push(settled),
                    }
                }
            }
            Event::Line(number, event) => self.handle_line(number, event),
            Event::Committed(done, Ok(begun)) => self.start(done, begun),
            Event::Committed(failed, Err(error)) => return self.take_back(failed, error),
        }
        Ok(())
    }

    pub(super) fn handle_line(&mut self, number: LineNumber, event: LineEvent) {
        let Some(line) = self.lines.get_mut(&number) else { return };
        match event {
            LineEvent::Open => line.state = LineState::Idle,
            LineEvent::Down(failure) => {
                tracing::warn!(relay = %self.route.name, %failure, "no connection to the relay");
                self.slice.turned_away = turned_away(&failure).or(self.slice.turned_away.take());
                self.drop_line(number);
                self.relay_failed = true;
            }
            LineEvent::Finished(outcome) => {
                let state = std::mem::replace(&mut line.state, LineState::Idle);
                let worn = line.messages >= self.engine.settings.turn;
                if let LineState::Sending(message) = state {
                    self.note(&message, &outcome);
                }
                if let SendOutcome::NotAttempted { failure } = outcome {
                    tracing::warn!(relay = %self.route.name, %failure, "a connection to the relay was lost");
                    self.slice.turned_away = turned_away(&failure).or(self.slice.turned_away.take());
                    self.drop_line(number);
                    self.relay_failed = true;
                } else if worn {
                    // The connection goes back to the pool, where other merchants may be waiting for it.
                    self.drop_line(number);
                }
            }
        }
    }

    pub(super) fn note(&mut self, message: &OnTheWire, outcome: &SendOutcome) {
        let now = self.work.environment.now();
        let meant = outcome_of(outcome, message.attempts, &self.engine.settings.ladder, now);
        let settled = self.refusals.take(message.key, outcome, meant);
        self.settle(settled);
        self.ending |= self.refusals.pause().is_some() || self.refusals.defers().is_some();
    }

    /// Lets a line go; the message that was meant for it is for another one.
    pub(super) fn drop_line(&mut self, number: LineNumber) {
        if let Some(line) = self.lines.remove(&number)
            && let Some(prepared) = line.next
        {
            self.ready.push_front(prepared);
        }
    }

    /// Waits no longer for relays to answer: what is on the wire is unknown.
    pub(super) fn abandon_lines(&mut self) {
        for line in std::mem::take(&mut self.lines).into_values() {
            line.abort();
            if let LineState::Sending(message) = line.state {
                let reason = "stopped before the relay had answered".to_owned();
                let outcome = DeliveryOutcome::Unknown { reason };
                self.settled.push(SettledDelivery { key: message.key, outcome });
            }
        }
    }
}
