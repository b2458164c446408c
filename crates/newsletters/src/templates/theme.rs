//! Colours and font of a newsletter.

use std::str::FromStr;

/// A colour as mail programs understand it: `#` and six hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Color([u8; 7]);

/// The text is not a colour.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a colour such as #1a7f64")]
pub struct InvalidColor;

impl Color {
    const fn constant(digits: &[u8; 7]) -> Self {
        Self(*digits)
    }

    /// The colour as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("#000000")
    }

    /// How bright the colour looks, from 0 to 1 (WCAG relative luminance).
    pub fn luminance(&self) -> f64 {
        let channel = |from: usize| {
            let digits = self.as_str().get(from..from + 2).unwrap_or("00");
            let value = f64::from(u8::from_str_radix(digits, 16).unwrap_or(0)) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }
}

impl FromStr for Color {
    type Err = InvalidColor;

    fn from_str(text: &str) -> Result<Self, InvalidColor> {
        let bytes: [u8; 7] = text.trim().as_bytes().try_into().or(Err(InvalidColor))?;
        if bytes[0] == b'#' && bytes[1..].iter().all(u8::is_ascii_hexdigit) {
            Ok(Self(bytes.map(|byte| byte.to_ascii_lowercase())))
        } else {
            Err(InvalidColor)
        }
    }
}

/// A font that every device has; none is fetched from anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Font {
    /// Without serifs.
    #[default]
    Sans,
    /// With serifs.
    Serif,
}

/// The text names no font.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of sans, serif")]
pub struct InvalidFont;

impl Font {
    /// The name on the wire and in the store.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sans => "sans",
            Self::Serif => "serif",
        }
    }

    /// The families for style sheets.
    pub(crate) const fn families(self) -> &'static str {
        match self {
            Self::Sans => "Helvetica, Arial, sans-serif",
            Self::Serif => "Georgia, Times, serif",
        }
    }
}

impl FromStr for Font {
    type Err = InvalidFont;

    fn from_str(text: &str) -> Result<Self, InvalidFont> {
        [Self::Sans, Self::Serif].into_iter().find(|font| font.as_str() == text).ok_or(InvalidFont)
    }
}

/// Colours and font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    accent: Color,
    background: Color,
    font: Font,
}

impl Default for Theme {
    fn default() -> Self {
        Self::new(Color::constant(b"#1f5fa8"), Color::constant(b"#f2f4f6"), Font::Sans)
    }
}

impl Theme {
    /// A theme of an accent colour for buttons and links, the colour around the content, and a font.
    pub const fn new(accent: Color, background: Color, font: Font) -> Self {
        Self { accent, background, font }
    }

    /// The colour of buttons, banners and links.
    pub const fn accent(&self) -> Color {
        self.accent
    }

    /// The colour around the content.
    pub const fn background(&self) -> Color {
        self.background
    }

    /// The font.
    pub const fn font(&self) -> Font {
        self.font
    }

    /// The colour of text on the accent colour that can be read.
    pub(crate) fn on_accent_color(&self) -> &'static str {
        if self.accent.luminance() > 0.36 { "#1c2026" } else { "#ffffff" }
    }

    /// The colour of small text around the content.
    pub(crate) fn muted_color(&self) -> &'static str {
        if self.background.luminance() > 0.36 { "#5c6670" } else { "#d5dae0" }
    }

    /// The colour of lines.
    pub(crate) const fn line_color(&self) -> &'static str {
        "#d9dee3"
    }
}
