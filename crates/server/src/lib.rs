//! The binary `regulars`: settings, telemetry, wiring and subcommands.
