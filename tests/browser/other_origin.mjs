// A front end of the merchant's, served from another origin: it signs in, reads a list and a profile, changes the profile
// only if it is as it was read, and reads why it is refused. A page of a stranger reads nothing. Run by .ci/steps/browser.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { inBrowser } from "./chromium.mjs";
import { accessToken, address, call, demo } from "./demo.mjs";

async function serve() {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end("<h1>Front end</h1>"));
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

// What the page's own script gets to see of an answer.
async function send(page, method, path, { token, body, headers } = {}) {
  const request = {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(body && { "Content-Type": "application/json" }),
      ...headers,
    },
    ...(body && { body: JSON.stringify(body) }),
  };
  return page.evaluate(
    async ([url, init]) => {
      try {
        const response = await fetch(url, init);
        const text = await response.text();
        return { status: response.status, headers: Object.fromEntries(response.headers), body: text ? JSON.parse(text) : null };
      } catch (error) {
        return { blocked: String(error) };
      }
    },
    [`${address}${path}`, request],
  );
}

async function signIn(page) {
  const { email, password } = demo.accounts.find((account) => account.role === "owner");
  return send(page, "POST", "/v1/auth/token", { body: { grant_type: "password", username: email, password } });
}

async function work(page) {
  const signedIn = await signIn(page);
  assert.equal(signedIn.status, 200, JSON.stringify(signedIn));
  const token = signedIn.body.access_token;
  const list = await send(page, "GET", "/v1/customers?limit=2", { token, headers: { "Accept-Language": "de" } });
  assert.equal(list.body.items.length, 2);
  assert.match(list.headers.link, /rel="next"/);
  for (const name of ["ratelimit", "ratelimit-policy", "x-request-id"]) assert.ok(list.headers[name], name);
  const profile = await send(page, "GET", "/v1/merchant", { token });
  const { etag } = profile.headers;
  assert.ok(etag, "the page reads the entity tag");
  const unchanged = await send(page, "GET", "/v1/merchant", { token, headers: { "If-None-Match": etag } });
  assert.equal(unchanged.status, 304);
  const change = { token, headers: { "If-Match": etag }, body: { opening_hours: "Mon-Fri 8-18" } };
  const changed = await send(page, "PATCH", "/v1/merchant", change);
  assert.equal(changed.status, 200, JSON.stringify(changed));
  const stale = await send(page, "PATCH", "/v1/merchant", change);
  assert.deepEqual([stale.status, stale.body.code], [412, "precondition_failed"]);
  const store = { token, headers: { "Idempotency-Key": "front-end-1" }, body: { name: "Front end" } };
  const created = await send(page, "POST", "/v1/stores", store);
  assert.equal(created.status, 201, JSON.stringify(created));
  assert.ok(created.headers.location);
  assert.equal((await send(page, "POST", "/v1/stores", store)).headers["idempotent-replayed"], "true");
  const refused = await send(page, "GET", "/v1/me", { token: "nonsense" });
  assert.deepEqual([refused.status, refused.body.code], [401, "unauthorized"]);
  assert.match(refused.headers["www-authenticate"], /^Bearer/);
}

const ours = await serve();
const stranger = await serve();
const token = await accessToken("owner");
await call("PATCH", "/v1/merchant", 200, { token, body: { allowed_origins: [ours.origin] } });
await inBrowser(async (page) => {
  await page.goto(ours.origin);
  await work(page);
  console.log(`from ${ours.origin}: signed in, listed, changed with If-Match`);
  await page.goto(stranger.origin);
  for (const answer of [await signIn(page), await send(page, "GET", "/v1/merchant", { token })]) {
    assert.ok(answer.blocked, `a stranger reads ${JSON.stringify(answer)}`);
  }
  console.log(`from ${stranger.origin}: nothing`);
});
ours.server.close();
stranger.server.close();
