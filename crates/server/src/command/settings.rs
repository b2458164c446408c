//! `regulars settings`.

use super::CommandError;
use crate::settings::{SettingArguments, Sources, in_force};

/// Prints what is in force, as lines that a shell or an environment file could read.
pub fn run(arguments: &SettingArguments) -> Result<(), CommandError> {
    print!("{}", in_force(&Sources::of_process(arguments)?)?);
    Ok(())
}
