//! What people write to a merchant by a form on a web site.

pub mod receive_web_form;
