/* SPDX-License-Identifier: Apache-2.0 */
/* Names of statuses. A table beside the enum; the unit test compares the two. */
#include "jianfu/base.h"

static const char *const names[] = {
    "ok",       "argument",  "no-memory", "not-found",   "exists",      "ambiguous", "range",
    "overflow", "limit",     "state",     "sealed",      "not-sealed",  "unknown-day", "text",
    "encoding", "stopped",   "callback",  "io",          "unsupported", "corrupt",   "internal",
    "linked",
};

const char *jf_version(void)
{
    return "0.1.0";
}

const char *jf_status_name(int32_t status)
{
    if (status < 0 || (size_t)status >= sizeof names / sizeof names[0])
        return "unknown";
    return names[status];
}
