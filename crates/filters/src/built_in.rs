//! The built-in target groups.

use regulars_kernel::MerchantCalendar;

use crate::{
    AnniversaryCondition, CalendarUnit, ChoiceField, ChoiceTest, DateField, Day, Distance, FieldCondition,
    Filter, FlagField, FlagTest, InstantField, InstantTest, Moment,
};
use regulars_kernel::named;

named! {
    /// A target group that every merchant has. A group says who is meant, not who may be written to.
    BuiltIn {
        /// The first purchase ever was made in the last calendar month.
        FirstPurchaseLastMonth = "first_purchase_last_month",
        /// Has bought before, and nothing in the last eight months.
        Lost = "lost",
        /// The e-mail address is verified.
        AllVerified = "all_verified",
        /// A member, registered here or elsewhere, whose e-mail address is verified.
        MembersVerified = "members_verified",
        /// Not a member, and the e-mail address is verified.
        NonMembersVerified = "non_members_verified",
        /// The birthday is today or on one of the 27 days after it.
        BirthdayNextFourWeeks = "birthday_next_four_weeks",
    }
}

impl BuiltIn {
    /// How long ago the latest purchase of a lost customer was made, at least.
    pub const LOST_AFTER: Distance =
        Distance { count: MerchantCalendar::LOST_AFTER_MONTHS, unit: CalendarUnit::Month };

    /// The key, which is also the name in JSON.
    pub const fn key(self) -> &'static str {
        self.name()
    }

    /// The name that people read, in English.
    pub const fn title(self) -> &'static str {
        match self {
            Self::FirstPurchaseLastMonth => "First purchase last month",
            Self::Lost => "Lost customers",
            Self::AllVerified => "All customers with a verified e-mail address",
            Self::MembersVerified => "All members with a verified e-mail address",
            Self::NonMembersVerified => "All non-members with a verified e-mail address",
            Self::BirthdayNextFourWeeks => "Birthday in the next four weeks",
        }
    }

    /// Who is in the group.
    pub fn filter(self) -> Filter {
        match self {
            Self::FirstPurchaseLastMonth => instant(InstantField::FirstPurchaseAt, InstantTest::InMonth(-1)),
            Self::Lost => instant(
                InstantField::LastPurchaseAt,
                InstantTest::Before(Moment::Day(Day::Ago(Self::LOST_AFTER))),
            ),
            Self::AllVerified => verified(),
            Self::MembersVerified => {
                Filter::All(vec![of_type(ChoiceTest::In(vec!["regular", "member"])), verified()])
            }
            Self::NonMembersVerified => {
                Filter::All(vec![of_type(ChoiceTest::Equal("non_member")), verified()])
            }
            Self::BirthdayNextFourWeeks => Filter::Anniversary(AnniversaryCondition {
                of: DateField::BirthDate,
                from_days: 0,
                to_days: 28,
            }),
        }
    }
}

fn instant(field: InstantField, test: InstantTest) -> Filter {
    Filter::Field(FieldCondition::Instant(field, test))
}

fn verified() -> Filter {
    Filter::Field(FieldCondition::Flag(FlagField::EmailVerified, FlagTest::Equal(true)))
}

fn of_type(test: ChoiceTest) -> Filter {
    Filter::Field(FieldCondition::Choice(ChoiceField::Type, test))
}
