//! Figures over invoices.

use regulars_filters::{CreditFigure, NumberComparison};

use super::Compiler;
use super::number::{compare, passes_zero};
use crate::invoices::standing::{average_days, is_paid, open_sum};
use crate::invoices::state::{balance, invoices_with_purchases};
use crate::wall::{Condition, values};

impl Compiler {
    /// A figure of who has no such invoice is zero, and of one that is missing no comparison holds.
    pub(super) fn credit(&mut self, figure: CreditFigure, comparison: NumberComparison) -> Condition {
        const UNPAID: &str = concat!(
            "FROM ",
            invoices_with_purchases!(),
            " AND i.paid_total < i.total AND ",
            balance!(),
            " > 0"
        );
        const PAID: &str = concat!("FROM ", invoices_with_purchases!(), " AND ", is_paid!());
        let (rows, expression) = match figure {
            CreditFigure::Open => (Condition::new(&[UNPAID], Vec::new()), open_sum!()),
            CreditFigure::Overdue { on } => {
                (Condition::new(&[UNPAID, " AND i.due_on < ?"], values![on]), open_sum!())
            }
            CreditFigure::DaysToPay => (Condition::new(&[PAID], Vec::new()), average_days!()),
        };
        let rows = self.of_the_one(rows, "i.customer_id");
        let having = compare(expression, comparison).never_unknown();
        if figure != CreditFigure::DaysToPay && passes_zero(comparison) {
            self.found_in_groups("i.customer_id", rows, having.negated()).negated()
        } else {
            self.found_in_groups("i.customer_id", rows, having)
        }
    }
}
