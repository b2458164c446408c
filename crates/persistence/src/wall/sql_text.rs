//! Texts of statements that are put together when they are compiled, from lists of columns that stand elsewhere.
//!
//! The whole is a constant like any other, so that the wall checks it as if somebody had written it out.

/// A part of a statement's text. A list of columns is their names with a comma and a space between them.
#[derive(Clone, Copy)]
pub enum Piece {
    /// A text as it is.
    Text(&'static str),
    /// The columns of a list, each behind the name of its table: `t.a, t.b`.
    ColumnsOf(&'static str, &'static str),
    /// A parameter for each column of a list, from that number on: `$2, $3`.
    Parameters(usize, &'static str),
    /// Each column of a list but the first is set to its parameter, where the first column has that number: `b = $3`.
    /// The first column is the key.
    Assignments(usize, &'static str),
    /// The first column of a list.
    Key(&'static str),
}

/// Joins pieces into one constant text.
macro_rules! sql_text {
    ($($piece:expr),+ $(,)?) => {{
        const PIECES: &[$crate::wall::Piece] = &[$($piece),+];
        const TEXT: $crate::wall::JoinedText<{ $crate::wall::length_of(PIECES) }> =
            $crate::wall::JoinedText::of(PIECES);
        TEXT.text()
    }};
}
pub(crate) use sql_text;

/// A text of so many bytes.
pub struct JoinedText<const LENGTH: usize> {
    bytes: [u8; LENGTH],
    length: usize,
}

/// How many bytes the joined pieces have.
pub const fn length_of(pieces: &[Piece]) -> usize {
    JoinedText::<0>::of(pieces).length
}

impl<const LENGTH: usize> JoinedText<LENGTH> {
    /// Joins pieces. What has no room is counted only.
    pub const fn of(pieces: &[Piece]) -> Self {
        let mut joined = Self { bytes: [0; LENGTH], length: 0 };
        let mut index = 0;
        while index < pieces.len() {
            joined.push(pieces[index]);
            index += 1;
        }
        joined
    }

    /// The text.
    ///
    /// # Panics
    ///
    /// When it was cut inside a letter, which [`length_of`] excludes.
    pub const fn text(&self) -> &str {
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => text,
            Err(_) => panic!("the text is cut"),
        }
    }

    const fn push(&mut self, piece: Piece) {
        match piece {
            Piece::Text(text) => self.push_bytes(text.as_bytes(), 0, text.len()),
            Piece::ColumnsOf(_, list) | Piece::Parameters(_, list) | Piece::Assignments(_, list) => {
                self.push_each(piece, list.as_bytes());
            }
            Piece::Key(list) => self.push_bytes(list.as_bytes(), 0, end_of_column(list.as_bytes(), 0)),
        }
    }

    const fn push_each(&mut self, piece: Piece, list: &[u8]) {
        let (mut start, mut place) = (0, 0);
        let begun = self.length;
        while start < list.len() {
            let end = end_of_column(list, start);
            if self.length > begun {
                self.push_bytes(b", ", 0, 2);
            }
            match piece {
                Piece::ColumnsOf(table, _) => {
                    self.push_bytes(table.as_bytes(), 0, table.len());
                    self.push_bytes(b".", 0, 1);
                    self.push_bytes(list, start, end);
                }
                Piece::Parameters(first, _) => self.push_parameter(first + place),
                Piece::Assignments(first, _) if place > 0 => {
                    self.push_bytes(list, start, end);
                    self.push_bytes(b" = ", 0, 3);
                    self.push_parameter(first + place);
                }
                Piece::Assignments(..) | Piece::Text(_) | Piece::Key(_) => {}
            }
            start = end + 2;
            place += 1;
        }
    }

    const fn push_parameter(&mut self, number: usize) {
        self.push_bytes(b"$", 0, 1);
        let mut unit = 1;
        while number / unit >= 10 {
            unit *= 10;
        }
        while unit > 0 {
            self.push_bytes(b"0123456789", number / unit % 10, number / unit % 10 + 1);
            unit /= 10;
        }
    }

    const fn push_bytes(&mut self, bytes: &[u8], start: usize, end: usize) {
        let mut index = start;
        while index < end {
            if self.length < LENGTH {
                self.bytes[self.length] = bytes[index];
            }
            self.length += 1;
            index += 1;
        }
    }
}

const fn end_of_column(list: &[u8], start: usize) -> usize {
    let mut end = start;
    while end < list.len() && list[end] != b',' {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = "id, name, a, b, c, d, e, f, g, h";

    #[test]
    fn every_piece_is_written_out_with_its_parameters_numbered() {
        const TEXT: &str = sql_text!(
            Piece::Text("č "),
            Piece::ColumnsOf("t", "id, name"),
            Piece::Text(" "),
            Piece::Parameters(2, LIST),
            Piece::Text(" "),
            Piece::Assignments(2, LIST),
            Piece::Text(" "),
            Piece::Key(LIST),
        );
        assert_eq!(
            TEXT,
            "č t.id, t.name $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 \
             name = $3, a = $4, b = $5, c = $6, d = $7, e = $8, f = $9, g = $10, h = $11 id"
        );
    }
}
