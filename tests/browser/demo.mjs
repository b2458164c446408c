// The running demo server, as a program of the merchant's sees it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";

export const address = process.env.DEMO_URL;
export const demo = JSON.parse(await readFile(process.env.DEMO_ACCOUNTS, "utf8"));

export async function accessToken(role) {
  const { email, password } = demo.accounts.find((account) => account.role === role);
  const { access_token: token } = await call("POST", "/v1/auth/token", 200, {
    body: { grant_type: "password", username: email, password },
  });
  return token;
}

// Sends one request and reads the answer, which must have that status.
export async function call(method, path, status, { token, body } = {}) {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(body && { "content-type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  assert.equal(response.status, status, `${method} ${path} answered ${text}`);
  return text === "" ? null : JSON.parse(text);
}

// Asks again until `read` finds something: the server works in the background at its own pace.
export async function eventually(what, read) {
  const end = Date.now() + 60_000;
  while (Date.now() < end) {
    const found = await read();
    if (found) return found;
    await pause(100);
  }
  throw new Error(`within a minute there was no ${what}`);
}
