//! Deleting what other things may refer to: they are asked first, and nobody begins to refer to it meanwhile.

mod change_attribute;
mod change_rfm_settings;
mod change_segment;
mod delete_attribute;
mod delete_segment;
mod delete_tag;
mod delete_template;
mod delete_unused_campaign;
mod delete_unused_point_type;
mod delete_unused_programme;
mod delete_unused_reward;
mod usage;

pub use change_attribute::{ChangeAttributeError, change_attribute};
pub use change_rfm_settings::{ChangeRfmSettingsError, change_rfm_settings};
pub use change_segment::{ChangeSegmentError, change_segment};
pub use delete_attribute::{DeleteAttributeError, ForgetAttribute, delete_attribute, forget_some};
pub use delete_segment::{DeleteUnusedSegmentError, delete_unused_segment};
pub use delete_tag::{DeleteTagError, delete_tag};
pub use delete_template::{DeleteTemplateError, delete_template};
pub use delete_unused_campaign::delete_unused_campaign;
pub use delete_unused_point_type::delete_unused_point_type;
pub use delete_unused_programme::delete_unused_programme;
pub use delete_unused_reward::delete_unused_reward;
pub use usage::DeletionStore;
