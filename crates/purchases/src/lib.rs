//! Receipts and refunds that tills record.
