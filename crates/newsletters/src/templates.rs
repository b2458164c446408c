//! Templates: a built-in layout in the merchant's colours.
//!
//! Layouts are MJML files. A merchant's own template is a layout with a theme and starting content, never foreign MJML
//! or HTML, so no template can hide the footer or bring a script into the page that shows a newsletter in a browser.

pub(crate) mod create_template;
pub(crate) mod find_template;
mod holes;
mod layout;
pub(crate) mod list_templates;
mod skeleton;
pub(crate) mod store;
pub(crate) mod stored_template;
mod theme;
pub(crate) mod update_template;

pub use layout::{InvalidLayout, Layout};
pub(crate) use skeleton::{BlockView, Parts, skeleton};
pub use theme::{Color, Font, InvalidColor, InvalidFont, Theme};

/// How a newsletter looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Template {
    /// The arrangement of the parts.
    pub layout: Layout,
    /// Colours and font.
    pub theme: Theme,
}
