// The pages that customers see: somebody opts in from their own mailbox, gets a newsletter, reads it in the browser,
// follows a link, changes the preferences and unsubscribes, and the report tells of it; and a member's card. Run by .ci/steps/browser.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { inBrowser, watchForTrouble } from "./chromium.mjs";
import { accessToken, address, call, demo, eventually } from "./demo.mjs";

const EMAIL = "eva.browser@example.com";
// The shop that the newsletter leads to. Nothing outside this machine is asked for.
const shop = createServer((_, response) => response.setHeader("content-type", "text/html").end("<h1>The shop</h1>"));
await new Promise((resolve) => shop.listen(0, "127.0.0.1", resolve));
const SHOP = `http://127.0.0.1:${shop.address().port}/jesen`;
const token = await accessToken("owner");

async function newestMessage(subject) {
  const path = `/v1/sandbox/messages?channel=email&to=${EMAIL}`;
  return eventually(`message "${subject}"`, async () => {
    const { items } = await call("GET", path, 200, { token });
    return items.find((message) => message.subject.includes(subject));
  });
}

function linkIn(message, folder) {
  const found = message.text.match(new RegExp(`${address}/${folder}/[A-Za-z0-9_-]+`));
  assert.ok(found, `the message has a link to /${folder}:\n${message.text}`);
  return found[0];
}

async function advertisingByEmail(customer) {
  const { items } = await call("GET", `/v1/customers/${customer.id}/consents`, 200, { token });
  return items.find((one) => one.purpose === "advertising" && one.channel === "email")?.state;
}

async function press(page) {
  await Promise.all([page.waitForResponse((response) => response.request().method() === "POST"), page.locator("form button").click()]);
  return page.locator("h1").innerText();
}

// A page on a phone is as wide as the phone, whatever long words the merchant or a message holds.
async function fitsAPhone(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `${new URL(page.url()).pathname.slice(0, 3)} is ${width} wide on a phone`);
  for (const target of await page.locator("button, label").all()) {
    assert.ok((await target.boundingBox()).height >= 40, "a finger finds it");
  }
  await page.setViewportSize(before);
}

async function optIn(page) {
  const customer = await call("POST", "/v1/customers", 201, {
    token,
    body: {
      first_name: "Eva", last_name: "Kovač", gender: "female", email: EMAIL, language: "en",
      data_consent: { source: "shop" }, send_opt_in: true,
    },
  });
  const mail = await newestMessage("please confirm");
  await page.goto(linkIn(mail, "c"));
  await fitsAPhone(page);
  assert.equal(await advertisingByEmail(customer), undefined, "opening the page grants nothing");
  console.log(`confirm page: ${await press(page)}`);
  assert.equal(await advertisingByEmail(customer), "granted");
  await page.reload();
  return customer;
}

async function sendNewsletter(customer) {
  const newsletter = await call("POST", "/v1/newsletters", 201, {
    token,
    body: {
      name: "Browser", subject: "Autumn bread for {{ first_name | default('you') }}", intro: "Fresh from Monday.",
      audience: { customer_ids: [customer.id] }, locale: "en-GB", channels: ["email"],
      content: { blocks: [{ type: "text", text: "It is here." }, { type: "button", label: "Have a look", url: SHOP }] },
    },
  });
  await call("POST", `/v1/newsletters/${newsletter.id}/send`, 202, { token, body: {} });
  return newsletter;
}

async function readInBrowser(page, mail) {
  await page.goto(linkIn(mail, "w"));
  const button = page.locator("a", { hasText: "Have a look" });
  await button.waitFor();
  await page.goto(await button.getAttribute("href"));
  assert.equal(await page.locator("h1").innerText(), "The shop");
  assert.equal(page.url(), SHOP, "the link leads to the shop");
}

