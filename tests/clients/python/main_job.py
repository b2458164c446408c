"""The main job, from the till to a delivered newsletter, by a client that is generated from the document.

DEMO_URL is the server, DEMO_ACCOUNTS the file with what `seed demo --json` printed.
"""

import datetime
import json
import os
import re
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import TypeVar

from regulars_client.api.auth import create_token
from regulars_client.api.customers import create_customer
from regulars_client.api.merchant import update_merchant
from regulars_client.api.newsletters import (
    create_newsletter,
    get_newsletter_report,
    list_newsletters,
    recap_newsletter,
    send_newsletter,
)
from regulars_client.api.platform import create_merchant
from regulars_client.api.purchases import list_purchases, record_purchase
from regulars_client.api.quota import grant_quota_packs
from regulars_client.api.sandbox import list_sandbox_messages
from regulars_client.api.segments import preview_segment
from regulars_client.api.templates import list_templates
from regulars_client.api.terminals import create_pairing_code, pair_terminal
from regulars_client.client import AuthenticatedClient, Client
from regulars_client.models import (
    AllCondition,
    Audience,
    BlockButton,
    BlockText,
    Content,
    FieldCondition,
    Identify,
    MerchantPatch,
    MerchantPatchSender,
    NewCustomer,
    NewCustomerAddress,
    NewCustomerDataConsent,
    NewLine,
    NewMerchant,
    NewNewsletter,
    NewOwner,
    NewPairingCode,
    NewPurchase,
    NotCondition,
    PackCount,
    Pair,
    PreviewRequest,
    Problem,
    SandboxMessage,
    SendRequest,
    TokenPassword,
)
from regulars_client.models.block_button_type import BlockButtonType
from regulars_client.models.block_text_type import BlockTextType
from regulars_client.models.field_condition_field import FieldConditionField
from regulars_client.models.field_condition_op import FieldConditionOp
from regulars_client.models.gender import Gender
from regulars_client.models.mode import Mode
from regulars_client.models.newsletter_channel import NewsletterChannel
from regulars_client.models.problem_code import ProblemCode
from regulars_client.models.token_password_grant_type import TokenPasswordGrantType
from regulars_client.models.tracking import Tracking

Found = TypeVar("Found")
BASE = os.environ["DEMO_URL"]


def must(what: str, answer: Found | Problem | None) -> Found:
    if answer is None or isinstance(answer, Problem):
        raise SystemExit(f"{what}: {answer}")
    return answer


def until(what: str, look: Callable[[], Found | None]) -> Found:
    for _ in range(600):
        found = look()
        if found is not None:
            return found
        time.sleep(0.1)
    raise SystemExit(f"{what} never came")


def signed_in(username: str, password: str) -> AuthenticatedClient:
    body = TokenPassword(grant_type=TokenPasswordGrantType.PASSWORD, username=username, password=password)
    tokens = must("signing in", create_token.sync(client=Client(base_url=BASE), body=body))
    return AuthenticatedClient(base_url=BASE, token=tokens.access_token)


def mail_to(owner: AuthenticatedClient, address: str, part: str) -> SandboxMessage | None:
    messages = must("the sandbox", list_sandbox_messages.sync(client=owner, to=address))
    return next((one for one in messages.items if part in (one.subject or "") or part in one.text), None)


