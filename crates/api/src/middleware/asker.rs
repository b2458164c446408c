//! Who asks: what a problem document tells besides what happened.

use std::sync::Arc;

use regulars_kernel::Language;
use uuid::Uuid;

/// The request that is being answered.
#[derive(Clone, Debug)]
pub struct Asker {
    /// The id of the request.
    pub request: Uuid,
    /// The language that is spoken to its caller.
    pub language: Language,
    /// Whether it is a person in front of a page: told in a page what a program is told in a problem document.
    pub reads_pages: bool,
    /// Where the pages are that explain problems: what the kind of a problem is written behind.
    pub problems: Arc<str>,
}

impl Default for Asker {
    fn default() -> Self {
        Self {
            request: Uuid::nil(),
            language: Language::English,
            reads_pages: false,
            problems: "/problems/".into(),
        }
    }
}

tokio::task_local! {
    static ASKER: Asker;
}

impl Asker {
    /// The one whose request is being answered.
    pub fn current() -> Self {
        ASKER.try_with(Clone::clone).unwrap_or_default()
    }

    /// Answers a request of this one.
    pub async fn answer<F: Future>(self, answering: F) -> F::Output {
        ASKER.scope(self, answering).await
    }

    /// Does something as if for a request of this one.
    pub fn tell<T>(self, work: impl FnOnce() -> T) -> T {
        ASKER.sync_scope(self, work)
    }
}
