/* SPDX-License-Identifier: Apache-2.0 */
/* Reading drafts: one table a record says which field is which input, how large it may be, and
 * what makes it known. No code names a field twice, and a field that no row names is not read. */
#include "rules/facts.h"

#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"

/* Characters of a page by GB/T 9704-2012: 22 lines of 28. */
#define PAGE_CHARACTERS 616

typedef enum known_by {
    BY_VALUE, /* 0 = not said */
    BY_DAY,   /* 0 and JF_DAY_NONE = not said */
    BY_FLAG,  /* known when the field at `flag` is 1 */
    ALWAYS
} known_by;

typedef struct field {
    const char *name;
    size_t offset;
    size_t width;
    size_t flag;
    known_by how;
    int32_t input; /* JF_INPUT_NONE: checked only */
    int64_t most;
} field;

#define FIELD(record, name, how, input, most)                                                      \
    {#name, offsetof(record, name), sizeof(((record *)0)->name), 0, how, input, most}
#define FLAGGED(record, name, flag, input, most)                                                   \
    {#name,  offsetof(record, name), sizeof(((record *)0)->name), offsetof(record, flag), BY_FLAG, \
     input, most}

static const field document_fields[] = {
    FIELD(jf_document_draft, day, BY_DAY, JF_INPUT_DAY, 0),
    FIELD(jf_document_draft, doc_kind, BY_VALUE, JF_INPUT_DOC_KIND, 16),
    FIELD(jf_document_draft, direction, ALWAYS, JF_INPUT_DIRECTION, JF_DIRECTION_UP),
    FIELD(jf_document_draft, issuer, BY_VALUE, JF_INPUT_BODY, JF_BODY_SECTION),
    FIELD(jf_document_draft, recipient, BY_VALUE, JF_INPUT_RECIPIENT, JF_BODY_SECTION),
    FIELD(jf_document_draft, levels, BY_VALUE, JF_INPUT_LEVELS, INT32_MAX),
    FIELD(jf_document_draft, scope, BY_VALUE, JF_INPUT_SCOPE, JF_SCOPE_OTHER),
    FIELD(jf_document_draft, purpose, BY_VALUE, JF_INPUT_PURPOSE, JF_PURPOSE_DIVISION),
    FIELD(jf_document_draft, characters, BY_VALUE, JF_INPUT_CHARACTERS, INT32_MAX),
    FIELD(jf_document_draft, pages, BY_VALUE, JF_INPUT_PAGES, INT32_MAX),
    FIELD(jf_document_draft, flags, ALWAYS, JF_INPUT_FLAGS, JF__FLAGS_ALL),
    FIELD(jf_document_draft, claims, ALWAYS, JF_INPUT_NONE, JF__EXEMPTIONS_ALL),
    FIELD(jf_document_draft, plan, BY_VALUE, JF_INPUT_PLAN, JF_PLAN_STATUS_OFF_PLAN),
    FIELD(jf_document_draft, approver, BY_VALUE, JF_INPUT_APPROVER, JF_RANK_STAFF),
    FIELD(jf_document_draft, has_cap, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_document_draft, cap, has_cap, JF_INPUT_CAP, JF__NUMBER_MAX),
    FIELD(jf_document_draft, number_in_year, BY_VALUE, JF_INPUT_NUMBER_IN_YEAR, JF__NUMBER_MAX),
    FIELD(jf_document_draft, has_last_year, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_document_draft, last_year, has_last_year, JF_INPUT_LAST_YEAR, JF__NUMBER_MAX),
    FIELD(jf_document_draft, reserved, ALWAYS, JF_INPUT_NONE, 0),
};

static const field meeting_fields[] = {
    FIELD(jf_meeting_draft, day, BY_DAY, JF_INPUT_DAY, 0),
    FIELD(jf_meeting_draft, filed, BY_DAY, JF_INPUT_FILED, 0),
    FIELD(jf_meeting_draft, plan_filed, BY_DAY, JF_INPUT_PLAN_FILED, 0),
    FIELD(jf_meeting_draft, convener, BY_VALUE, JF_INPUT_BODY, JF_BODY_SECTION),
    FIELD(jf_meeting_draft, convener_rank, BY_VALUE, JF_INPUT_CONVENER_RANK, JF_RANK_STAFF),
    FIELD(jf_meeting_draft, attendee_rank, BY_VALUE, JF_INPUT_ATTENDEE_RANK, JF_RANK_STAFF),
    FIELD(jf_meeting_draft, levels, BY_VALUE, JF_INPUT_LEVELS, INT32_MAX),
    FIELD(jf_meeting_draft, meeting_class, BY_VALUE, JF_INPUT_MEETING_CLASS, 4),
    FIELD(jf_meeting_draft, scope, BY_VALUE, JF_INPUT_SCOPE, JF_SCOPE_OTHER),
    FIELD(jf_meeting_draft, mode, BY_VALUE, JF_INPUT_MODE, JF_MODE_WRITTEN),
    FIELD(jf_meeting_draft, minutes, BY_VALUE, JF_INPUT_MINUTES,
          (int64_t)JF__DAYS_MAX * JF_MEETING_DAY_MINUTES),
    FIELD(jf_meeting_draft, days, BY_VALUE, JF_INPUT_DAYS, JF__DAYS_MAX),
    FIELD(jf_meeting_draft, heads, BY_VALUE, JF_INPUT_HEADS, INT32_MAX),
    FIELD(jf_meeting_draft, has_staff, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_meeting_draft, staff, has_staff, JF_INPUT_STAFF, INT32_MAX),
    FIELD(jf_meeting_draft, has_speeches, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_meeting_draft, speakers, has_speeches, JF_INPUT_SPEAKERS, INT32_MAX),
    FLAGGED(jf_meeting_draft, main_minutes, has_speeches, JF_INPUT_MAIN_MINUTES, INT32_MAX),
    FLAGGED(jf_meeting_draft, deputy_minutes, has_speeches, JF_INPUT_DEPUTY_MINUTES, INT32_MAX),
    FLAGGED(jf_meeting_draft, speech_minutes, has_speeches, JF_INPUT_SPEECH_MINUTES, INT32_MAX),
    FLAGGED(jf_meeting_draft, report_minutes, has_speeches, JF_INPUT_REPORT_MINUTES, INT32_MAX),
    FLAGGED(jf_meeting_draft, remark_minutes, has_speeches, JF_INPUT_REMARK_MINUTES, INT32_MAX),
    FIELD(jf_meeting_draft, has_chair, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_meeting_draft, chair_minutes, has_chair, JF_INPUT_CHAIR_MINUTES, INT32_MAX),
    FIELD(jf_meeting_draft, flags, ALWAYS, JF_INPUT_FLAGS, JF__FLAGS_ALL),
    FIELD(jf_meeting_draft, claims, ALWAYS, JF_INPUT_NONE, JF__EXEMPTIONS_ALL),
    FIELD(jf_meeting_draft, plan, BY_VALUE, JF_INPUT_PLAN, JF_PLAN_STATUS_OFF_PLAN),
    FIELD(jf_meeting_draft, approver, BY_VALUE, JF_INPUT_APPROVER, JF_RANK_STAFF),
    FIELD(jf_meeting_draft, has_quiet_weeks, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_meeting_draft, quiet_weeks, has_quiet_weeks, JF_INPUT_QUIET_WEEKS, INT32_MAX),
    FIELD(jf_meeting_draft, has_cap, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_meeting_draft, cap, has_cap, JF_INPUT_CAP, JF__NUMBER_MAX),
    FIELD(jf_meeting_draft, cost, BY_VALUE, JF_INPUT_COST, JF__NUMBER_MAX),
    FIELD(jf_meeting_draft, number_in_year, BY_VALUE, JF_INPUT_NUMBER_IN_YEAR, JF__NUMBER_MAX),
    FIELD(jf_meeting_draft, has_last_year, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_meeting_draft, last_year, has_last_year, JF_INPUT_LAST_YEAR, JF__NUMBER_MAX),
    FIELD(jf_meeting_draft, meetings_in_year, BY_VALUE, JF_INPUT_MEETINGS_IN_YEAR,
          JF__NUMBER_MAX),
    FIELD(jf_meeting_draft, videos_in_year, ALWAYS, JF_INPUT_VIDEOS_IN_YEAR, JF__NUMBER_MAX),
    FIELD(jf_meeting_draft, reserved, ALWAYS, JF_INPUT_NONE, 0),
};

static const field inspection_fields[] = {
    FIELD(jf_inspection_draft, day, BY_DAY, JF_INPUT_DAY, 0),
    FIELD(jf_inspection_draft, plan_filed, BY_DAY, JF_INPUT_PLAN_FILED, 0),
    FIELD(jf_inspection_draft, reviewed, BY_DAY, JF_INPUT_REVIEWED, 0),
    FIELD(jf_inspection_draft, notified, BY_DAY, JF_INPUT_NOTIFIED, 0),
    FIELD(jf_inspection_draft, last_visit, BY_DAY, JF_INPUT_LAST_VISIT, 0),
    FIELD(jf_inspection_draft, sponsor, BY_VALUE, JF_INPUT_BODY, JF_BODY_SECTION),
    FIELD(jf_inspection_draft, basis, BY_VALUE, JF_INPUT_BASIS, JF_BODY_SECTION),
    FIELD(jf_inspection_draft, oversight_kind, BY_VALUE, JF_INPUT_OVERSIGHT_KIND,
          JF_OVERSIGHT_ASSESSMENT),
    FIELD(jf_inspection_draft, scope, BY_VALUE, JF_INPUT_SCOPE, JF_SCOPE_OTHER),
    FIELD(jf_inspection_draft, mode, BY_VALUE, JF_INPUT_MODE, JF_MODE_WRITTEN),
    FIELD(jf_inspection_draft, sector, BY_VALUE, JF_INPUT_SECTOR, JF_SECTOR_RADIO),
    FIELD(jf_inspection_draft, grade, BY_VALUE, JF_INPUT_GRADE, 30),
    FIELD(jf_inspection_draft, flags, ALWAYS, JF_INPUT_FLAGS, JF__FLAGS_ALL),
    FIELD(jf_inspection_draft, claims, ALWAYS, JF_INPUT_NONE, JF__EXEMPTIONS_ALL),
    FIELD(jf_inspection_draft, plan, BY_VALUE, JF_INPUT_PLAN, JF_PLAN_STATUS_OFF_PLAN),
    FIELD(jf_inspection_draft, approver, BY_VALUE, JF_INPUT_APPROVER, JF_RANK_STAFF),
    FIELD(jf_inspection_draft, has_cap, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_inspection_draft, cap, has_cap, JF_INPUT_CAP, JF__NUMBER_MAX),
    FIELD(jf_inspection_draft, number_in_year, BY_VALUE, JF_INPUT_NUMBER_IN_YEAR,
          JF__NUMBER_MAX),
    FIELD(jf_inspection_draft, number_at_target, BY_VALUE, JF_INPUT_NUMBER_AT_TARGET,
          JF__NUMBER_MAX),
    FIELD(jf_inspection_draft, has_last_year, ALWAYS, JF_INPUT_NONE, 1),
    FLAGGED(jf_inspection_draft, last_year, has_last_year, JF_INPUT_LAST_YEAR, JF__NUMBER_MAX),
    FIELD(jf_inspection_draft, reserved, ALWAYS, JF_INPUT_NONE, 0),
};

static int64_t number_at(const void *draft, size_t offset, size_t width)
{
    int32_t narrow;
    int64_t wide;

    if (width == sizeof wide) {
        memcpy(&wide, (const char *)draft + offset, sizeof wide);
        return wide;
    }
    memcpy(&narrow, (const char *)draft + offset, sizeof narrow);
    return narrow;
}

static bool is_known(const void *draft, const field *wanted, int64_t value)
{
    switch (wanted->how) {
    case BY_VALUE: return value != 0;
    case BY_DAY: return value != 0 && value != JF_DAY_NONE;
    case BY_FLAG: return number_at(draft, wanted->flag, sizeof(int32_t)) == 1;
    case ALWAYS: return true;
    }
    return false;
}

static jf_status check_field(const field *wanted, int64_t value, bool known, jf_error *err)
{
    if (wanted->how == BY_DAY) {
        if (known && (value < JF_DAY_FIRST || value > JF_DAY_LAST))
            return jf__fail_about(err, JF_E_RANGE, 0, 0, value, "draft.%s: no day %" PRId64,
                                  wanted->name, value);
        return JF_OK;
    }
    if (value < 0 || value > wanted->most)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, wanted->most, value,
                              "draft.%s is %" PRId64 ", not 0 to %" PRId64, wanted->name, value,
                              wanted->most);
    return JF_OK;
}

