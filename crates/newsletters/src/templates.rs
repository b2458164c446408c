//! Templates: a built-in layout in the merchant's colours.
//!
//! Layouts are MJML files. A merchant's own template is a layout with a theme and starting content, never foreign MJML
//! or HTML, so no template can hide the footer or bring a script into the page that shows a newsletter in a browser.

mod holes;
mod layout;
mod skeleton;
mod theme;

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
