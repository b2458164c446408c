//! What keeps the lines supplied: deliveries are claimed, rendered off this task, and lines opened for them.

use std::sync::Arc;

use regulars_flows::claim_deliveries;
use regulars_kernel::Channel;
use regulars_newsletters::{ClaimedDelivery, DeliveryClaim};

use super::super::line::{Line, LineState};
use super::{Coordinator, Event};
use crate::rendering::Written;

/// How many messages one task renders.
const RENDERED_TOGETHER: usize = 16;
/// How many tasks render at a time.
const RENDERERS: usize = 2;

impl Coordinator {
    pub(super) fn may_claim(&self) -> bool {
        !self.exhausted && !self.ending && self.claimed_in_all < self.engine.settings.slice
    }

    /// Claims the next deliveries while the ones before are rendered and sent.
    pub(super) fn claim(&mut self) {
        let at_a_time = self.engine.settings.claim;
        let low = usize::try_from(at_a_time / 2).unwrap_or(usize::MAX);
        if self.claiming || !self.may_claim() || self.claimed.len() > low {
            return;
        }
        let limit = at_a_time.min(self.engine.settings.slice - self.claimed_in_all).max(1);
        let claim = DeliveryClaim {
            newsletter: self.renderer.newsletter(),
            channel: Channel::Email,
            lease: self.lease.id(),
            until: self.engine.lease_end(),
            merchant_now: self.work.environment.now(),
            after: self.cursor,
            limit,
            attributes: self.renderer.attributes().to_vec(),
        };
        let (engine, scope, sender) = (Arc::clone(&self.engine), self.work.scope, self.sender.clone());
        let environment = self.work.environment.clone();
        self.claiming = true;
        tokio::spawn(async move {
            let claimed = engine.database.write(scope, move |tx| {
                Box::pin(async move { claim_deliveries(tx, &environment, &claim).await })
            });
            let claimed = claimed.await;
            drop(sender.send(Event::Claimed(limit, claimed)));
        });
    }

    /// Has messages rendered off this task, a few ahead of the lines.
    pub(super) fn render(&mut self) {
        let enough = 3 * self.route.lines;
        while !self.ending
            && self.rendering < RENDERERS
            && self.ready.len() + self.rendering * RENDERED_TOGETHER < enough
            && !self.claimed.is_empty()
        {
            let together = RENDERED_TOGETHER.min(self.claimed.len());
            let deliveries: Vec<ClaimedDelivery> = self.claimed.drain(..together).collect();
            let (renderer, sender) = (Arc::clone(&self.renderer), self.sender.clone());
            let now = self.work.environment.now();
            self.rendering += 1;
            tokio::task::spawn_blocking(move || {
                let rendered = deliveries
                    .iter()
                    .map(|delivery| renderer.write(delivery, now).map(Written::prepared))
                    .collect();
                drop(sender.send(Event::Rendered(rendered)));
            });
        }
    }

    /// Opens as many lines as there are messages for.
    pub(super) fn open_lines(&mut self) {
        if self.ending || self.relay_failed {
            return;
        }
        let messages = self.ready.len() + self.claimed.len() + self.rendering * RENDERED_TOGETHER;
        let waiting = self.lines.values().filter(|line| matches!(line.state, LineState::Opening)).count();
        let mut wanted = messages.saturating_sub(waiting);
        while wanted > 0 && self.lines.len() < self.route.lines {
            let (number, sender) = (self.next_line, self.sender.clone());
            let tell = move |event| sender.send(Event::Line(number, event)).is_ok();
            self.lines.insert(number, Line::open(Arc::clone(&self.route.channel), tell));
            self.next_line += 1;
            wanted -= 1;
        }
    }
}