def main() -> None:
    with open(os.environ["DEMO_ACCOUNTS"], encoding="utf-8") as file:
        accounts = json.load(file)["accounts"]
    account = next(one for one in accounts if one["role"] == "operator")
    operator = signed_in(account["email"], account["password"])

    email, password = f"jan.{time.time_ns()}@piekarnia.test", "Tajna-lozinka-2026"
    merchant = must(
        "a merchant",
        create_merchant.sync(
            client=operator,
            body=NewMerchant(
                name="Pekara",
                mode=Mode.SANDBOX,
                time_zone="Europe/Belgrade",
                currency="RSD",
                locale="sr-Latn",
                owner=NewOwner(email=email, password=password, name="Jan"),
            ),
        ),
    )
    owner = signed_in(email, password)
    profile = MerchantPatch(
        imprint="Pekara d.o.o.",
        publisher="Pekara",
        tracking=Tracking.INDIVIDUAL,
        sender=MerchantPatchSender(name="Pekara", email="vesti@pekara.test"),
    )
    must("the profile", update_merchant.sync(client=owner, body=profile))

    offer = must("a pairing code", create_pairing_code.sync(client=owner, body=NewPairingCode(name="Kasa 1")))
    paired = must("a terminal", pair_terminal.sync(client=Client(base_url=BASE), body=Pair(code=offer.code)))
    till = AuthenticatedClient(base_url=BASE, token=paired.api_key)

    address = "marko@kupac.test"
    customer = must(
        "a customer",
        create_customer.sync(
            client=owner,
            body=NewCustomer(
                first_name="Marko",
                last_name="Petrović",
                gender=Gender.MALE,
                email=address,
                phone="064 123 45 67",
                birth_date=datetime.date(1990, 3, 1),
                address=NewCustomerAddress(city="Novi Sad", country="RS"),
                data_consent=NewCustomerDataConsent(source="paper form"),
                send_opt_in=True,
            ),
        ),
    )
    opt_in = until("the opt-in mail", lambda: mail_to(owner, address, "/c/"))
    link = re.search(r"https?://\S+/c/[\w.-]+", opt_in.text)
    assert link is not None
    form = urllib.parse.urlencode({}).encode()
    with urllib.request.urlopen(urllib.request.Request(link.group(0), data=form, method="POST")) as confirmed:
        assert confirmed.status < 400

    receipt = NewPurchase(
        receipt_number="R-1",
        occurred_at=datetime.datetime.now(datetime.UTC),
        identify=Identify(phone="+381 64 1234567"),
        currency="RSD",
        lines=[NewLine(sku="HLEB", quantity="2", unit_price=9000, total=18000)],
        total=18000,
    )
    bought = must("a purchase", record_purchase.sync(client=till, body=receipt))
    assert bought.customer_id == customer.id
    listed = must("the purchases", list_purchases.sync(client=owner))
    assert [purchase.id for purchase in listed.items] == [bought.id]

    female = FieldCondition(field=FieldConditionField.GENDER, op=FieldConditionOp.EQ, value="female")
    city = FieldCondition(field=FieldConditionField.CITY, op=FieldConditionOp.IN, value=["Novi Sad"])
    filter_ = AllCondition(all_=[city, NotCondition(not_=female)])
    preview = must("a preview", preview_segment.sync(client=owner, body=PreviewRequest(filter_=filter_)))
    assert (preview.count, preview.reachable.email) == (1, 1)

    templates = must("the templates", list_templates.sync(client=owner))
    draft = must(
        "a newsletter",
        create_newsletter.sync(
            client=owner,
            body=NewNewsletter(
                name="Jesen",
                subject="Jesen u pekari",
                intro="Pozdrav",
                audience=Audience(filter_=filter_),
                template_id=templates.items[0].id,
                content=Content(
                    blocks=[
                        BlockText(type_=BlockTextType.TEXT, text="Ponuda {{ first_name }}"),
                        BlockButton(type_=BlockButtonType.BUTTON, label="Vidi", url="https://pekara.test/ponuda"),
                    ]
                ),
                channels=[NewsletterChannel.EMAIL],
                locale="sr-Latn",
            ),
        ),
    )
    refused = send_newsletter.sync(draft.id, client=owner, body=SendRequest())
    assert isinstance(refused, Problem)
    assert (refused.code, refused.shortfall) == (ProblemCode.QUOTA_EXHAUSTED, 1)
    must("a pack", grant_quota_packs.sync(merchant.id, client=operator, body=PackCount(packs=1)))
    recap = must("the recap", recap_newsletter.sync(draft.id, client=owner))
    assert (recap.reachable, recap.quota.needed) == (1, 1)
    must("sending", send_newsletter.sync(draft.id, client=owner, body=SendRequest()))
    until("the newsletter", lambda: mail_to(owner, address, "Jesen u pekari"))

    def delivered() -> bool | None:
        report = must("the report", get_newsletter_report.sync(draft.id, client=owner))
        return True if report.delivered == 1 else None

    until("the report", delivered)
    newsletters = must("the newsletters", list_newsletters.sync(client=owner))
    assert draft.id in [newsletter.id for newsletter in newsletters.items]
    print("python: the main job is done")


main()