async function choose(page, mail, customer) {
  await page.goto(linkIn(mail, "p"));
  await fitsAPhone(page);
  const box = page.locator("input[name=email]");
  assert.equal(await box.isChecked(), true, "the page shows what stands");
  await box.uncheck();
  await press(page);
  assert.equal(await advertisingByEmail(customer), "withdrawn");
  await page.locator("input[name=email]").check();
  await press(page);
  assert.equal(await advertisingByEmail(customer), "granted", "who reads the address may ask for it again");
}

async function unsubscribe(page, mail, customer) {
  await page.goto(linkIn(mail, "u"));
  await fitsAPhone(page);
  assert.equal(await advertisingByEmail(customer), "granted", "opening the page ends nothing");
  console.log(`unsubscribe page: ${await press(page)}`);
  assert.equal(await advertisingByEmail(customer), "withdrawn");
}

async function mailbox(page) {
  await page.goto(demo.mailbox_url);
  await fitsAPhone(page);
  await page.locator("a", { hasText: "Autumn bread for Eva" }).first().click();
  const shown = page.frameLocator("iframe").locator("a", { hasText: "Have a look" });
  await shown.waitFor();
  await fitsAPhone(page);
  const [opened] = await Promise.all([page.waitForEvent("popup"), shown.click()]);
  assert.equal(await opened.locator("h1").innerText(), "The shop", "a link in the frame opens a window of its own");
}

// A card is read off the phone: it fits the narrowest one, is white around its bars in the dark, and says its number.
async function card(page) {
  const { customer } = await call("POST", "/v1/members", 201, {
    token, body: { first_name: "Ema", last_name: "Kovač", allow_duplicate: true },
  });
  const link = await call("POST", `/v1/customers/${customer.id}/card-link`, 201, { token, body: {} });
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  for (const code of ["barcode", "qr"]) {
    await call("PUT", "/v1/merchant/card-page", 200, { token, body: { code, mailed: false } });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.goto(link.url);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `the card is ${width} wide`);
      const picture = page.locator("figure svg");
      const drawn = await picture.boundingBox();
      assert.ok(drawn.width >= 220, `the ${code} is ${drawn.width} wide`);
      assert.ok((await picture.getAttribute("aria-label")).includes(customer.cards[0]), "the number can be heard");
      const around = await page.locator("figure").evaluate((figure) => getComputedStyle(figure).backgroundColor);
      assert.equal(around, "rgb(255, 255, 255)", `around the ${code} it is white in the ${colorScheme}`);
      assert.equal(await page.locator("figcaption").innerText(), customer.cards[0]);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
  console.log(`card page: ${await page.locator("h1").innerText()}`);
}

await inBrowser(async (page) => {
  const trouble = watchForTrouble(page, address);
  const imprint = `https://a-very-long-host-name.example.com/${"impressum".repeat(12)}`;
  await call("PATCH", "/v1/merchant", 200, { token, body: { imprint } });
  const customer = await optIn(page);
  const newsletter = await sendNewsletter(customer);
  const mail = await newestMessage("Autumn bread for Eva");
  assert.ok(mail.headers["List-Unsubscribe"].includes(linkIn(mail, "u")), "mail programs can unsubscribe");
  // Sooner than two seconds after its sending nobody is taken for a person.
  await eventually("moment in which somebody may read", () => Date.now() > Date.parse(mail.created_at) + 3_000);
  await readInBrowser(page, mail);
  await choose(page, mail, customer);
  await unsubscribe(page, mail, customer);
  await mailbox(page);
  await card(page);
  const report = await eventually("report with the click", async () => {
    const now = await call("GET", `/v1/newsletters/${newsletter.id}/report`, 200, { token });
    return now.clicks.total > 0 && now;
  });
  assert.deepEqual([report.delivered, report.clicks.total, report.unsubscribes], [1, 1, 1], JSON.stringify(report));
  assert.equal(report.clicks.by_link[0].url, SHOP);
  assert.ok(report.opens.total >= 1, "the invisible image was fetched");
  const unexpected = trouble.filter((line) => !line.includes(new URL(SHOP).origin));
  assert.deepEqual(unexpected, [], "the browser reported nothing");
  console.log(`report: ${JSON.stringify(report.rates)}`);
});
shop.close();
