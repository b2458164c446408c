//! Templates as merchants know them: the built-in ones and their own.

use regulars_kernel::{Instant, Label, TemplateId};
use uuid::Uuid;

use crate::templates::{Color, Font, Layout, Template, Theme};

/// The namespace in which the name of a layout names its template (RFC 9562, section 5.5). Never changes: newsletters
/// hold the ids.
const NAMESPACE: Uuid = Uuid::from_u128(0x4b1f_6f2e_8a3d_4c59_b0e7_2d94_c1a8_5f60);

/// A merchant's own template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTemplate {
    /// Its id.
    pub id: TemplateId,
    /// Its name.
    pub name: Label,
    /// How it looks.
    pub template: Template,
    /// When it was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A template that a newsletter can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvailableTemplate {
    /// Its id. That of a built-in template is the same at every merchant.
    pub id: TemplateId,
    /// Its name.
    pub name: String,
    /// How it looks.
    pub template: Template,
    /// Whether it is built in, and so cannot be changed.
    pub built_in: bool,
    /// When it was made. Built-in ones have always been there.
    pub created_at: Option<Instant>,
    /// When it was last changed. Built-in ones never are.
    pub updated_at: Option<Instant>,
}

/// A partial update of a template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplatePatch {
    /// New name.
    pub name: Option<Label>,
    /// New layout.
    pub layout: Option<Layout>,
    /// New colour of buttons and links.
    pub accent: Option<Color>,
    /// New colour around the content.
    pub background: Option<Color>,
    /// New font.
    pub font: Option<Font>,
}

impl OwnTemplate {
    /// The template after `patch`.
    #[must_use]
    pub fn patched(self, patch: TemplatePatch, now: Instant) -> Self {
        let Template { layout, theme } = self.template;
        Self {
            id: self.id,
            name: patch.name.unwrap_or(self.name),
            template: Template {
                layout: patch.layout.unwrap_or(layout),
                theme: Theme::new(
                    patch.accent.unwrap_or(theme.accent()),
                    patch.background.unwrap_or(theme.background()),
                    patch.font.unwrap_or(theme.font()),
                ),
            },
            created_at: self.created_at,
            updated_at: now,
        }
    }
}

impl From<OwnTemplate> for AvailableTemplate {
    fn from(own: OwnTemplate) -> Self {
        Self {
            id: own.id,
            name: own.name.into_string(),
            template: own.template,
            built_in: false,
            created_at: Some(own.created_at),
            updated_at: Some(own.updated_at),
        }
    }
}

/// The id of the built-in template of a layout, the same at every merchant and for ever.
pub fn built_in_template_id(layout: Layout) -> TemplateId {
    TemplateId::new(Uuid::new_v5(&NAMESPACE, layout.as_str().as_bytes()))
}

/// The built-in template of a layout.
pub fn built_in_template(layout: Layout) -> AvailableTemplate {
    let name = match layout {
        Layout::Classic => "Classic",
        Layout::Announcement => "Announcement",
        Layout::Catalogue => "Catalogue",
        Layout::Letter => "Letter",
    };
    AvailableTemplate {
        id: built_in_template_id(layout),
        name: name.to_owned(),
        template: Template { layout, theme: Theme::default() },
        built_in: true,
        created_at: None,
        updated_at: None,
    }
}

/// The built-in template that has this id.
pub fn built_in_template_with(id: TemplateId) -> Option<AvailableTemplate> {
    Layout::ALL.into_iter().find(|layout| built_in_template_id(*layout) == id).map(built_in_template)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ids_of_the_built_in_templates_never_change() {
        for (layout, id) in Layout::ALL.into_iter().zip(KNOWN) {
            assert_eq!(built_in_template_id(layout).to_string(), id, "{}", layout.as_str());
            assert_eq!(built_in_template_with(id.parse().unwrap()).unwrap().template.layout, layout);
        }
        assert_eq!(built_in_template_with(TemplateId::new(Uuid::nil())), None);
    }

    const KNOWN: [&str; 4] = [
        "dd289c60-f5ff-5bf6-ae6a-4af7ef0bdbc2",
        "7c3b0ddc-c11c-5753-95b4-cd5253f76f0c",
        "f66fb4ce-7558-5825-b1ff-b8bc841a968a",
        "fa37ce0d-e1ae-56d9-baf3-8be12b0d2d61",
    ];
}
