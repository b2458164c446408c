//! Compiled newsletters, kept while they are being sent.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use regulars_kernel::{Instant, MerchantId, NewsletterId};

use super::renderer::Renderer;

/// How many compiled newsletters are kept.
const KEPT: usize = 64;

/// Compiled newsletters, as they and their merchants were last edited.
#[derive(Default)]
pub(crate) struct CompiledCampaigns(Mutex<HashMap<(MerchantId, NewsletterId), Compiled>>);

struct Compiled {
    edited: (Instant, Instant),
    renderer: Arc<Renderer>,
}

impl CompiledCampaigns {
    fn compiled(&self) -> MutexGuard<'_, HashMap<(MerchantId, NewsletterId), Compiled>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn find(
        &self,
        key: (MerchantId, NewsletterId),
        edited: (Instant, Instant),
    ) -> Option<Arc<Renderer>> {
        let compiled = self.compiled();
        compiled
            .get(&key)
            .filter(|compiled| compiled.edited == edited)
            .map(|found| Arc::clone(&found.renderer))
    }

    pub(crate) fn keep(
        &self,
        key: (MerchantId, NewsletterId),
        edited: (Instant, Instant),
        renderer: &Arc<Renderer>,
    ) {
        let mut compiled = self.compiled();
        if compiled.len() >= KEPT {
            compiled.clear();
        }
        compiled.insert(key, Compiled { edited, renderer: Arc::clone(renderer) });
    }
}
