//! Programmes: what they are made of, who is in them, and how they change.

pub mod change_configuration;
pub mod change_earning_rules;
pub mod change_point_types;
pub mod change_programme;
pub mod configuration;
pub mod create_programme;
pub mod delete_programme;
pub mod expiry;
pub mod joining_terms;
pub mod leave_every_programme;
pub mod membership;
pub mod point_type;
#[expect(clippy::module_inception, reason = "the room is named after what is in it")]
pub mod programme;
mod recorded;
mod recorded_rule;
pub mod store;
