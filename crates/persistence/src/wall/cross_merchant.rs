//! The one kind of statement that looks across merchants.

use super::sets::has_a_set_outside_from;
use super::statement::has_word;

/// A query over merchants' tables that is not tied to one merchant. It locks nothing, changes nothing, takes no
/// parameter and gives one row for each merchant, so it tells who has work and nothing of what the work is.
#[derive(Clone, Copy)]
pub struct CrossMerchantSql(&'static str);

impl CrossMerchantSql {
    /// Takes the text of an aggregate, with the reason why it must look across merchants. Clippy refuses the call
    /// everywhere but in the module that looks for work.
    ///
    /// # Panics
    ///
    /// When there is no reason, or the text is not an aggregate by merchant that only reads. In a constant that is an
    /// error of the compiler.
    pub const fn because(reason: &'static str, text: &'static str) -> Self {
        assert!(!reason.is_empty(), "a look across merchants needs a reason");
        assert!(
            has_word(text, "SELECT") && has_word(text, "GROUP BY"),
            "a look across merchants is an aggregate by merchant"
        );
        assert!(
            !has_word(text, "UPDATE")
                && !has_word(text, "INSERT")
                && !has_word(text, "DELETE")
                && !has_word(text, "$1"),
            "a look across merchants only reads, and takes no parameter"
        );
        assert!(!has_a_set_outside_from(text), "a function that gives rows stands outside FROM");
        Self(text)
    }

    pub(super) const fn text(self) -> &'static str {
        self.0
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the refusals are what is tested")]
mod tests {
    use super::*;

    #[test]
    #[should_panic(expected = "an aggregate by merchant")]
    fn rows_of_several_merchants_are_refused() {
        CrossMerchantSql::because("curiosity", "SELECT merchant_id, email FROM customers");
    }

    #[test]
    #[should_panic(expected = "only reads")]
    fn a_lock_across_merchants_is_refused() {
        CrossMerchantSql::because("work", "SELECT merchant_id FROM jobs GROUP BY merchant_id FOR UPDATE");
    }
}
