//! Lists templates: the built-in ones, then the merchant's own.

use regulars_kernel::{Page, PageRequest, PageSize, StoreError, TemplateId};

use crate::templates::Layout;
use crate::templates::store::TemplateReads;
use crate::templates::stored_template::{AvailableTemplate, built_in_template};

/// A page of templates: the built-in ones in the order of their layouts, then the merchant's own, the oldest first.
pub async fn list_templates(
    store: &mut dyn TemplateReads,
    page: PageRequest<TemplateId>,
) -> Result<Page<AvailableTemplate, TemplateId>, StoreError> {
    let built_in = Layout::ALL.map(built_in_template);
    let seen = page.after.map_or(Some(0), |after| {
        built_in.iter().position(|template| template.id == after).map(|position| position + 1)
    });
    let mut items: Vec<_> = built_in.into_iter().skip(seen.unwrap_or(Layout::ALL.len())).collect();
    let Some(room) = usize::from(page.size.get()).checked_sub(items.len()) else {
        return Ok(Page::from_surplus(items, page.size, |template| template.id));
    };
    // On a page that is full already, one own template proves that there is a next page.
    let size = u16::try_from(room).ok().and_then(PageSize::new).unwrap_or(PageSize::ONE);
    let after = if seen.is_some() { None } else { page.after };
    let own = store.list_own_templates(PageRequest { size, after }).await?;
    if room == 0 {
        let next = if own.items.is_empty() { None } else { items.last().map(|template| template.id) };
        return Ok(Page { items, next });
    }
    items.extend(own.items.into_iter().map(AvailableTemplate::from));
    Ok(Page { items, next: own.next })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory_store::{MemoryStore, environment};
    use crate::templates::Template;
    use crate::templates::create_template::{NewTemplate, create_template};

    #[tokio::test]
    async fn every_page_size_shows_each_template_once() {
        let mut store = MemoryStore::default();
        for number in 0..3 {
            let name = format!("Own {number}").parse().unwrap();
            let new = NewTemplate { name, template: Template::default() };
            create_template(&mut store, &environment(), new).await.unwrap();
        }
        for size in 1..=8 {
            let (mut names, mut after, mut pages) = (Vec::new(), None, 0);
            loop {
                let request = PageRequest { size: PageSize::new(size).unwrap(), after };
                let page = list_templates(&mut store, request).await.unwrap();
                names.extend(page.items.into_iter().map(|template| template.name));
                pages += 1;
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            let expected = ["Classic", "Announcement", "Catalogue", "Letter", "Own 0", "Own 1", "Own 2"];
            assert_eq!((names, pages), (expected.map(String::from).to_vec(), 7_u16.div_ceil(size)));
        }
    }

    #[tokio::test]
    async fn a_full_page_of_built_in_templates_is_the_last_where_there_are_no_others() {
        let request = PageRequest { size: PageSize::new(4).unwrap(), after: None };
        let page = list_templates(&mut MemoryStore::default(), request).await.unwrap();
        assert_eq!((page.items.len(), page.next), (4, None));
    }
}
