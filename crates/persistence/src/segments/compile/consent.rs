//! Consents, as far as they hold for the customer's present address.

use regulars_filters::ConsentCondition;
use regulars_kernel::Channel;

use crate::wall::{Condition, values};

/// The statement is about the present address. A refusal or a withdrawal that names no address holds for every one; a
/// consent is granted for the very address that it names. E-mail addresses that differ in letter case only are the same:
/// both are kept folded.
const HOLDS: &str = " AND CASE s.channel \
     WHEN 'email' THEN s.address = c.email_folded OR (s.address IS NULL AND s.state <> 'granted') \
     WHEN 'sms' THEN s.address = c.phone OR (s.address IS NULL AND s.state <> 'granted') \
     ELSE TRUE END)";

pub(super) fn said(condition: ConsentCondition) -> Condition {
    let ConsentCondition { purpose, channel, state } = condition;
    let said = Condition::new(
        &["EXISTS (SELECT 1 FROM consent_states s WHERE s.merchant_id = $1 AND s.customer_id = c.id \
           AND s.purpose = ? AND s.state = ?"],
        values![purpose.name(), state.name()],
    );
    let about = match channel.map(Channel::name) {
        Some(channel) => said.then(&[" AND s.channel = ?"], values![channel]),
        None => said,
    };
    about.then(&[HOLDS], Vec::new()).never_unknown()
}