static jf_status read_fields(jf__facts *facts, const void *draft, const field *fields, size_t count,
                             jf_error *err)
{
    for (size_t i = 0; i < count; i++) {
        int64_t value = number_at(draft, fields[i].offset, fields[i].width);
        bool known = is_known(draft, &fields[i], value);
        jf_status status = check_field(&fields[i], value, known, err);

        if (status)
            return status;
        if (known && fields[i].input != JF_INPUT_NONE) {
            facts->values[fields[i].input] = value;
            facts->known |= UINT64_C(1) << fields[i].input;
        }
    }
    return JF_OK;
}

jf_status jf__facts_of_document(jf__facts *facts, const jf_document_draft *draft, jf_error *err)
{
    jf_document_draft own;
    jf_status status = jf__record_read(&own, sizeof own, draft, "draft", err);

    if (status)
        return status;
    if (own.pages == 0 && own.characters > 0)
        own.pages = (own.characters - 1) / PAGE_CHARACTERS + 1;
    *facts = (jf__facts){.draft = JF_DRAFT_DOCUMENT, .claims = own.claims};
    return read_fields(facts, &own, document_fields,
                       sizeof document_fields / sizeof document_fields[0], err);
}

jf_status jf__facts_of_meeting(jf__facts *facts, const jf_meeting_draft *draft, jf_error *err)
{
    jf_meeting_draft own;
    jf_status status = jf__record_read(&own, sizeof own, draft, "draft", err);

    if (status)
        return status;
    if (own.videos_in_year > own.meetings_in_year)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, own.meetings_in_year, own.videos_in_year,
                              "draft.videos_in_year is %" PRId64 " of %" PRId64 " meetings",
                              own.videos_in_year, own.meetings_in_year);
    *facts = (jf__facts){.draft = JF_DRAFT_MEETING, .claims = own.claims};
    return read_fields(facts, &own, meeting_fields,
                       sizeof meeting_fields / sizeof meeting_fields[0], err);
}

jf_status jf__facts_of_inspection(jf__facts *facts, const jf_inspection_draft *draft,
                                  jf_error *err)
{
    jf_inspection_draft own;
    jf_status status = jf__record_read(&own, sizeof own, draft, "draft", err);

    if (status)
        return status;
    *facts = (jf__facts){.draft = JF_DRAFT_INSPECTION, .claims = own.claims};
    return read_fields(facts, &own, inspection_fields,
                       sizeof inspection_fields / sizeof inspection_fields[0], err);
}
