// Starts headless Chromium, and collects what a person with open developer tools would see in red.

import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";

// The browser's own services ask for hosts that a test must not depend on.
const OPTIONS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Runs `visit` in a page of its own browser. When it fails, a picture of the page is kept in the folder for temporary files.
export async function inBrowser(visit) {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", headless: true, args: OPTIONS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
  try {
    await visit(page);
  } catch (error) {
    const picture = path.join(os.tmpdir(), `regulars-browser-${process.pid}.png`);
    await page.screenshot({ path: picture, fullPage: true });
    console.error(`what the page showed: ${picture}`);
    throw error;
  } finally {
    await browser.close();
  }
}

// The list grows while the page is used.
export function watchForTrouble(page, address) {
  const trouble = [];
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => trouble.push(`script: ${error.message}`));
  page.on("requestfailed", (request) => trouble.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== address) trouble.push(`leaves the server: ${request.url()}`);
  });
  return trouble;
}
