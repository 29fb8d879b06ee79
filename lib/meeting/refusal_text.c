/* SPDX-License-Identifier: Apache-2.0 */
/* A refusal in words: the test that refused, with both of its numbers. */
#include <inttypes.h>
#include <stdio.h>

#include "base/error.h"
#include "base/records.h"
#include "jianfu/meeting.h"

static void format_test(const jf_pair *pair, int32_t test, char *text_out, size_t text_size)
{
    const char *name = jf_merge_test_name(test);

    switch (test) {
    case JF_TEST_TIME:
        (void)snprintf(text_out, text_size, "%s: targets are %d working days apart > %d", name,
                       (int)pair->days_apart, (int)pair->near_days);
        break;
    case JF_TEST_ATTENDEES:
        (void)snprintf(text_out, text_size, "%s: shared %d of %d < %d per mille", name,
                       (int)pair->shared, (int)pair->either, (int)pair->overlap_permille);
        break;
    case JF_TEST_DURATION:
        (void)snprintf(text_out, text_size, "%s: %d min > %d", name, (int)pair->minutes,
                       (int)pair->minutes_cap);
        break;
    case JF_TEST_HEADS:
        (void)snprintf(text_out, text_size, "%s: %d > %d", name, (int)pair->heads,
                       (int)pair->heads_cap);
        break;
    case JF_TEST_GROWTH:
        (void)snprintf(text_out, text_size, "%s: somebody would sit %d min more > %d", name,
                       (int)pair->growth, (int)pair->growth_cap);
        break;
    case JF_TEST_WINDOW:
        (void)snprintf(text_out, text_size, "%s: no common day", name);
        break;
    case JF_TEST_SUBJECT:
        (void)snprintf(text_out, text_size, "%s: no common topic", name);
        break;
    default: /* statutory, secrecy, barred: the name says it all */
        (void)snprintf(text_out, text_size, "%s", name);
    }
}

jf_status jf_refusal_format(const jf_problem *problem, const jf_refusal *refusal, char *text_out,
                            size_t text_size, jf_error *err)
{
    jf_refusal own;
    jf_pair pair = {0};
    jf_status status;

    if (!problem || !text_out)
        return jf__fail_null(err, problem ? "text_out" : "problem");
    status = jf__record_read(&own, sizeof own, refusal, "refusal", err);
    if (status)
        return status;
    pair.size = sizeof pair;
    status = jf_problem_pair(problem, own.request_a, own.request_b, &pair, err);
    if (status)
        return status;
    if (text_size < JF_REFUSAL_TEXT_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_REFUSAL_TEXT_SIZE, (int64_t)text_size,
                              "a refusal needs %d bytes", JF_REFUSAL_TEXT_SIZE);
    if (own.reason == JF_REFUSAL_TEST)
        format_test(&pair, own.test, text_out, text_size);
    else if (own.reason == JF_REFUSAL_PRICE)
        (void)snprintf(text_out, text_size, "price: costs %" PRId64 " person-minutes more",
                       own.price);
    else
        (void)snprintf(text_out, text_size, "placement: no common time and room");
    return JF_OK;
}
