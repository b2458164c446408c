//! Who may call what: the table of operations × roles.
//!
//! An operation's row is a type, and a handler takes `Caller<that type>`: an operation without a row does not compile.
//! A test holds the table against the OpenAPI document and calls every operation with every role.

use regulars_identity::Role;
use regulars_identity::Role::{Analyst, Cashier, Integrator, Manager, Marketer, Operator, Owner, Terminal};

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// The operation's id in the OpenAPI document.
    pub operation: &'static str,
    /// The scope that an integrator's key must have.
    pub scope: &'static str,
    /// The roles that may call it.
    pub roles: &'static [Role],
}

/// A row as a type.
pub trait Operation: 'static {
    /// The row.
    const ACCESS: Access;
}

macro_rules! operations {
    ($($operation:ident: $scope:literal => [$($role:ident),* $(,)?];)*) => {
        $(
            #[doc = concat!("May call `", stringify!($operation), "`.")]
            #[expect(non_camel_case_types, reason = "named exactly as the operation in the document")]
            pub struct $operation;

            impl Operation for $operation {
                const ACCESS: Access = Access {
                    operation: stringify!($operation),
                    scope: $scope,
                    roles: &[$($role),*],
                };
            }
        )*

        /// Every row.
        pub const OPERATIONS: &[Access] = &[$($operation::ACCESS),*];
    };
}

