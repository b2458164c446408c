//! `regulars openapi`.

use super::CommandError;

pub fn run() -> Result<(), CommandError> {
    println!("{}", serde_json::to_string_pretty(&regulars_api::document())?);
    Ok(())
}
