"""What the run of schemathesis adds to it."""

import filters_once  # noqa: F401
import schemathesis

# A mail is sent as the bytes that it is.
schemathesis.serializer.alias("message/rfc822", "application/octet-stream")