operations! {
    get_me: "profile:read" => [Operator, Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];

    create_merchant: "platform:write" => [Operator];
    list_merchants: "platform:read" => [Operator];
    get_merchant_of_platform: "platform:read" => [Operator];
    update_merchant_of_platform: "platform:write" => [Operator];
    get_platform_overview: "platform:read" => [Operator];

    get_merchant: "merchant:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    update_merchant: "merchant:write" => [Owner, Manager];
    get_registration_page: "merchant:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    set_registration_page: "merchant:write" => [Owner, Manager];
    get_card_page: "merchant:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    set_card_page: "merchant:write" => [Owner, Manager];

    list_stores: "stores:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    create_store: "stores:write" => [Owner, Manager, Integrator];
    get_store: "stores:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    update_store: "stores:write" => [Owner, Manager, Integrator];

    list_users: "users:read" => [Owner, Manager];
    create_user: "users:write" => [Owner];
    get_user: "users:read" => [Owner, Manager];
    update_user: "users:write" => [Owner];

    list_audit_events: "audit:read" => [Owner, Manager, Integrator];

    list_api_keys: "api_keys:read" => [Owner, Manager];
    create_api_key: "api_keys:write" => [Owner];
    get_api_key: "api_keys:read" => [Owner, Manager];
    revoke_api_key: "api_keys:write" => [Owner];

    record_purchase: "purchases:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    upload_purchases: "purchases:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    refund_purchase: "purchases:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    request_regular: "purchases:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    list_purchases: "purchases:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    list_waiting_refunds: "purchases:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    get_purchase: "purchases:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    list_customer_purchases: "purchases:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];

    list_newsletters: "newsletters:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    create_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    get_newsletter: "newsletters:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    update_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    delete_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    preview_newsletter: "newsletters:read" => [Owner, Manager, Marketer, Integrator];
    pause_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    resume_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];

    cancel_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    recap_newsletter: "newsletters:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    send_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    schedule_newsletter: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    send_newsletter_tests: "newsletters:write" => [Owner, Manager, Marketer, Integrator];
    get_newsletter_report: "newsletters:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    list_newsletter_recipients: "newsletters:read" => [Owner, Manager, Marketer, Integrator];

    list_surveys: "surveys:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    create_survey: "surveys:write" => [Owner, Manager, Marketer, Integrator];
    get_survey: "surveys:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    update_survey: "surveys:write" => [Owner, Manager, Marketer, Integrator];
    delete_survey: "surveys:write" => [Owner, Manager, Marketer, Integrator];
    create_survey_invitation: "survey_invitations:write" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    get_survey_results: "surveys:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    list_survey_responses: "survey_responses:read" => [Owner, Manager, Marketer, Integrator];
    list_customer_survey_responses: "survey_responses:read" => [Owner, Manager, Marketer, Integrator];

    list_programmes: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    create_programme: "programmes:write" => [Owner, Manager];
    get_programme: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    update_programme: "programmes:write" => [Owner, Manager];
    delete_programme: "programmes:write" => [Owner, Manager];
    list_programme_versions: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    simulate_receipt: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    list_past_simulations: "programmes:read" => [Owner, Manager, Analyst];
    create_past_simulation: "programmes:write" => [Owner, Manager];
    get_past_simulation: "programmes:read" => [Owner, Manager, Analyst];
    cancel_past_simulation: "programmes:write" => [Owner, Manager];
    audit_points: "programmes:read" => [Owner, Manager, Analyst];
    get_programme_liability: "programmes:read" => [Owner, Manager, Analyst];
    list_point_types: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    create_point_type: "programmes:write" => [Owner, Manager];
    get_point_type: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    update_point_type: "programmes:write" => [Owner, Manager];
    delete_point_type: "programmes:write" => [Owner, Manager];
    list_earning_rules: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    create_earning_rule: "programmes:write" => [Owner, Manager];
    get_earning_rule: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    update_earning_rule: "programmes:write" => [Owner, Manager];
    delete_earning_rule: "programmes:write" => [Owner, Manager];
    list_programme_members: "programme_members:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    create_programme_member: "programme_members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    get_programme_member: "programme_members:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    delete_programme_member: "programme_members:write" => [Owner, Manager, Integrator];
    get_programme_tiers: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    set_programme_tiers: "programmes:write" => [Owner, Manager];
    preview_programme_tiers: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    lock_member_tier: "programme_members:write" => [Owner, Manager];
    unlock_member_tier: "programme_members:write" => [Owner, Manager];
    list_tier_moves: "programme_members:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    get_referral_scheme: "programmes:read" => [Owner, Manager, Marketer, Analyst];
    set_referral_scheme: "programmes:write" => [Owner, Manager];
    get_referral_code: "referral_codes:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    create_referral_code: "referral_codes:write" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    list_customer_referrals: "referrals:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];

    list_rewards: "rewards:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    create_reward: "rewards:write" => [Owner, Manager];
    get_reward: "rewards:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    update_reward: "rewards:write" => [Owner, Manager];
    delete_reward: "rewards:write" => [Owner, Manager];
    get_reward_stock: "rewards:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    list_stock_movements: "reward_stock:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    create_stock_movement: "reward_stock:write" => [Owner, Manager, Integrator];
    add_reward_codes: "reward_stock:write" => [Owner, Manager, Integrator];
    list_reward_orders: "reward_orders:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    create_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    get_reward_order: "reward_orders:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    confirm_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    pick_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    ship_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    ready_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    issue_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    cancel_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    request_reward_order_return: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    reject_reward_order_return: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    return_reward_order: "reward_orders:write" => [Owner, Manager, Cashier, Terminal, Integrator];

    list_coupon_campaigns: "coupon_campaigns:read" => [Owner, Manager, Marketer, Analyst];
    create_coupon_campaign: "coupon_campaigns:write" => [Owner, Manager];
    get_coupon_campaign: "coupon_campaigns:read" => [Owner, Manager, Marketer, Analyst];
    update_coupon_campaign: "coupon_campaigns:write" => [Owner, Manager];
    delete_coupon_campaign: "coupon_campaigns:write" => [Owner, Manager];
    list_coupon_codes: "coupon_codes:read" => [Owner, Manager, Marketer];
    create_coupon_codes: "coupon_codes:write" => [Owner, Manager];
    get_coupon_code_file: "coupon_codes:read" => [Owner, Manager, Marketer];
    import_coupon_codes: "coupon_codes:write" => [Owner, Manager];
    list_coupon_batches: "coupon_codes:read" => [Owner, Manager, Marketer];
    void_coupon_batch: "coupon_codes:write" => [Owner, Manager];

    get_rfm_settings: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    set_rfm_settings: "segments:write" => [Owner, Manager, Marketer, Integrator];
    recompute_rfm: "segments:write" => [Owner, Manager, Marketer, Integrator];
    get_rfm_matrix: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    get_rfm_transitions: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    get_customer_rfm: "segments:read" => [Owner, Manager, Marketer, Integrator];

    get_quota: "quota:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    list_quota_entries: "quota:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    list_quota_pack_orders: "quota:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    order_quota_packs: "quota:write" => [Owner, Manager];
    list_quota_pack_orders_of_merchant: "platform:read" => [Operator];
    grant_quota_packs: "platform:write" => [Operator];

    list_sandbox_messages: "sandbox:read" => [Owner, Manager, Marketer, Integrator];
    get_sandbox_mailbox: "sandbox:read" => [Owner, Manager, Marketer, Integrator];
    set_test_clock: "sandbox:write" => [Owner, Manager, Integrator];

    list_templates: "templates:read" => [Owner, Manager, Marketer, Integrator];
    create_template: "templates:write" => [Owner, Manager, Marketer, Integrator];
    get_template: "templates:read" => [Owner, Manager, Marketer, Integrator];
    update_template: "templates:write" => [Owner, Manager, Marketer, Integrator];
    delete_template: "templates:write" => [Owner, Manager, Marketer, Integrator];

    list_media: "media:read" => [Owner, Manager, Marketer, Integrator];
    upload_media: "media:write" => [Owner, Manager, Marketer, Integrator];
    get_media: "media:read" => [Owner, Manager, Marketer, Integrator];

    create_pairing_code: "terminals:write" => [Owner, Manager];
    list_terminals: "terminals:read" => [Owner, Manager, Cashier];
    get_terminal: "terminals:read" => [Owner, Manager, Cashier];
    update_terminal: "terminals:write" => [Owner, Manager];
    revoke_terminal: "terminals:write" => [Owner, Manager];

    list_customers: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    search_customers: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    create_customer: "customers:write" => [Owner, Manager, Marketer, Cashier, Integrator];
    get_customer: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    update_customer: "customers:write" => [Owner, Manager, Marketer, Cashier, Integrator];
    delete_customer: "erasures:write" => [Owner, Manager, Integrator];
    erase_customer: "erasures:write" => [Owner, Manager, Integrator];
    delete_customers: "erasures:write" => [Owner, Manager, Integrator];
    get_customer_deletion: "erasures:read" => [Owner, Manager, Integrator];
    list_customer_deletion_items: "erasures:read" => [Owner, Manager, Integrator];
    cancel_customer_deletion: "erasures:write" => [Owner, Manager, Integrator];
    lookup: "customers:read" => [Owner, Manager, Cashier, Terminal, Integrator];

    list_customer_merges: "customers:read" => [Owner, Manager, Marketer, Integrator];
    merge_customers: "customers:write" => [Owner, Manager, Integrator];
    merge_cards: "customers:write" => [Owner, Manager, Integrator];
    get_customer_merge: "customers:read" => [Owner, Manager, Marketer, Integrator];
    undo_customer_merge: "customers:write" => [Owner, Manager, Integrator];
    list_duplicates: "customers:read" => [Owner, Manager, Marketer, Integrator];
    list_customer_duplicates: "customers:read" => [Owner, Manager, Marketer, Integrator];
    list_dismissals: "customers:read" => [Owner, Manager, Marketer, Integrator];
    dismiss_duplicates: "customers:write" => [Owner, Manager, Marketer, Integrator];
    get_dismissal: "customers:read" => [Owner, Manager, Marketer, Integrator];
    take_back_dismissal: "customers:write" => [Owner, Manager, Marketer, Integrator];

    list_customer_imports: "customers:read" => [Owner, Manager, Marketer, Integrator];
    create_customer_import: "customers:write" => [Owner, Manager, Marketer, Integrator];
    get_customer_import_template: "customers:read" => [Owner, Manager, Marketer, Integrator];
    get_customer_import: "customers:read" => [Owner, Manager, Marketer, Integrator];
    update_customer_import: "customers:write" => [Owner, Manager, Marketer, Integrator];
    list_customer_import_rows: "customers:read" => [Owner, Manager, Marketer, Integrator];
    get_customer_import_errors: "customers:read" => [Owner, Manager, Marketer, Integrator];
    list_views: "views:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    create_view: "views:write" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    get_view: "views:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    update_view: "views:write" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    delete_view: "views:write" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];

    create_customer_export: "exports:write" => [Owner, Manager, Marketer, Integrator];
    create_purchase_export: "exports:write" => [Owner, Manager, Marketer, Integrator];
    create_point_operation_export: "exports:write" => [Owner, Manager, Marketer, Integrator];
    list_exports: "exports:read" => [Owner, Manager, Marketer, Integrator];
    get_export: "exports:read" => [Owner, Manager, Marketer, Integrator];
    get_export_file: "exports:read" => [Owner, Manager, Marketer, Integrator];
    issue_export_link: "exports:read" => [Owner, Manager, Marketer, Integrator];
    delete_export: "exports:write" => [Owner, Manager, Marketer, Integrator];
    commit_customer_import: "customers:write" => [Owner, Manager, Marketer, Integrator];
    undo_customer_import: "customers:write" => [Owner, Manager, Marketer, Integrator];
    list_import_mappings: "customers:read" => [Owner, Manager, Marketer, Integrator];
    create_import_mapping: "customers:write" => [Owner, Manager, Marketer, Integrator];
    get_import_mapping: "customers:read" => [Owner, Manager, Marketer, Integrator];
    delete_import_mapping: "customers:write" => [Owner, Manager, Marketer, Integrator];

    list_bulk_edits: "customers:read" => [Owner, Manager, Marketer, Integrator];
    create_bulk_edit: "customers:write" => [Owner, Manager, Marketer, Integrator];
    get_bulk_edit: "customers:read" => [Owner, Manager, Marketer, Integrator];
    list_bulk_edit_results: "customers:read" => [Owner, Manager, Marketer, Integrator];
    undo_bulk_edit: "customers:write" => [Owner, Manager, Marketer, Integrator];
    list_customer_timeline: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    list_customer_operations: "purchases:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    list_customer_messages: "newsletters:read" => [Owner, Manager, Marketer, Integrator];

    list_interactions: "interactions:read" => [Owner, Manager, Marketer, Integrator];
    create_interaction: "interactions:write" => [Owner, Manager, Marketer, Integrator];
    get_interaction: "interactions:read" => [Owner, Manager, Marketer, Integrator];
    update_interaction: "interactions:write" => [Owner, Manager, Marketer, Integrator];
    list_customer_files: "files:read" => [Owner, Manager, Marketer, Integrator];
    create_customer_file: "files:write" => [Owner, Manager, Marketer, Integrator];
    get_customer_file: "files:read" => [Owner, Manager, Marketer, Integrator];
    get_customer_file_content: "files:read" => [Owner, Manager, Marketer, Integrator];
    update_customer_file: "files:write" => [Owner, Manager, Marketer, Integrator];
    delete_customer_file: "files:write" => [Owner, Manager, Marketer, Integrator];
    delete_interaction: "interactions:write" => [Owner, Manager, Marketer, Integrator];

    list_customer_mails: "mails:read" => [Owner, Manager, Marketer, Integrator];
    create_customer_mail: "mails:write" => [Owner, Manager, Marketer, Integrator];
    get_customer_mail: "mails:read" => [Owner, Manager, Marketer, Integrator];
    delete_customer_mail: "mails:write" => [Owner, Manager, Marketer, Integrator];
    receive_mail: "mails:write" => [Owner, Manager, Marketer, Integrator];
    get_mail_drop: "mail_drop:read" => [Owner, Manager, Marketer, Integrator];
    get_customer_mail_drop: "mail_drop:read" => [Owner, Manager, Marketer, Integrator];
    rotate_mail_drop: "mail_drop:write" => [Owner, Manager];
    delete_mail_drop: "mail_drop:write" => [Owner, Manager];
    list_web_forms: "web_forms:read" => [Owner, Manager, Marketer, Integrator];
    create_web_form: "web_forms:write" => [Owner, Manager, Marketer, Integrator];
    get_web_form: "web_forms:read" => [Owner, Manager, Marketer, Integrator];
    update_web_form: "web_forms:write" => [Owner, Manager, Marketer, Integrator];
    delete_web_form: "web_forms:write" => [Owner, Manager, Marketer, Integrator];
    get_mailbox: "mailbox:read" => [Owner, Manager];
    set_mailbox: "mailbox:write" => [Owner, Manager];
    delete_mailbox: "mailbox:write" => [Owner, Manager];

    list_invoices: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    create_invoice: "invoices:write" => [Owner, Manager, Integrator];
    get_invoice: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    get_credit_note_ubl: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    get_invoice_ubl: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    update_invoice: "invoices:write" => [Owner, Manager, Integrator];
    list_invoice_payments: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    create_invoice_payment: "invoices:write" => [Owner, Manager, Cashier, Integrator];
    list_invoice_reminders: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    create_invoice_reminder: "invoices:write" => [Owner, Manager, Integrator];
    list_credit_notes: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    create_credit_note: "invoices:write" => [Owner, Manager, Integrator];
    download_invoice_file: "invoices:read" => [Owner, Manager, Integrator];
    upload_payment_file: "invoices:write" => [Owner, Manager, Integrator];
    get_invoice_settings: "invoices:read" => [Owner, Manager, Cashier, Integrator];
    set_invoice_settings: "invoices:write" => [Owner, Manager];

    list_customer_point_accounts: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    get_point_account: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    list_point_operations: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    create_point_adjustment: "points:write" => [Owner, Manager];
    list_point_reservations: "customers:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    create_point_reservation: "point_reservations:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    capture_point_reservation: "point_reservations:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    release_point_reservation: "point_reservations:write" => [Owner, Manager, Cashier, Terminal, Integrator];

    validate_coupon: "coupons:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    reserve_coupon: "coupons:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    redeem_coupon: "coupons:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    release_coupon: "coupons:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    void_coupon: "coupon_codes:write" => [Owner, Manager];
    give_coupon: "coupon_codes:write" => [Owner, Manager];
    list_customer_coupons: "customers:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    list_customer_offers: "customers:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    create_point_transfer: "points:write" => [Owner, Manager];
    list_point_accruals: "points:read" => [Owner, Manager];
    create_point_accrual: "points:write" => [Owner, Manager];
    get_point_accrual: "points:read" => [Owner, Manager];
    list_point_accrual_results: "points:read" => [Owner, Manager];
    approve_point_accrual: "points:write" => [Owner, Manager];
    reject_point_accrual: "points:write" => [Owner, Manager];
    cancel_point_accrual: "points:write" => [Owner, Manager];
    undo_point_accrual: "points:write" => [Owner, Manager];
    list_point_adjustments: "points:read" => [Owner, Manager];
    get_point_adjustment: "points:read" => [Owner, Manager];
    approve_point_adjustment: "points:write" => [Owner, Manager];
    refuse_point_adjustment: "points:write" => [Owner, Manager];

    list_carts: "carts:read" => [Owner, Manager, Marketer, Integrator];
    record_cart: "carts:write" => [Owner, Manager, Integrator];
    get_cart: "carts:read" => [Owner, Manager, Marketer, Integrator];
    delete_cart: "carts:write" => [Owner, Manager, Integrator];
    get_cart_figures: "carts:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    get_cart_settings: "carts:read" => [Owner, Manager, Marketer, Integrator];
    set_cart_settings: "carts:write" => [Owner, Manager];

    list_events: "events:read" => [Owner, Manager, Marketer, Integrator];
    record_event: "events:write" => [Owner, Manager, Integrator];

    list_companies: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    create_company: "companies:write" => [Owner, Manager, Marketer, Integrator];
    get_company: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    update_company: "companies:write" => [Owner, Manager, Marketer, Integrator];
    delete_company: "companies:write" => [Owner, Manager, Integrator];
    list_company_timeline_entries: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    list_company_employees: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    create_company_employee: "companies:write" => [Owner, Manager, Marketer, Integrator];
    get_company_employee: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    update_company_employee: "companies:write" => [Owner, Manager, Marketer, Integrator];
    delete_company_employee: "companies:write" => [Owner, Manager, Marketer, Integrator];
    list_company_documents: "documents:read" => [Owner, Manager, Marketer, Integrator];
    create_company_document: "documents:write" => [Owner, Manager, Marketer, Integrator];
    list_documents: "documents:read" => [Owner, Manager, Marketer, Integrator];
    get_document: "documents:read" => [Owner, Manager, Marketer, Integrator];
    update_document: "documents:write" => [Owner, Manager, Marketer, Integrator];
    delete_document: "documents:write" => [Owner, Manager, Integrator];
    list_document_versions: "documents:read" => [Owner, Manager, Marketer, Integrator];
    create_document_version: "documents:write" => [Owner, Manager, Marketer, Integrator];
    get_document_version_content: "documents:read" => [Owner, Manager, Marketer, Integrator];
    list_price_agreements: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    create_price_agreement: "companies:write" => [Owner, Manager, Integrator];
    get_price_agreement: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    update_price_agreement: "companies:write" => [Owner, Manager, Integrator];
    delete_price_agreement: "companies:write" => [Owner, Manager, Integrator];
    list_company_offers: "offers:read" => [Owner, Manager, Marketer, Integrator];
    create_company_offer: "offers:write" => [Owner, Manager, Marketer, Integrator];
    list_offers: "offers:read" => [Owner, Manager, Marketer, Integrator];
    get_offer: "offers:read" => [Owner, Manager, Marketer, Integrator];
    update_offer: "offers:write" => [Owner, Manager, Marketer, Integrator];
    delete_offer: "offers:write" => [Owner, Manager, Integrator];
    send_offer: "offers:write" => [Owner, Manager, Marketer, Integrator];
    withdraw_offer: "offers:write" => [Owner, Manager, Marketer, Integrator];
    revise_offer: "offers:write" => [Owner, Manager, Marketer, Integrator];
    list_offer_versions: "offers:read" => [Owner, Manager, Marketer, Integrator];
    agree_offer_prices: "companies:write" => [Owner, Manager, Integrator];
    get_company_price: "companies:read" => [Owner, Manager, Marketer, Cashier, Integrator];

    list_cases: "cases:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    create_case: "cases:write" => [Owner, Manager, Marketer, Cashier, Integrator];
    get_case: "cases:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    update_case: "cases:write" => [Owner, Manager, Marketer, Integrator];
    list_case_messages: "cases:read" => [Owner, Manager, Marketer, Cashier, Integrator];
    create_case_message: "cases:write" => [Owner, Manager, Marketer, Cashier, Integrator];

    list_consents: "consents:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    record_consent: "consents:write" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    send_opt_in_mail: "consents:write" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    create_data_export: "data_exports:write" => [Owner, Manager, Integrator];
    list_data_exports: "data_exports:read" => [Owner, Manager, Integrator];
    get_data_export: "data_exports:read" => [Owner, Manager, Integrator];
    get_data_export_file: "data_exports:read" => [Owner, Manager, Integrator];
    get_consent_receipt: "consents:read" => [Owner, Manager, Marketer, Integrator];
    record_objection: "consents:write" => [Owner, Manager, Marketer, Cashier, Integrator];
    get_restriction: "consents:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    restrict_customer: "consents:write" => [Owner, Manager, Integrator];
    lift_restriction: "consents:write" => [Owner, Manager, Integrator];
    list_consent_history: "consents:read" => [Owner, Manager, Marketer, Integrator];
    list_consent_texts: "consents:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];
    create_consent_text: "consents:write" => [Owner, Manager, Integrator];
    get_consent_text: "consents:read" => [Owner, Manager, Marketer, Cashier, Analyst, Terminal, Integrator];

    list_jobs: "jobs:read" => [Owner, Manager, Marketer, Integrator];
    get_job: "jobs:read" => [Owner, Manager, Marketer, Cashier, Terminal, Integrator];
    cancel_job: "jobs:write" => [Owner, Manager, Marketer, Integrator];

    list_attributes: "attributes:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    create_attribute: "attributes:write" => [Owner, Manager, Marketer, Integrator];
    get_attribute: "attributes:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    update_attribute: "attributes:write" => [Owner, Manager, Marketer, Integrator];
    delete_attribute: "attributes:write" => [Owner, Manager, Marketer, Integrator];

    assign_tag: "customers:write" => [Owner, Manager, Marketer, Cashier, Integrator];
    take_tag: "customers:write" => [Owner, Manager, Marketer, Cashier, Integrator];
    list_tags: "tags:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    create_tag: "tags:write" => [Owner, Manager, Marketer, Integrator];
    get_tag: "tags:read" => [Owner, Manager, Marketer, Cashier, Analyst, Integrator];
    update_tag: "tags:write" => [Owner, Manager, Marketer, Integrator];
    delete_tag: "tags:write" => [Owner, Manager, Marketer, Integrator];

    list_segments: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    create_segment: "segments:write" => [Owner, Manager, Marketer, Integrator];
    get_segment: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    update_segment: "segments:write" => [Owner, Manager, Marketer, Integrator];
    delete_segment: "segments:write" => [Owner, Manager, Marketer, Integrator];
    preview_segment: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    list_segment_fields: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];
    explain_customer_segment: "segments:read" => [Owner, Manager, Marketer, Integrator];
    list_segment_customers: "segments:read" => [Owner, Manager, Marketer, Analyst, Integrator];

    get_dashboard: "dashboard:read" => [Owner, Manager, Marketer, Analyst, Integrator];

    register_member: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    enroll_customer: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    issue_card: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    assign_card: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    block_card: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    replace_card: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
    get_card_link: "customers:read" => [Owner, Manager, Cashier, Terminal, Integrator];
    issue_card_link: "members:write" => [Owner, Manager, Cashier, Terminal, Integrator];
}

/// Whether an integrator's key can have the scope: some operation that integrators may call asks for it.
pub fn is_integrator_scope(scope: &str) -> bool {
    OPERATIONS.iter().any(|access| access.scope == scope && access.roles.contains(&Integrator))
}

/// Operations that need no credential.
pub const PUBLIC_OPERATIONS: &[&str] = &[
    "create_token",
    "revoke_token",
    "pair_terminal",
    "get_jwks",
    "download_media",
    "show_confirmation",
    "confirm",
    "show_unsubscription",
    "unsubscribe",
    "show_preferences",
    "set_preferences",
    "show_survey",
    "answer_survey",
    "show_offer",
    "decide_offer",
    "show_card",
    "show_registration",
    "register_on_page",
    "deliver_mail",
    "show_web_form",
    "send_web_form",
    "show_mailbox",
    "show_captured_message",
    "show_captured_html",
    "download_export",
    "view_in_browser",
    "follow_link",
    "fetch_open_image",
];
