//! Faults of the statements that begin and end, for the tests of this crate.

use std::sync::Mutex;

use sea_orm::sqlx;

use super::open_transaction::Control;
use super::raw::Raw;

/// What happens instead of the statement. All of them look the same to who asked: an error of the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InjectedFault {
    /// The statement does not run.
    NotRun,
    /// The database takes the whole transaction back.
    TakenBack,
    /// The statement runs, and its answer is lost.
    AnswerLost,
}

impl InjectedFault {
    pub const ALL: [Self; 3] = [Self::NotRun, Self::TakenBack, Self::AnswerLost];

    pub(super) async fn befall(self, raw: &mut Raw, text: &str) -> Result<(), sqlx::Error> {
        match self {
            Self::NotRun => {}
            Self::TakenBack => drop(raw.run("ROLLBACK").await),
            Self::AnswerLost => drop(raw.run(text).await),
        }
        Err(sqlx::Error::Io(std::io::Error::other("injected")))
    }
}

type Planned = (fn(Control) -> bool, InjectedFault);

/// The faults that are to come.
#[derive(Default)]
pub struct Faults(Mutex<Vec<Planned>>);

impl Faults {
    /// Has the next statement of that kind fail, once.
    pub fn plan(&self, kind: fn(Control) -> bool, fault: InjectedFault) {
        self.0.lock().unwrap().push((kind, fault));
    }

    /// Whether every planned fault has come.
    pub fn are_over(&self) -> bool {
        self.0.lock().unwrap().is_empty()
    }

    pub(super) fn strike(&self, control: Control) -> Option<InjectedFault> {
        let mut planned = self.0.lock().unwrap();
        let index = planned.iter().position(|(kind, _)| kind(control))?;
        Some(planned.remove(index).1)
    }
}
