//! How a customer stands to a programme: one question, asked of a whole audience before an accrual, and of each customer when their
//! turn comes.

/// How the customer stands to the programme: `own` is their membership that has not ended, joined by [`own_membership`].
macro_rules! standing {
    ($customer:literal, $programme:literal) => {
        concat!(
            "CASE WHEN own.id IS NOT NULL THEN 'member'
                 WHEN EXISTS (SELECT 1 FROM programme_members AS former WHERE former.merchant_id = $1
                     AND former.programme_id = ",
            $programme,
            " AND former.customer_id = ",
            $customer,
            ") THEN 'left' ELSE 'not_member' END"
        )
    };
}
pub(super) use standing;

/// The membership of the customer that has not ended, and their account.
macro_rules! own_membership {
    ($customer:literal, $programme:literal, $point_type:literal) => {
        concat!(
            " LEFT JOIN programme_members AS own ON own.merchant_id = $1 AND own.programme_id = ",
            $programme,
            " AND own.customer_id = ",
            $customer,
            " AND own.left_at IS NULL
             LEFT JOIN point_accounts AS held ON held.merchant_id = $1 AND held.programme_id = ",
            $programme,
            " AND held.point_type = ",
            $point_type,
            " AND held.customer_id = ",
            $customer
        )
    };
}
pub(super) use own_membership;
