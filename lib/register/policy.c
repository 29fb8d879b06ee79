/* SPDX-License-Identifier: Apache-2.0 */
/* The verdict on a document: the first reason against counting it, in the order of jf_verdict. */
#include "register/policy.h"

#include "base/error.h"
#include "base/records.h"

jf_status jf__policy_read(jf_counting_policy *policy_out, const jf_counting_policy *policy,
                          jf_error *err)
{
    jf_counting_policy known;
    jf_status status = jf__options_read(&known, sizeof known, policy, "policy", err);

    if (status)
        return status;

    const struct {
        const char *name;
        int32_t value;
    } fields[] = {
        {"date_basis", known.date_basis},
        {"count_informal", known.count_informal},
        {"count_minutes", known.count_minutes},
        {"count_led_elsewhere", known.count_led_elsewhere},
        {"count_upward", known.count_upward},
        {"drop_forwarded", known.drop_forwarded},
        {"drop_withdrawn", known.drop_withdrawn},
        {"drop_classified", known.drop_classified},
    };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i].value != 0 && fields[i].value != 1)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, 1, fields[i].value,
                                  "policy.%s is neither 0 nor 1", fields[i].name);
    *policy_out = known;
    return JF_OK;
}

jf_day jf__policy_day(const jf_counting_policy *policy, const jf_document *document)
{
    return policy->date_basis ? document->date_dispatched : document->date_signed;
}

jf_verdict jf__policy_verdict(const jf_counting_policy *policy, const jf_document *document)
{
    if (jf__policy_day(policy, document) == JF_DAY_NONE)
        return JF_VERDICT_UNDATED;
    if (document->informal && !policy->count_informal)
        return JF_VERDICT_INFORMAL;
    if (document->minutes && !policy->count_minutes)
        return JF_VERDICT_MINUTES;
    if (document->led_elsewhere && !policy->count_led_elsewhere)
        return JF_VERDICT_LED_ELSEWHERE;
    if (document->direction == JF_DIRECTION_UP && !policy->count_upward)
        return JF_VERDICT_UPWARD;
    if (document->forwarded && policy->drop_forwarded)
        return JF_VERDICT_FORWARDED;
    if (document->status == JF_DOCUMENT_WITHDRAWN && policy->drop_withdrawn)
        return JF_VERDICT_WITHDRAWN;
    if (document->classification > 0 && policy->drop_classified)
        return JF_VERDICT_CLASSIFIED;
    return JF_VERDICT_COUNTED;
}

const char *jf_verdict_name(int32_t verdict)
{
    static const char *const names[] = {
        "counted", "undated",   "informal",  "minutes",    "led-elsewhere",
        "upward",  "forwarded", "withdrawn", "classified",
    };

    if (verdict < 0 || (size_t)verdict >= sizeof names / sizeof names[0])
        return "unknown";
    return names[verdict];
}
