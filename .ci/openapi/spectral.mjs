// The rules of OWASP for the document. Each that is changed or left out says why.

import owasp from "@stoplight/spectral-owasp-ruleset";

// Every schema is looked at where it stands, and not again wherever something refers to it: the same findings, a tenth of
// the time.
const whereItStands = (name) => ({ ...owasp.rules[name], resolved: false });

// Operations that need a credential: those without one say so by an empty list.
const WITH_CREDENTIAL = "$.paths[*][?(@ && @.responses && (!@.security || @.security.length > 0))].responses";

export default {
  extends: [[owasp, "all"]],
  aliases: owasp.aliases,
  rules: {
    "owasp:api4:2023-string-limit": whereItStands("owasp:api4:2023-string-limit"),
    "owasp:api4:2023-integer-limit": whereItStands("owasp:api4:2023-integer-limit"),
    "owasp:api4:2023-integer-format": whereItStands("owasp:api4:2023-integer-format"),
    "owasp:api4:2023-array-limit": whereItStands("owasp:api4:2023-array-limit"),

    // Names, streets and texts are written by people in any script, and no pattern says what a name is. What must not be in
    // a text (control characters and the like) is taken out of it and not refused.
    "owasp:api4:2023-string-restricted": "off",

    // What one credential may ask is told to it. An answer that found none to hold (401) has nobody to tell it to; pages
    // behind links, signing in and pairing are limited by address, and their 429 says so.
    "owasp:api4:2023-rate-limit": {
      ...owasp.rules["owasp:api4:2023-rate-limit"],
      given: `${WITH_CREDENTIAL}[?(@property.match(/^(2|4)/) && @property !== "401")]`,
    },
    "owasp:api8:2023-define-error-responses-401": {
      ...owasp.rules["owasp:api8:2023-define-error-responses-401"],
      given: WITH_CREDENTIAL,
    },

    // What needs no credential stands in one table of the program, and a test calls every other operation without one:
    // signing in, pairing, the keys that verify tokens, images, and the pages behind links in messages.
    "owasp:api2:2023-read-restricted": "off",
    "owasp:api2:2023-write-restricted": "off",

    // The link in a message is all the credential that its reader has. Its token holds for one purpose of one customer, is
    // logged nowhere, and opens nothing of this contract.
    "owasp:api2:2023-no-credentials-in-url": "off",

    // To whom an answer is open depends on who asks and whose credential it is (`allowed_origins` of a merchant); the
    // description says how, and tests in a browser hold it.
    "owasp:api8:2023-define-cors-origin": "off",
  },
  overrides: [
    {
      // Who bought, as the till read it: what cannot be read is a warning, however long it is, since no mistake in who the
      // buyer is may cost a receipt. The body as a whole is limited.
      files: [
        "**#/components/schemas/Identify/properties/card",
        "**#/components/schemas/Identify/properties/phone",
      ],
      rules: { "owasp:api4:2023-string-limit": "off" },
    },
  ],
};
