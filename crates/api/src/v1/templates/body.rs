//! A template on the wire.

use chrono::{DateTime, Utc};
use regulars_newsletters::{AvailableTemplate, Font, Layout, Theme};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// An arrangement of logo, intro, blocks and footer.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LayoutBody {
    /// A card with the logo above it: news of every kind.
    Classic,
    /// A coloured banner with the intro in large letters: one message, one button.
    Announcement,
    /// Two columns of products, each an image with the texts and buttons that follow it.
    Catalogue,
    /// Text like a letter, with little decoration.
    Letter,
}

/// A font that every device has.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FontBody {
    /// Without serifs.
    Sans,
    /// With serifs.
    Serif,
}

/// Colours and font.
#[derive(Debug, Serialize, ToSchema)]
pub struct ThemeBody {
    /// The colour of buttons, banners and links.
    #[schema(example = "#1f5fa8")]
    pub accent: String,
    /// The colour around the content.
    #[schema(example = "#f2f4f6")]
    pub background: String,
    /// The font.
    pub font: FontBody,
}

/// How a newsletter looks.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateBody {
    /// Its id. That of a built-in template is the same at every merchant.
    #[schema(example = "dd289c60-f5ff-5bf6-ae6a-4af7ef0bdbc2")]
    pub id: Uuid,
    /// Its name.
    #[schema(example = "Classic")]
    pub name: String,
    /// The arrangement of the parts.
    pub layout: LayoutBody,
    /// Colours and font.
    pub theme: ThemeBody,
    /// Whether it is built in, and so cannot be changed.
    #[schema(example = true)]
    pub built_in: bool,
    /// When it was made; `null` for a built-in one.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed; `null` for a built-in one.
    pub updated_at: Option<DateTime<Utc>>,
}

impl From<AvailableTemplate> for TemplateBody {
    fn from(template: AvailableTemplate) -> Self {
        let AvailableTemplate { id, name, template, built_in, created_at, updated_at } = template;
        Self {
            id: id.value(),
            name,
            layout: template.layout.into(),
            theme: template.theme.into(),
            built_in,
            created_at,
            updated_at,
        }
    }
}

impl From<Theme> for ThemeBody {
    fn from(theme: Theme) -> Self {
        Self {
            accent: theme.accent().as_str().to_owned(),
            background: theme.background().as_str().to_owned(),
            font: match theme.font() {
                Font::Sans => FontBody::Sans,
                Font::Serif => FontBody::Serif,
            },
        }
    }
}

impl From<FontBody> for Font {
    fn from(font: FontBody) -> Self {
        match font {
            FontBody::Sans => Self::Sans,
            FontBody::Serif => Self::Serif,
        }
    }
}

impl From<Layout> for LayoutBody {
    fn from(layout: Layout) -> Self {
        match layout {
            Layout::Classic => Self::Classic,
            Layout::Announcement => Self::Announcement,
            Layout::Catalogue => Self::Catalogue,
            Layout::Letter => Self::Letter,
        }
    }
}

impl From<LayoutBody> for Layout {
    fn from(layout: LayoutBody) -> Self {
        match layout {
            LayoutBody::Classic => Self::Classic,
            LayoutBody::Announcement => Self::Announcement,
            LayoutBody::Catalogue => Self::Catalogue,
            LayoutBody::Letter => Self::Letter,
        }
    }
}
