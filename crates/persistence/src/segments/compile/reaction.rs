//! What customers were sent, and how those who have consented to profiling reacted.

use regulars_filters::{ReactionKind, ResolvedReaction};

use super::Compiler;
use super::instant::within;
use crate::newsletters::may_be_profiled;
use crate::wall::{Condition, values};

impl Compiler {
    pub(super) fn reaction(&self, reaction: &ResolvedReaction) -> Condition {
        let did = match reaction.kind {
            ReactionKind::Sent => return self.was_sent(reaction),
            ReactionKind::Opened => self.opened(reaction),
            ReactionKind::Clicked => self.clicked(reaction),
            ReactionKind::NotOpened => {
                Condition::all(vec![self.was_mailed(reaction), self.opened(reaction).negated()])
            }
            ReactionKind::NotClicked => {
                Condition::all(vec![self.was_mailed(reaction), self.clicked(reaction).negated()])
            }
        };
        let may_be_told = Condition::new(&[may_be_profiled!("c.id")], Vec::new()).never_unknown();
        Condition::all(vec![did, may_be_told]).never_unknown()
    }

    fn opened(&self, reaction: &ResolvedReaction) -> Condition {
        let opens =
            "FROM newsletter_hits h WHERE h.merchant_id = $1 AND h.kind = 'open' AND h.verdict = 'human'";
        self.did(Condition::new(&[opens], Vec::new()), reaction)
    }

    fn clicked(&self, reaction: &ResolvedReaction) -> Condition {
        let clicks =
            "FROM newsletter_hits h WHERE h.merchant_id = $1 AND h.kind = 'click' AND h.verdict = 'human'";
        let clicks = Condition::new(&[clicks], Vec::new());
        let Some(positions) = &reaction.positions else { return self.did(clicks, reaction) };
        let at = |position: &u16| Condition::new(&["h.position = ?"], values![i64::from(*position)]);
        let places = Condition::any(positions.iter().map(at).collect());
        self.did(
            clicks.then(&[" AND ("], Vec::new()).then_condition(places).then(&[")"], Vec::new()),
            reaction,
        )
    }

    /// One of these hits is the customer's. Hits name a customer only where the newsletter was tracked individually.
    fn did(&self, hits: Condition, reaction: &ResolvedReaction) -> Condition {
        let mut hits = of_newsletter(hits, "h.newsletter_id", reaction);
        if let Some(in_period) = within("h.occurred_at", reaction.period) {
            hits = hits.then(&[" AND "], Vec::new()).then_condition(in_period);
        }
        self.found_in("c.id", "h.customer_id", self.of_the_one(hits, "h.customer_id")).never_unknown()
    }

    fn was_sent(&self, reaction: &ResolvedReaction) -> Condition {
        let messages = "FROM deliveries d WHERE d.merchant_id = $1 AND d.state = 'sent'";
        self.got(Condition::new(&[messages], Vec::new()), reaction)
    }

    /// Only a mail tells that it was opened, so a customer of another channel is not among those who did not open. Nothing
    /// tells it where readers are not named.
    fn was_mailed(&self, reaction: &ResolvedReaction) -> Condition {
        let mails = "FROM deliveries d WHERE d.merchant_id = $1 AND d.channel = 'email' AND d.state = 'sent' \
                     AND d.newsletter_id IN (SELECT n.id FROM newsletters n \
                         WHERE n.merchant_id = $1 AND n.tracking = 'individual')";
        self.got(Condition::new(&[mails], Vec::new()), reaction)
    }

    fn got(&self, messages: Condition, reaction: &ResolvedReaction) -> Condition {
        let mut messages = of_newsletter(messages, "d.newsletter_id", reaction);
        if let Some(in_period) = within("d.settled_at", reaction.period) {
            messages = messages.then(&[" AND "], Vec::new()).then_condition(in_period);
        }
        self.found_in("c.id", "d.customer_id", self.of_the_one(messages, "d.customer_id")).never_unknown()
    }
}

fn of_newsletter(rows: Condition, column: &'static str, reaction: &ResolvedReaction) -> Condition {
    match reaction.newsletter {
        Some(newsletter) => rows.then(&[" AND ", column, " = ?"], values![newsletter.value()]),
        None => rows,
    }
}
