//! Custom attributes as newsletters name them.

use async_trait::async_trait;
use regulars_kernel::StoreError;
use regulars_newsletters::{MergeAttribute, MergeAttributeReads};

use crate::customers::attribute_definitions;
use crate::wall::{ReadTx, in_reads_and_writes};

#[in_reads_and_writes]
#[async_trait]
impl MergeAttributeReads for ReadTx {
    async fn known_attributes(
        &mut self,
        named: &[MergeAttribute],
    ) -> Result<Vec<MergeAttribute>, StoreError> {
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let definitions = attribute_definitions(self).await?;
        let known = |attribute: &&MergeAttribute| {
            definitions.iter().any(|definition| definition.key.as_str() == attribute.key())
        };
        Ok(named.iter().filter(known).cloned().collect())
    }
}
