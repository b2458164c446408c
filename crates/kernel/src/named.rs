//! Closed lists of names, written once for Rust, for JSON and for the store.

/// The text is not one of the names of a closed list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be one of {}", .0.join(", "))]
pub struct InvalidName(pub &'static [&'static str]);

/// Declares an enumeration whose values have a name.
#[macro_export]
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

            /// The name on the wire and in the store.
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

        impl std::str::FromStr for $name {
            type Err = $crate::InvalidName;

            fn from_str(text: &str) -> Result<Self, $crate::InvalidName> {
                Self::from_name(text).ok_or($crate::InvalidName(&[$($text),+]))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.name())
            }
        }
    };
}

#[cfg(test)]
mod tests {
    named! {
        /// Directions.
        Direction {
            /// Up.
            Up = "up",
            /// Down.
            Down = "down",
        }
    }

    #[test]
    fn names_round_trip() {
        for direction in Direction::ALL {
            assert_eq!(direction.to_string().parse(), Ok(*direction));
        }
        let refused = "left".parse::<Direction>().unwrap_err();
        assert_eq!(refused.to_string(), "must be one of up, down");
    }
}
