//! The store of the flows between exports and what they are lists of.

use regulars_consent::StandingConsentReads;
use regulars_customers::CustomerReads;
use regulars_interchange::ExportStore;
use regulars_jobs::JobStore;
use regulars_loyalty::PointReads;
use regulars_purchases::PurchaseReads;
use regulars_segments::{AudienceReads, SegmentReads};

/// Everything that exports are lists of.
pub trait ExportingReads:
    CustomerReads + SegmentReads + AudienceReads + StandingConsentReads + PurchaseReads + PointReads
{
}

impl<Store> ExportingReads for Store where
    Store: CustomerReads + SegmentReads + AudienceReads + StandingConsentReads + PurchaseReads + PointReads
{
}

/// Exports beside the jobs that write and forget them, in one transaction.
pub trait ExportJobStore: ExportStore + JobStore {}

impl<Store: ExportStore + JobStore> ExportJobStore for Store {}
