//! Closed lists of names, written once for Rust and for JSON.

/// Declares an enumeration whose values have a name in JSON.
macro_rules! named {
    ($(#[$documentation:meta])* $name:ident {
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

            /// The name in JSON.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$value => $text),+
                }
            }

            /// The value with that name, if there is one.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$value),)+
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use named;
