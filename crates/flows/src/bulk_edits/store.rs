//! The stores of the flows between bulk edits, filters and jobs.

use regulars_customers::{AttributeReads, BulkEditReads, BulkEditStore, CustomerReads};
use regulars_jobs::JobStore;
use regulars_segments::{AudienceReads, BulkEditAudienceStore, SegmentReads};

/// What is read before a bulk edit is asked for.
pub trait BulkEditLookReads: CustomerReads + AttributeReads + SegmentReads + AudienceReads {}

impl<Store: CustomerReads + AttributeReads + SegmentReads + AudienceReads> BulkEditLookReads for Store {}

/// Bulk edits beside the jobs that work on them and the filters that say who is meant, in one transaction.
pub trait BulkEditJobStore:
    BulkEditStore + BulkEditReads + BulkEditAudienceStore + AttributeReads + SegmentReads + JobStore
{
}

impl<Store: BulkEditStore + BulkEditReads + BulkEditAudienceStore + AttributeReads + SegmentReads + JobStore>
    BulkEditJobStore for Store
{
}
