//! A merchant's own records of persons.
