//! Uploaded images.

use std::fmt;
use std::io::Cursor;
use std::str::FromStr;

use image::{DynamicImage, ImageError, ImageReader, Limits};
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

    const fn decoder(self) -> image::ImageFormat {
        match self {
            Self::Png => image::ImageFormat::Png,
            Self::Jpeg => image::ImageFormat::Jpeg,
            Self::Gif => image::ImageFormat::Gif,
            Self::Webp => image::ImageFormat::WebP,
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
    /// Its pixels take more memory than is given to one image.
    #[error("has more and finer pixels than are taken: they would need over {} MiB", ImageBytes::MAX_MEMORY >> 20)]
    TooHeavy,
    /// It begins like an image, and its pixels cannot be read.
    #[error("is an image whose pixels cannot be read")]
    Damaged,
}

impl ImageBytes {
    /// The most bytes of an image.
    pub const MAX_BYTES: usize = 5 * 1024 * 1024;
    /// The most pixels across and down.
    pub const MAX_SIDE: u32 = 4000;
    /// The most bytes of memory for the pixels of an image: those of the largest one in 32 bits, and some to work with.
    pub const MAX_MEMORY: u64 = 80 << 20;

    /// Looks at the content of `bytes`, which are said to be an image of kind `format`. Every pixel of the first picture
    /// is read, which may take a second: not for a thread that serves requests.
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
        let pixels = decoded(&bytes, format)?;
        if (pixels.width(), pixels.height()) != (width, height) {
            return Err(InvalidImage::Damaged);
        }
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

/// The pixels of the first picture.
fn decoded(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, InvalidImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(ImageBytes::MAX_SIDE);
    limits.max_image_height = Some(ImageBytes::MAX_SIDE);
    limits.max_alloc = Some(ImageBytes::MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format.decoder());
    reader.limits(limits);
    reader.decode().map_err(|error| match error {
        ImageError::Limits(_) => InvalidImage::TooHeavy,
        _ => InvalidImage::Damaged,
    })
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

    /// The beginning and the end of a PNG of so many bits for each of four colours, without pixels between them.
    fn frame(width: u32, height: u32, bits: u8) -> Vec<u8> {
        let mut header = b"IHDR".to_vec();
        header.extend(width.to_be_bytes());
        header.extend(height.to_be_bytes());
        header.extend([bits, 6, 0, 0, 0]);
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\r".to_vec();
        bytes.extend(&header);
        bytes.extend(crc32(&header).to_be_bytes());
        bytes.extend(b"\0\0\0\0IEND\xaeB`\x82");
        bytes
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        !sum
    }

    fn written(pixels: DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        pixels.write_to(&mut bytes, format.decoder()).unwrap();
        bytes.into_inner()
    }

    fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let pixels = image::RgbImage::from_fn(width, height, |x, y| {
            image::Rgb([(x * 7 % 251) as u8, (y * 13 % 241) as u8, (x * y % 239) as u8])
        });
        written(DynamicImage::ImageRgb8(pixels), format)
    }

    #[test]
    fn an_image_tells_its_size() {
        for format in ImageFormat::ALL {
            let image = ImageBytes::new(picture(40, 30, format), format).unwrap();
            assert_eq!((image.width, image.height), (40, 30), "{format:?}");
        }
        let bytes = picture(2, 3, ImageFormat::Gif);
        let image = ImageBytes::new(bytes.clone(), ImageFormat::Gif).unwrap();
        assert_eq!(format!("{image:?}"), format!("[image/gif of {} bytes]", bytes.len()));
    }

    #[test]
    fn what_is_no_image_of_that_kind_is_refused() {
        use ImageFormat::*;
        use InvalidImage::*;
        let mut cut = picture(4, 4, Png);
        cut.truncate(cut.len() - 9);
        let mut large = picture(4, 4, Png);
        large.resize(ImageBytes::MAX_BYTES + 1, 0);
        for (bytes, format, error) in [
            (Vec::new(), Png, NotAnImage),
            (b"<svg onload=alert(1)>".to_vec(), Png, NotAnImage),
            (b"<html><script>alert(1)</script>".to_vec(), Gif, NotAnImage),
            (b"\x89PNG\r\n\x1a\n".to_vec(), Png, NotAnImage),
            (b"RIFF\xff\xff\xff\x00WEBP".to_vec(), Webp, NotAnImage),
            (picture(4, 4, Gif), Png, NotAnImage),
            (picture(4, 4, Png), Jpeg, NotAnImage),
            (cut, Png, Truncated),
            (frame(4001, 4, 8), Png, Dimensions),
            (frame(4, 4001, 8), Png, Dimensions),
            (frame(0, 4, 8), Png, Dimensions),
            (frame(u32::MAX, 4, 8), Png, Dimensions),
            (large, Png, TooLarge),
        ] {
            assert_eq!(ImageBytes::new(bytes, format).unwrap_err(), error, "{format:?}");
        }
    }

    #[test]
    fn an_image_is_more_than_its_frame() {
        use ImageFormat::*;
        assert_eq!(ImageBytes::new(frame(40, 30, 8), Png), Err(InvalidImage::Damaged));
        let jpeg = b"\xff\xd8\xff\xc0\0\x0b\x08\0\x1e\0\x28\x01\x01\x11\0\xff\xd9".to_vec();
        assert_eq!(ImageBytes::new(jpeg, Jpeg), Err(InvalidImage::Damaged));
        // Half of the pixels, and then the mark that ends an image.
        for (format, end) in [(Png, &b"\0\0\0\0IEND\xaeB`\x82"[..]), (Gif, b"\x3b")] {
            let mut bytes = picture(64, 64, format);
            bytes.truncate(bytes.len() / 2);
            bytes.extend(end);
            assert_eq!(ImageBytes::new(bytes, format), Err(InvalidImage::Damaged), "{format:?}");
        }
        let mut webp = picture(64, 64, Webp);
        webp.truncate(webp.len() / 2);
        let length = u32::try_from(webp.len() - 8).unwrap();
        webp[4..8].copy_from_slice(&length.to_le_bytes());
        assert_eq!(ImageBytes::new(webp, Webp), Err(InvalidImage::Damaged));
    }

    #[test]
    fn pixels_have_a_budget() {
        // A small file may promise many fine pixels.
        for (bits, error) in [(16, InvalidImage::TooHeavy), (8, InvalidImage::Damaged)] {
            let mut bytes = frame(4000, 4000, bits);
            let end = bytes.split_off(bytes.len() - 12);
            let part = b"IDAT\x78\x01";
            bytes.extend(2_u32.to_be_bytes());
            bytes.extend(part);
            bytes.extend(crc32(part).to_be_bytes());
            bytes.extend(end);
            assert_eq!(ImageBytes::new(bytes, ImageFormat::Png), Err(error), "{bits}");
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
