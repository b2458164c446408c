//! The integration tests: the real program over HTTP on real databases.
