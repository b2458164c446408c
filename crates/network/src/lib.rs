//! Members and cards of the platform, which belong to no merchant.
