// An integrator's first contact: opens Swagger UI, signs in with a token and runs five operations as they
// stand, with the examples that the document gives. Run by .ci/steps/browser.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

const OPERATIONS = [
  { id: "get_me", status: 200 },
  { id: "list_customers", status: 200 },
  { id: "create_customer", status: 201 },
  { id: "lookup", status: 200 },
  { id: "record_purchase", status: 201 },
];
// The browser's own services ask for hosts that a test must not depend on.
const CHROMIUM_OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const address = process.env.DEMO_URL;
const { accounts } = JSON.parse(await readFile(process.env.DEMO_ACCOUNTS, "utf8"));

async function accessToken(role) {
  const { email, password } = accounts.find((account) => account.role === role);
  const response = await fetch(`${address}/v1/auth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ grant_type: "password", username: email, password }),
  });
  assert.equal(response.status, 200, `the ${role} gets a token`);
  return (await response.json()).access_token;
}

// Collects whatever a person with open developer tools would see in red.
function watchForTrouble(page) {
  const trouble = [];
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => trouble.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== address) trouble.push(`leaves the server: ${request.url()}`);
  });
  return trouble;
}

async function authorize(page, token) {
  await page.locator(".scheme-container button.authorize").click();
  const dialog = page.locator(".dialog-ux");
  const scheme = dialog.locator(".auth-container", { has: page.locator("h4 code", { hasText: /^bearer$/ }) });
  await scheme.locator("input[type=text]").fill(token);
  await scheme.locator("button.authorize[type=submit]").click();
  await scheme.locator("button", { hasText: "Logout" }).waitFor();
  await scheme.locator("button.btn-done").click();
}

async function openAllTags(page) {
  const closed = page.locator(".opblock-tag-section:not(.is-open) > .opblock-tag");
  while ((await closed.count()) > 0) {
    await closed.first().click();
  }
}

async function run(page, { id, status }) {
  const operation = page.locator(`.opblock[id$="-${id}"]`);
  assert.equal(await operation.count(), 1, `one operation is called ${id}`);
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".try-out__btn").click();
  await operation.locator("button.execute").click();
  const answer = operation.locator(".live-responses-table .response");
  await answer.waitFor();
  const shown = (await answer.locator(".response-col_status").innerText()).trim();
  const body = await answer.locator(".response-col_description").innerText();
  assert.equal(shown.split(/\s/)[0], String(status), `${id} answered:\n${body}`);
  console.log(`${id}: ${shown.split(/\s/)[0]}`);
}

const token = await accessToken("owner");
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: CHROMIUM_OPTIONS });
const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
try {
  const trouble = watchForTrouble(page);
  await page.goto(`${address}/docs/`);
  await page.locator(".opblock-tag-section").first().waitFor();
  await authorize(page, token);
  await openAllTags(page);
  for (const operation of OPERATIONS) {
    await run(page, operation);
  }
  assert.deepEqual(trouble, [], "the browser reported nothing");
} catch (error) {
  const picture = path.join(os.tmpdir(), `regulars-browser-${process.pid}.png`);
  await page.screenshot({ path: picture, fullPage: true });
  console.error(`what the page showed: ${picture}`);
  throw error;
} finally {
  await browser.close();
}
