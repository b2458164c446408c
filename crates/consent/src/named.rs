//! Closed lists of names, written once for Rust, for the wire and for the store.

/// The text is not one of the names of a closed list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be one of {0}")]
pub struct InvalidName(pub &'static str);

/// Declares an enumeration whose values have a name.
macro_rules! named {
    ($(#[$documentation:meta])* $name:ident ($list:literal) {
        $($(#[$value_documentation:meta])* $value:ident = $text:literal),+ $(,)?
    }) => {
        $(#[$documentation])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$value_documentation])* $value),+
        }

        impl $name {
            /// Every value, in the order in which documents list them.
            pub const ALL: &'static [Self] = &[$(Self::$value),+];

            /// The name on the wire and in the store.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text),+
                }
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::named::InvalidName;

            fn from_str(text: &str) -> Result<Self, $crate::named::InvalidName> {
                match text {
                    $($text => Ok(Self::$value),)+
                    _ => Err($crate::named::InvalidName($list)),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.name())
            }
        }
    };
}

pub(crate) use named;
