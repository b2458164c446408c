// The main job, from the till to a delivered newsletter, by a client that is generated from the document:
// DEMO_URL is the server, DEMO_ACCOUNTS what `seed demo --json` printed.
import { readFileSync } from "node:fs";
import createClient from "openapi-fetch";
import type { components, paths } from "./generated.d.ts";

const base = process.env["DEMO_URL"] ?? "";
const demo = JSON.parse(readFileSync(process.env["DEMO_ACCOUNTS"] ?? "", "utf8")) as {
  accounts: { role: string; email: string; password: string }[];
};

type Answer<T> = { data?: T; error?: unknown; response: Response };

function must<T>(what: string, answer: Answer<T>): T {
  if (answer.data === undefined) {
    throw new Error(`${what}: ${answer.response.status} ${JSON.stringify(answer.error)}`);
  }
  return answer.data;
}

function hold(what: string, holds: boolean): void {
  if (!holds) throw new Error(`${what} does not hold`);
}

async function signedIn(username: string, password: string) {
  const guest = createClient<paths>({ baseUrl: base });
  const body = { grant_type: "password", username, password } as const;
  const tokens = must("signing in", await guest.POST("/v1/auth/token", { body }));
  return createClient<paths>({ baseUrl: base, headers: { Authorization: `Bearer ${tokens.access_token}` } });
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (let round = 0; round < 600; round += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what} never came`);
}

const operatorAccount = demo.accounts.find((account) => account.role === "operator");
if (operatorAccount === undefined) throw new Error("the demo has no operator");
const operator = await signedIn(operatorAccount.email, operatorAccount.password);

const email = `ana.${Date.now()}@pekara.test`;
const newMerchant: components["schemas"]["NewMerchant"] = {
  name: "Pekara", mode: "sandbox", time_zone: "Europe/Belgrade", currency: "RSD", locale: "sr-Latn",
  owner: { email, password: "Tajna-lozinka-2026", name: "Ana" },
};
const merchant = must("a merchant", await operator.POST("/v1/merchants", { body: newMerchant }));
const owner = await signedIn(email, "Tajna-lozinka-2026");
must("the profile", await owner.PATCH("/v1/merchant", {
  body: {
    legal_name: "Pekara d.o.o.", imprint: "Pekara d.o.o., MB 123", publisher: "Pekara", tracking: "individual",
    address: { street: "Glavna 1", postcode: "11000", city: "Beograd", country: "RS" },
    contact: { phone: "+381111234567", email: "info@pekara.test" }, sender: { name: "Pekara", email: "vesti@pekara.test" },
  },
}));

const offer = must("a pairing code", await owner.POST("/v1/terminals/pairing-codes", { body: { name: "Kasa 1" } }));
const guest = createClient<paths>({ baseUrl: base });
const paired = must("a terminal", await guest.POST("/v1/terminals/pair", { body: { code: offer.code } }));
const till = createClient<paths>({ baseUrl: base, headers: { Authorization: `Bearer ${paired.api_key}` } });

const customer = must("a customer", await owner.POST("/v1/customers", {
  body: {
    first_name: "Marko", last_name: "Petrović", gender: "male", email: "marko@kupac.test", phone: "064 123 45 67",
    address: { city: "Novi Sad", country: "RS" }, data_consent: { source: "paper form" }, send_opt_in: true,
  },
}));
const mailTo = async (part: string) => {
  const query = { channel: "email" as const, to: "marko@kupac.test" };
  const found = must("the sandbox", await owner.GET("/v1/sandbox/messages", { params: { query } }));
  return found.items.find((message) => message.subject?.includes(part) || message.text.includes(part));
};
const optIn = await until("the opt-in mail", () => mailTo("/c/"));
const link = /https?:\/\/\S+\/c\/[\w.-]+/.exec(optIn.text)?.[0];
if (link === undefined) throw new Error("the opt-in mail has no link");
hold("confirming", (await fetch(link, { method: "POST", body: new URLSearchParams() })).status < 400);

const receipt: components["schemas"]["NewPurchase"] = {
  receipt_number: "R-1", occurred_at: new Date().toISOString(), identify: { phone: "+381 64 1234567" }, currency: "RSD",
  lines: [{ sku: "HLEB", quantity: "2", unit_price: 9000, total: 18000 }], total: 18000,
};
const bought = must("a purchase", await till.POST("/v1/purchases", { body: receipt }));
hold("the buyer is known", bought.customer_id === customer.id);
const purchases = must("the purchases", await owner.GET("/v1/purchases"));
const listed: components["schemas"]["Purchase"] | undefined = purchases.items[0];
hold("the purchase is listed", listed?.id === bought.id);

const filter: components["schemas"]["Filter"] = {
  all: [{ field: "city", op: "in", value: ["Novi Sad"] }, { not: { field: "gender", op: "eq", value: "female" } }],
};
const preview = must("a preview", await owner.POST("/v1/segments/preview", { body: { filter } }));
hold("one customer is meant and reached", preview.count === 1 && preview.reachable.email === 1);

const templates = must("the templates", await owner.GET("/v1/templates"));
const template = templates.items[0];
if (template === undefined) throw new Error("there is no template");
const draft = must("a newsletter", await owner.POST("/v1/newsletters", {
  body: {
    name: "Jesen", subject: "Jesen u pekari", intro: "Pozdrav", audience: { filter }, template_id: template.id,
    content: { blocks: [{ type: "text", text: "Ponuda {{ first_name }}" }, { type: "button", label: "Vidi", url: "https://pekara.test/ponuda" }] },
    channels: ["email"], locale: "sr-Latn",
  },
}));
const path = { id: draft.id };
const refused = await owner.POST("/v1/newsletters/{id}/send", { params: { path }, body: {} });
hold("there is no quota yet", refused.error?.code === "quota_exhausted" && refused.error.shortfall === 1);
must("a pack", await operator.POST("/v1/merchants/{id}/quota-packs", { params: { path: { id: merchant.id } }, body: { packs: 1 } }));
const recap = must("the recap", await owner.GET("/v1/newsletters/{id}/recap", { params: { path } }));
hold("the recap", recap.reachable === 1 && recap.quota.needed === 1);
must("sending", await owner.POST("/v1/newsletters/{id}/send", { params: { path }, body: {} }));
await until("the newsletter", () => mailTo("Jesen u pekari"));
await until("the report", async () => {
  const report = must("the report", await owner.GET("/v1/newsletters/{id}/report", { params: { path } }));
  return report.delivered === 1 ? report : undefined;
});
const listedNewsletters = must("the newsletters", await owner.GET("/v1/newsletters"));
hold("the newsletter is listed", listedNewsletters.items.some((one) => one.id === draft.id));
console.log("typescript: the main job is done");
