//! Counts the steps of parsing and writing, so that a test can hold them to a multiple of the text.

#[cfg(test)]
thread_local! {
    static SPENT: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Notes that `steps` more steps or bytes are being looked at. Only tests count.
pub(super) fn spend(steps: usize) {
    #[cfg(test)]
    SPENT.with(|spent| spent.set(spent.get() + steps));
    #[cfg(not(test))]
    let _ = steps;
}

/// What this thread has spent since it was asked last.
#[cfg(test)]
pub(crate) fn take_spent() -> usize {
    SPENT.with(std::cell::Cell::take)
}
