//! Uploaded images.

use std::fmt;
use std::str::FromStr;

use imagesize::ImageType;
use memchr::memmem;
use regulars_kernel::{Instant, Label, MediaId};

/// A kind of image that mail programs show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ImageFormat {
    /// PNG.
    Png,
    /// JPEG.
    Jpeg,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
}

/// The text is not the content type of an image that can be uploaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of image/png, image/jpeg, image/gif, image/webp")]
pub struct InvalidContentType;

impl ImageFormat {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Png, Self::Jpeg, Self::Gif, Self::Webp];

    /// The content type.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }
}

impl FromStr for ImageFormat {
    type Err = InvalidContentType;

    fn from_str(text: &str) -> Result<Self, InvalidContentType> {
        Self::ALL.into_iter().find(|format| format.content_type() == text).ok_or(InvalidContentType)
    }
}

/// An uploaded image without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// What the file was called.
    pub file_name: Label,
    /// What kind of image it is.
    pub format: ImageFormat,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// How many bytes it has.
    pub size: u32,
    /// When it was uploaded.
    pub created_at: Instant,
}

/// The bytes of an image whose content was looked at.
#[derive(Clone, PartialEq, Eq)]
pub struct ImageBytes {
    bytes: Vec<u8>,
    format: ImageFormat,
    width: u32,
    height: u32,
}

/// Bytes that are no image as it must be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidImage {
    /// More bytes than are taken.
    #[error("must have at most {} bytes", ImageBytes::MAX_BYTES)]
    TooLarge,
    /// Not an image, or one of another kind than it was said to be.
    #[error("is not an image of the kind that the content type names")]
    NotAnImage,
    /// An image whose end is missing.
    #[error("is an image whose end is missing")]
    Truncated,
    /// More pixels than mail programs can be asked to show, or none.
    #[error("must be 1 to {} pixels wide and high", ImageBytes::MAX_SIDE)]
    Dimensions,
}

impl ImageBytes {
    /// The most bytes of an image.
    pub const MAX_BYTES: usize = 5 * 1024 * 1024;
    /// The most pixels across and down.
    pub const MAX_SIDE: u32 = 4000;

    /// Looks at the content of `bytes`, which are said to be an image of kind `format`.
    pub fn new(bytes: Vec<u8>, format: ImageFormat) -> Result<Self, InvalidImage> {
        if bytes.len() > Self::MAX_BYTES {
            return Err(InvalidImage::TooLarge);
        }
        let found = match imagesize::image_type(&bytes) {
            Ok(ImageType::Png) => ImageFormat::Png,
            Ok(ImageType::Jpeg) => ImageFormat::Jpeg,
            Ok(ImageType::Gif) => ImageFormat::Gif,
            Ok(ImageType::Webp) => ImageFormat::Webp,
            _ => return Err(InvalidImage::NotAnImage),
        };
        if found != format {
            return Err(InvalidImage::NotAnImage);
        }
        let dimensions = imagesize::blob_size(&bytes).or(Err(InvalidImage::NotAnImage))?;
        if !has_end(&bytes, format) {
            return Err(InvalidImage::Truncated);
        }
        let side =
            |pixels: usize| u32::try_from(pixels).ok().filter(|pixels| (1..=Self::MAX_SIDE).contains(pixels));
        let (width, height) =
            side(dimensions.width).zip(side(dimensions.height)).ok_or(InvalidImage::Dimensions)?;
        Ok(Self { bytes, format, width, height })
    }

    /// The description of the image under a name.
    pub fn describe(&self, id: MediaId, file_name: Label, created_at: Instant) -> Media {
        Media {
            id,
            file_name,
            format: self.format,
            width: self.width,
            height: self.height,
            size: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
            created_at,
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for ImageBytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "[{} of {} bytes]", self.format.content_type(), self.bytes.len())
    }
}

/// Whether the mark that ends an image of that kind is there. What cameras write behind it does no harm.
fn has_end(bytes: &[u8], format: ImageFormat) -> bool {
    match format {
        ImageFormat::Png => memmem::rfind(bytes, b"IEND").is_some(),
        ImageFormat::Jpeg => memmem::rfind(bytes, &[0xFF, 0xD9]).is_some(),
        ImageFormat::Gif => memchr::memrchr(0x3B, bytes).is_some(),
        ImageFormat::Webp => bytes
            .get(4..8)
            .and_then(|length| length.try_into().ok())
            .map(u32::from_le_bytes)
            .and_then(|length| usize::try_from(length).ok())
            .is_some_and(|length| bytes.len() >= length.saturating_add(8)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(b"\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB`\x82");
        bytes
    }

    fn gif() -> Vec<u8> {
        b"GIF89a\x02\0\x03\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
    }

    #[test]
    fn an_image_tells_its_size() {
        let image = ImageBytes::new(png(40, 30), ImageFormat::Png).unwrap();
        assert_eq!((image.width, image.height), (40, 30));
        let image = ImageBytes::new(gif(), ImageFormat::Gif).unwrap();
        assert_eq!((image.width, image.height), (2, 3));
        assert_eq!(format!("{image:?}"), format!("[image/gif of {} bytes]", gif().len()));
    }

    #[test]
    fn what_is_no_image_of_that_kind_is_refused() {
        use ImageFormat::*;
        use InvalidImage::*;
        let mut cut = png(4, 4);
        cut.truncate(cut.len() - 9);
        let mut large = png(4, 4);
        large.resize(ImageBytes::MAX_BYTES + 1, 0);
        for (bytes, format, error) in [
            (Vec::new(), Png, NotAnImage),
            (b"<svg onload=alert(1)>".to_vec(), Png, NotAnImage),
            (b"<html><script>alert(1)</script>".to_vec(), Gif, NotAnImage),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Png, NotAnImage),
            (b"RIFF\xff\xff\xff\x00WEBP".to_vec(), Webp, NotAnImage),
            (gif(), Png, NotAnImage),
            (png(4, 4), Jpeg, NotAnImage),
            (cut, Png, Truncated),
            (png(4001, 4), Png, Dimensions),
            (png(4, 4001), Png, Dimensions),
            (png(0, 4), Png, Dimensions),
            (png(u32::MAX, 4), Png, Dimensions),
            (large, Png, TooLarge),
        ] {
            assert_eq!(ImageBytes::new(bytes, format).unwrap_err(), error, "{format:?}");
        }
    }

    #[test]
    fn content_types_round_trip() {
        for format in ImageFormat::ALL {
            assert_eq!(format.content_type().parse(), Ok(format));
        }
        assert_eq!("image/svg+xml".parse::<ImageFormat>(), Err(InvalidContentType));
    }
}
