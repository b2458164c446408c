// An integrator's first contact: opens Swagger UI, signs in with a token and runs five operations as they
// stand, with the examples that the document gives. Run by .ci/steps/browser.

import assert from "node:assert/strict";
import { inBrowser, watchForTrouble } from "./chromium.mjs";
import { accessToken, address } from "./demo.mjs";

const OPERATIONS = [
  { id: "get_me", status: 200 },
  { id: "list_customers", status: 200 },
  { id: "create_customer", status: 201 },
  { id: "lookup", status: 200 },
  { id: "record_purchase", status: 201 },
];

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
await inBrowser(async (page) => {
  const trouble = watchForTrouble(page, address);
  await page.goto(`${address}/docs/`);
  await page.locator(".opblock-tag-section").first().waitFor();
  await authorize(page, token);
  await openAllTags(page);
  for (const operation of OPERATIONS) {
    await run(page, operation);
  }
  assert.deepEqual(trouble, [], "the browser reported nothing");
});
