/* SPDX-License-Identifier: Apache-2.0 */
/* The verdict on a document: the first reason against counting it, in the order of jf_verdict. */
#include "register/policy.h"

#include <inttypes.h>

#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"
#include "jianfu/register_text.h"

#define DIRECTIONS_DEFAULT ((1 << JF_DIRECTION_DOWN) | (1 << JF_DIRECTION_LEVEL))

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
        int32_t most;
    } fields[] = {
        {"date_basis", known.date_basis, 2},
        {"joint", known.joint, JF_JOINT_SHARE},
        {"letter_basis", known.letter_basis, 1},
        {"letters", known.letters, 1},
        {"informal", known.informal, 2},
        {"forwarded", known.forwarded, 1},
        {"classified", known.classified, 2},
        {"directions", known.directions, 7},
        {"decrees", known.decrees, 1},
        {"telegrams", known.telegrams, 1},
        {"minutes", known.minutes, 1},
        {"withdrawn", known.withdrawn, 1},
        {"repealed", known.repealed, 1},
        {"voided", known.voided, 1},
        {"corrections", known.corrections, 1},
        {"duplicates", known.duplicates, 1},
        {"owner", known.owner, 1},
        {"predecessors", known.predecessors, 1},
        {"sessions", known.sessions, 1},
        {"video", known.video, 1},
        {"relayed", known.relayed, 1},
    };

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (fields[i].value < 0 || fields[i].value > fields[i].most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, fields[i].most, fields[i].value,
                                  "policy.%s is %" PRId32 ", not 0 to %" PRId32, fields[i].name,
                                  fields[i].value, fields[i].most);
    *policy_out = known;
    return JF_OK;
}

jf_day jf__policy_day(const jf_counting_policy *policy, const jf_document *document)
{
    if (policy->date_basis == 0)
        return document->date_signed;
    return policy->date_basis == 1 ? document->date_dispatched : document->date_published;
}

bool jf__policy_is_letter(int32_t letter_basis, const jf__facts *facts)
{
    return letter_basis == 0 ? facts->series_class == JF_SERIES_LETTER
                             : facts->doc_kind == JF_DOC_KIND_LETTER;
}

static jf_verdict direction_verdict(const jf_counting_policy *policy, int32_t direction)
{
    int32_t counted = policy->directions ? policy->directions : DIRECTIONS_DEFAULT;

    if (counted & (INT32_C(1) << direction))
        return JF_VERDICT_COUNTED;
    return direction == JF_DIRECTION_UP ? JF_VERDICT_UPWARD : JF_VERDICT_DIRECTION;
}

/* Whether it counts elsewhere: at its lead, or as a share of which the whole is not known. */
static bool counts_elsewhere(const jf_counting_policy *policy, const jf_document *document,
                             const jf__facts *facts)
{
    if (!document->led_elsewhere || policy->joint == JF_JOINT_EACH)
        return false;
    return policy->joint == JF_JOINT_LEAD || !facts->has_issuers;
}

jf_verdict jf__policy_verdict(const jf_counting_policy *policy, const jf_document *document,
                              const jf__facts *facts)
{
    jf_verdict direction = direction_verdict(policy, document->direction);
    const struct {
        bool holds;
        jf_verdict verdict;
    } reasons[] = {
        {jf__policy_day(policy, document) == JF_DAY_NONE, JF_VERDICT_UNDATED},
        {document->status == JF_DOCUMENT_VOID && !policy->voided, JF_VERDICT_VOID},
        {document->informal && policy->informal == 0, JF_VERDICT_INFORMAL},
        {document->informal && policy->informal == 2, JF_VERDICT_IGNORED},
        {document->minutes && !policy->minutes, JF_VERDICT_MINUTES},
        {counts_elsewhere(policy, document, facts), JF_VERDICT_LED_ELSEWHERE},
        {direction != JF_VERDICT_COUNTED, direction},
        {policy->letters && jf__policy_is_letter(policy->letter_basis, facts), JF_VERDICT_LETTER},
        {policy->decrees && facts->series_class == JF_SERIES_DECREE, JF_VERDICT_DECREE},
        {policy->telegrams && facts->series_class == JF_SERIES_TELEGRAM, JF_VERDICT_TELEGRAM},
        {document->forwarded && policy->forwarded, JF_VERDICT_FORWARDED},
        {document->status == JF_DOCUMENT_WITHDRAWN && policy->withdrawn, JF_VERDICT_WITHDRAWN},
        {document->status == JF_DOCUMENT_REPEALED && policy->repealed, JF_VERDICT_REPEALED},
        {document->corrects && facts->repeats && !policy->corrections, JF_VERDICT_CORRECTION},
        {!document->corrects && facts->repeats && policy->duplicates, JF_VERDICT_DUPLICATE},
        {document->video && policy->video, JF_VERDICT_VIDEO},
        {document->relayed && !policy->relayed, JF_VERDICT_RELAYED},
        {document->classification > 0 && policy->classified == 1, JF_VERDICT_APART},
        {document->classification > 0 && policy->classified == 2, JF_VERDICT_CLASSIFIED},
    };

    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (reasons[i].holds)
            return reasons[i].verdict;
    return JF_VERDICT_COUNTED;
}

bool jf__policy_count(const jf_counting_policy *policy, const jf_document *document,
                      int64_t *count_out)
{
    *count_out = document->count;
    if (!policy->sessions || document->topics < 2)
        return true;
    return jf__multiply(document->count, document->topics, count_out);
}

const char *jf_verdict_name(int32_t verdict)
{
    static const char *const names[] = {
        "counted",    "undated",   "void",      "informal", "ignored",  "minutes",
        "led-elsewhere", "upward", "direction", "letter",   "decree",   "telegram",
        "forwarded",  "withdrawn", "repealed",  "correction", "duplicate", "video",
        "relayed",    "apart",     "classified",
    };

    if (verdict < 0 || (size_t)verdict >= sizeof names / sizeof names[0])
        return "unknown";
    return names[verdict];
}
