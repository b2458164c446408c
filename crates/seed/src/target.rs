//! Where data are made.

use regulars_api::Secrets;
use regulars_kernel::Environment;
use regulars_persistence::Database;
use regulars_worker::Worker;

/// Where data are made.
pub struct Target<'a> {
    /// The database, with its schema.
    pub database: Database,
    /// What signs links and seals evidence.
    pub secrets: &'a Secrets,
    /// How callers reach a program on that database.
    pub base_url: String,
    /// The present.
    pub environment: Environment,
    /// Makes the program's worker in another environment, such as the past. It is wired by whoever wires the program.
    pub worker: &'a (dyn Fn(Environment) -> Worker + Sync),
}
