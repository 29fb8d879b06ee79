/* SPDX-License-Identifier: Apache-2.0 */
/* Names of detectors, states and actions; the log speaks in the first. */
#include "jianfu/watch_alert.h"

#define UNKNOWN "unknown"

const char *jf_alert_rule_name(int32_t rule)
{
    static const char *const names[] = {"any",      "level", "pace",    "forecast",
                                        "yoy",      "burst", "shadow",  "bundling",
                                        "load",     "masters", "stale", "floor"};

    return rule >= JF_ALERT_RULE_ANY && rule <= JF_ALERT_RULE_FLOOR ? names[rule] : UNKNOWN;
}

const char *jf_alert_state_name(int32_t state)
{
    static const char *const names[] = {"none", "pending", "open", "cleared", "expired"};

    return state >= JF_ALERT_STATE_NONE && state <= JF_ALERT_STATE_EXPIRED ? names[state] : UNKNOWN;
}

const char *jf_alert_action_name(int32_t action)
{
    static const char *const names[] = {"raised",      "worsened",  "eased",     "cleared",
                                        "went-stale",  "fresh-again", "ack-ended", "escalated",
                                        "expired",     "acknowledged"};

    for (int32_t bit = 0; bit < (int32_t)(sizeof names / sizeof names[0]); bit++)
        if (action == 1 << bit)
            return names[bit];
    return UNKNOWN;
}
