//! Pictures to upload.

/// A grey PNG of that many pixels, whole in every part, whatever its size. Its pixels are stored without being compressed.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let pixels = vec![0; (width as usize + 1) * height as usize];
    let mut stored = vec![0x78, 0x01];
    let mut blocks = pixels.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        stored.push(u8::from(blocks.peek().is_none()));
        stored.extend(length.to_le_bytes());
        stored.extend((!length).to_le_bytes());
        stored.extend(block);
    }
    // The Adler-32 of zeros: the lower half stays one, and the upper half counts them.
    let count = (pixels.len() % 65_521) as u32;
    stored.extend(((count << 16) | 1).to_be_bytes());
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, content) in [(b"IHDR", header), (b"IDAT", stored), (b"IEND", Vec::new())] {
        bytes.extend((content.len() as u32).to_be_bytes());
        let mut part = name.to_vec();
        part.extend(content);
        let check = crc32(&part);
        bytes.extend(part);
        bytes.extend(check.to_be_bytes());
    }
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
