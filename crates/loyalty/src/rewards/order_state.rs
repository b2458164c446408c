//! Where an order stands, and how it goes on from there.

use regulars_kernel::named;

use super::reward::RewardKind;

named! {
    /// Where an order stands.
    RewardOrderState {
        /// Points and stock are held for some time.
        Reserved = "reserved",
        /// They are held for as long as it takes.
        Confirmed = "confirmed",
        /// It is being put together.
        Picking = "picking",
        /// It is on its way. The points have paid.
        Shipped = "shipped",
        /// It waits to be collected.
        Ready = "ready",
        /// The customer has it. The points have paid.
        Issued = "issued",
        /// The customer has it, and wants to bring it back.
        ReturnRequested = "return_requested",
        /// It was called off, and all that was held came back.
        Cancelled = "cancelled",
        /// It was not confirmed in time, and all that was held came back.
        Expired = "expired",
        /// The customer has brought it back, and has the points again.
        Returned = "returned",
    }
}

named! {
    /// What is done with an order.
    OrderStep {
        /// It is to be had.
        Confirm = "confirm",
        /// It is put together.
        Pick = "pick",
        /// It leaves.
        Ship = "ship",
        /// It can be collected.
        Ready = "ready",
        /// The customer gets it.
        Issue = "issue",
        /// It is called off.
        Cancel = "cancel",
        /// The customer wants to bring it back.
        RequestReturn = "request_return",
        /// The customer keeps it.
        RejectReturn = "reject_return",
        /// The customer brings it back.
        Return = "return",
    }
}

named! {
    /// How an order comes to the customer.
    Handover {
        /// It is sent to an address.
        Shipping = "shipping",
        /// It is collected.
        Collection = "collection",
        /// There is nothing to carry: a code is shown, something is given to somebody else, or points are credited.
        None = "none",
    }
}

impl Handover {
    /// How a reward comes to the customer who has given an address, or has not. None where there is nothing to be sent there.
    pub const fn of(kind: RewardKind, has_address: bool) -> Option<Self> {
        match (kind, has_address) {
            (RewardKind::Goods, true) => Some(Self::Shipping),
            (RewardKind::Goods, false) => Some(Self::Collection),
            (_, false) => Some(Self::None),
            (_, true) => None,
        }
    }
}

impl RewardOrderState {
    /// Where an order stands after a step. None where that step is impossible.
    pub const fn after(self, step: OrderStep, handover: Handover) -> Option<Self> {
        match (self, step, handover) {
            (Self::Reserved, OrderStep::Confirm, _) => Some(Self::Confirmed),
            (Self::Confirmed, OrderStep::Pick, Handover::Shipping | Handover::Collection) => {
                Some(Self::Picking)
            }
            (Self::Picking, OrderStep::Ship, Handover::Shipping) => Some(Self::Shipped),
            (Self::Picking, OrderStep::Ready, Handover::Collection) => Some(Self::Ready),
            // Over the counter, nobody waits for it to be picked.
            (Self::Confirmed, OrderStep::Issue, Handover::Collection | Handover::None)
            | (Self::Ready, OrderStep::Issue, Handover::Collection)
            | (Self::Shipped, OrderStep::Issue, Handover::Shipping) => Some(Self::Issued),
            (Self::Reserved | Self::Confirmed | Self::Picking | Self::Ready, OrderStep::Cancel, _) => {
                Some(Self::Cancelled)
            }
            // A code that was shown cannot be brought back.
            (Self::Issued, OrderStep::RequestReturn, Handover::Shipping | Handover::Collection) => {
                Some(Self::ReturnRequested)
            }
            (Self::ReturnRequested, OrderStep::RejectReturn, _) => Some(Self::Issued),
            (
                Self::Shipped | Self::Issued | Self::ReturnRequested,
                OrderStep::Return,
                Handover::Shipping | Handover::Collection,
            ) => Some(Self::Returned),
            _ => None,
        }
    }

    /// Whether the customer has it, or it is on its way: then the points have paid.
    pub const fn is_handed_over(self) -> bool {
        matches!(self, Self::Shipped | Self::Issued | Self::ReturnRequested)
    }

    /// Whether it counts for how many a customer may have.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Expired | Self::Returned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(handover: Handover, steps: &[OrderStep]) -> Option<RewardOrderState> {
        steps.iter().try_fold(RewardOrderState::Reserved, |state, step| state.after(*step, handover))
    }

    #[test]
    fn each_way_leads_to_the_customer() {
        use OrderStep::{Confirm, Issue, Pick, Ready, RejectReturn, RequestReturn, Return, Ship};
        let issued = Some(RewardOrderState::Issued);
        assert_eq!(way(Handover::Shipping, &[Confirm, Pick, Ship, Issue]), issued);
        assert_eq!(way(Handover::Collection, &[Confirm, Pick, Ready, Issue]), issued);
        assert_eq!(way(Handover::Collection, &[Confirm, Issue]), issued);
        assert_eq!(way(Handover::None, &[Confirm, Issue]), issued);
        let returned = Some(RewardOrderState::Returned);
        assert_eq!(way(Handover::Shipping, &[Confirm, Pick, Ship, Return]), returned);
        assert_eq!(way(Handover::Collection, &[Confirm, Issue, RequestReturn, Return]), returned);
        assert_eq!(way(Handover::Collection, &[Confirm, Issue, RequestReturn, RejectReturn]), issued);
    }

    #[test]
    fn what_has_ended_goes_nowhere() {
        for state in [RewardOrderState::Cancelled, RewardOrderState::Expired, RewardOrderState::Returned] {
            for (step, handover) in pairs() {
                assert_eq!(state.after(step, handover), None, "{state} {step}");
            }
        }
    }

    #[test]
    fn nothing_is_handed_over_that_was_not_confirmed_nor_called_off_once_it_is_gone() {
        for (step, handover) in pairs() {
            let next = RewardOrderState::Reserved.after(step, handover);
            assert!(next.is_none_or(|next| !next.is_handed_over()), "{step}");
        }
        for handover in Handover::ALL {
            assert_eq!(RewardOrderState::Shipped.after(OrderStep::Cancel, *handover), None);
            assert_eq!(RewardOrderState::Issued.after(OrderStep::Cancel, *handover), None);
        }
        assert_eq!(RewardOrderState::Issued.after(OrderStep::Return, Handover::None), None);
    }

    #[test]
    fn a_return_is_asked_for_by_whoever_has_the_goods() {
        for state in RewardOrderState::ALL {
            for handover in Handover::ALL {
                let asked = state.after(OrderStep::RequestReturn, *handover);
                let may = *state == RewardOrderState::Issued && *handover != Handover::None;
                assert_eq!(asked, may.then_some(RewardOrderState::ReturnRequested), "{state} {handover}");
                let rejected = state.after(OrderStep::RejectReturn, *handover);
                let may = *state == RewardOrderState::ReturnRequested;
                assert_eq!(rejected, may.then_some(RewardOrderState::Issued), "{state} {handover}");
            }
        }
        let (asked, shipping) = (RewardOrderState::ReturnRequested, Handover::Shipping);
        assert!(asked.is_handed_over() && asked.counts());
        for step in [OrderStep::Issue, OrderStep::Cancel, OrderStep::RequestReturn, OrderStep::Confirm] {
            assert_eq!(asked.after(step, shipping), None, "{step}");
        }
    }

    fn pairs() -> impl Iterator<Item = (OrderStep, Handover)> {
        let steps = OrderStep::ALL.iter();
        steps.flat_map(|step| Handover::ALL.iter().map(move |handover| (*step, *handover)))
    }
}
