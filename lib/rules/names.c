/* SPDX-License-Identifier: Apache-2.0 */
/* Names of numbers, as messages and text files write them. */
#include "rules/check.h"

static const char *const severities[] = {"none",   "passed",  "exempt",  "skipped",
                                         "notice", "explain", "approve", "refuse"};

static const char *const inputs[JF__INPUT_COUNT] = {
    "none",          "day",            "calendar",      "body",
    "recipient",     "direction",      "levels",        "doc-kind",
    "scope",         "purpose",        "characters",    "pages",
    "flags",         "plan",           "approver",      "cap",
    "number-in-year", "last-year",     "filed",         "plan-filed",
    "convener-rank", "attendee-rank",  "meeting-class", "mode",
    "minutes",       "days",           "heads",         "staff",
    "speakers",      "main-minutes",   "deputy-minutes", "speech-minutes",
    "report-minutes", "remark-minutes", "chair-minutes", "quiet-weeks",
    "cost",          "meetings-in-year", "videos-in-year", "reviewed",
    "notified",      "last-visit",     "basis",         "oversight-kind",
    "sector",        "grade",          "number-at-target"};

const char *jf_check_name(int32_t check)
{
    return check > 0 && check < JF__CHECK_COUNT ? jf__checks[check].name : "unknown";
}

const char *jf_severity_name(int32_t severity)
{
    return severity >= 0 && severity <= JF_SEVERITY_REFUSE ? severities[severity] : "unknown";
}

const char *jf_input_name(int32_t input)
{
    return input >= 0 && input < JF__INPUT_COUNT ? inputs[input] : "unknown";
}
