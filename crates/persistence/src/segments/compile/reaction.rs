//! How customers who have consented to profiling reacted to newsletters.

use regulars_filters::{ReactionKind, ResolvedReaction};

use super::Compiler;
use crate::newsletters::may_be_profiled;
use crate::wall::{Condition, values};

impl Compiler {
    pub(super) fn reaction(&self, reaction: &ResolvedReaction) -> Condition {
        let did = match reaction.kind {
            ReactionKind::Opened => self.opened(reaction),
            ReactionKind::Clicked => self.clicked(reaction),
            ReactionKind::NotOpened => {
                Condition::all(vec![self.was_sent(reaction), self.opened(reaction).negated()])
            }
        };
        let may_be_told = Condition::new(&[may_be_profiled!("c.id")], Vec::new()).never_unknown();
        Condition::all(vec![did, may_be_told]).never_unknown()
    }

    fn opened(&self, reaction: &ResolvedReaction) -> Condition {
        let opens = Condition::new(
            &["FROM newsletter_hits h WHERE h.merchant_id = $1 AND h.newsletter_id = ? AND h.kind = 'open' \
               AND h.verdict = 'human'"],
            values![reaction.newsletter.value()],
        );
        self.found_in("c.id", "h.customer_id", self.of_the_one(opens, "h.customer_id")).never_unknown()
    }

    fn clicked(&self, reaction: &ResolvedReaction) -> Condition {
        let clicks = Condition::new(
            &[
                "FROM newsletter_hits h WHERE h.merchant_id = $1 AND h.newsletter_id = ? AND h.kind = 'click' \
               AND h.verdict = 'human'",
            ],
            values![reaction.newsletter.value()],
        );
        let clicks = match &reaction.positions {
            None => clicks,
            Some(positions) => {
                let at = |position: &u16| Condition::new(&["h.position = ?"], values![i64::from(*position)]);
                let places = Condition::any(positions.iter().map(at).collect());
                clicks.then(&[" AND ("], Vec::new()).then_condition(places).then(&[")"], Vec::new())
            }
        };
        self.found_in("c.id", "h.customer_id", self.of_the_one(clicks, "h.customer_id")).never_unknown()
    }

    /// Only a mail tells that it was opened, so a customer of another channel is not among those who did not open.
    fn was_sent(&self, reaction: &ResolvedReaction) -> Condition {
        let messages = Condition::new(
            &["FROM deliveries d WHERE d.merchant_id = $1 AND d.newsletter_id = ? AND d.channel = 'email' \
               AND d.state = 'sent'"],
            values![reaction.newsletter.value()],
        );
        self.found_in("c.id", "d.customer_id", self.of_the_one(messages, "d.customer_id")).never_unknown()
    }
}
