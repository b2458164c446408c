//! Which customers may be one person, and which are not.

mod candidates;
mod dismissals;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use dismissals::follow_survivor;
