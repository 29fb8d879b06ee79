/* SPDX-License-Identifier: Apache-2.0 */
/* A clause applied to facts, in this order: is it in force, is it about such a draft, is all said
 * that it needs, does it hold, does a claim let it pass. What is known to lie outside a mask ends
 * the matter, also when something else is not said. */
#include "rules/clause.h"

#include <inttypes.h>

#include "base/error.h"

/* The masks of a clause, and the input that each is about. */
typedef struct scope_mask {
    const char *name;
    size_t offset;
    int32_t input;
    int32_t drafts; /* bit n: draft kind n has this input */
    int32_t most;  /* greatest value */
} scope_mask;

enum {
    DOCUMENT = 1 << JF_DRAFT_DOCUMENT,
    MEETING = 1 << JF_DRAFT_MEETING,
    INSPECTION = 1 << JF_DRAFT_INSPECTION,
    ANY = DOCUMENT | MEETING | INSPECTION,
    YEAR_MAX = 9999
};

static const scope_mask masks[] = {
    {"bodies", offsetof(jf_clause, bodies), JF_INPUT_BODY, ANY, JF_BODY_SECTION},
    {"recipients", offsetof(jf_clause, recipients), JF_INPUT_RECIPIENT, DOCUMENT, JF_BODY_SECTION},
    {"directions", offsetof(jf_clause, directions), JF_INPUT_DIRECTION, DOCUMENT, JF_DIRECTION_UP},
    {"scopes", offsetof(jf_clause, scopes), JF_INPUT_SCOPE, ANY, JF_SCOPE_OTHER},
    {"purposes", offsetof(jf_clause, purposes), JF_INPUT_PURPOSE, DOCUMENT, JF_PURPOSE_DIVISION},
    {"modes", offsetof(jf_clause, modes), JF_INPUT_MODE, MEETING | INSPECTION, JF_MODE_WRITTEN},
    {"classes", offsetof(jf_clause, classes), JF_INPUT_MEETING_CLASS, MEETING, 4},
    {"ranks", offsetof(jf_clause, ranks), JF_INPUT_CONVENER_RANK, MEETING, JF_RANK_STAFF},
    {"kinds", offsetof(jf_clause, kinds), JF_INPUT_DOC_KIND, DOCUMENT, 16},
    {"kinds", offsetof(jf_clause, kinds), JF_INPUT_OVERSIGHT_KIND, INSPECTION,
     JF_OVERSIGHT_ASSESSMENT},
    {"sectors", offsetof(jf_clause, sectors), JF_INPUT_SECTOR, INSPECTION, JF_SECTOR_RADIO},
    {"grades", offsetof(jf_clause, grades), JF_INPUT_GRADE, INSPECTION, 30},
    {"plans", offsetof(jf_clause, plans), JF_INPUT_PLAN, ANY, JF_PLAN_STATUS_OFF_PLAN},
};

#define MASK_COUNT (sizeof masks / sizeof masks[0])

static int32_t mask_of(const jf_clause *clause, const scope_mask *mask)
{
    return *(const int32_t *)(const void *)((const char *)clause + mask->offset);
}

static jf_status check_number(const char *name, int64_t value, int64_t least, int64_t most,
                              jf_status status, jf_error *err)
{
    if (value >= least && value <= most)
        return JF_OK;
    return jf__fail_about(err, status, 0, most, value,
                          "clause.%s is %" PRId64 ", not %" PRId64 " to %" PRId64, name, value,
                          least, most);
}

static jf_status check_enums(jf_clause *clause, jf_error *err)
{
    jf_status status = check_number("check", clause->check, 1, JF__CHECK_COUNT - 1,
                                    JF_E_ARGUMENT, err);

    if (!status)
        status = check_number("draft", clause->draft, JF_DRAFT_DOCUMENT, JF_DRAFT_INSPECTION,
                              JF_E_ARGUMENT, err);
    if (status)
        return status;
    if (clause->severity == JF_SEVERITY_NONE)
        clause->severity = JF_SEVERITY_NOTICE;
    status = check_number("severity", clause->severity, JF_SEVERITY_NOTICE, JF_SEVERITY_REFUSE,
                          JF_E_ARGUMENT, err);
    if (status)
        return status;
    if ((jf__checks[clause->check].drafts >> clause->draft & 1) == 0)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, clause->draft,
                              "check %s is not for draft kind %" PRId32,
                              jf__checks[clause->check].name, clause->draft);
    return JF_OK;
}

/* Greatest value of what the mask at offset is about, for this kind of draft; -1: it has none. */
static int32_t greatest_of(size_t offset, int32_t draft)
{
    for (size_t i = 0; i < MASK_COUNT; i++)
        if (masks[i].offset == offset && (masks[i].drafts >> draft & 1) != 0)
            return masks[i].most;
    return -1;
}

static jf_status check_masks(const jf_clause *clause, jf_error *err)
{
    jf_status status = check_number("exempt", clause->exempt, 0, JF__EXEMPTIONS_ALL,
                                    JF_E_ARGUMENT, err);

    for (size_t i = 0; !status && i < MASK_COUNT; i++) {
        int32_t greatest = greatest_of(masks[i].offset, clause->draft);

        status = check_number(masks[i].name, mask_of(clause, &masks[i]), 0,
                              (INT64_C(1) << (greatest + 1)) - 1, JF_E_ARGUMENT, err);
    }
    if (!status)
        status = check_number("months", (clause->months & 1) ? -1 : clause->months, 0, 0x1ffe,
                              JF_E_ARGUMENT, err); /* there is no month 0 */
    if (!status)
        status = check_number("flags", clause->flags, 0, JF__FLAGS_ALL, JF_E_ARGUMENT, err);
    if (!status)
        status = check_number("flags_off", clause->flags_off, 0, JF__FLAGS_ALL, JF_E_ARGUMENT,
                              err);
    if (!status)
        status = check_number("reserved", clause->reserved, 0, 0, JF_E_ARGUMENT, err);
    return status;
}

/* Greatest value of `per`; 0 where it has no meaning. */
static int64_t per_max(int32_t check)
{
    switch (check) {
    case JF_CHECK_QUIET_WEEK: return JF_WEEK_SEVEN_DAYS;
    case JF_CHECK_PLAN_FILED: return 10;
    case JF_CHECK_VIDEO_SHARE: return 1000;
    case JF_CHECK_SPLIT:
    case JF_CHECK_BUNDLED: return INT32_MAX;
    default: return 0;
    }
}

static bool is_day_of_year(int64_t limit)
{
    jf_day day;

    return jf_day_from_civil(2023, (int32_t)limit / 100, (int32_t)limit % 100, &day, NULL) == JF_OK;
}

static jf_status check_limit(const jf_clause *clause, jf_error *err)
{
    const jf__check *check = &jf__checks[clause->check];
    bool may_be_given = check->limit_max == JF__NUMBER_MAX;
    bool from_one = clause->check == JF_CHECK_QUIET_DAY || clause->check == JF_CHECK_QUIET_WEEK;
    jf_status status = check_number("limit", clause->limit,
                                    may_be_given ? JF_CLAUSE_LIMIT_GIVEN : from_one ? 1 : 0,
                                    check->limit_max, JF_E_RANGE, err);

    if (!status)
        status = check_number("per", clause->per, clause->check == JF_CHECK_VIDEO_SHARE ? 1 : 0,
                              per_max(clause->check), JF_E_RANGE, err);
    if (!status && clause->check == JF_CHECK_PLAN_FILED && !is_day_of_year(clause->limit))
        status = jf__fail_about(err, JF_E_RANGE, 0, 0, clause->limit,
                                "clause.limit is %" PRId64 ", not month x 100 + day",
                                clause->limit);
    return status;
}

static bool is_day(jf_day day)
{
    return day != 0 && day != JF_DAY_NONE;
}

static jf_status check_days(const jf_clause *clause, jf_error *err)
{
    jf_status status = check_number("year", clause->year, 0, YEAR_MAX, JF_E_RANGE, err);

    if (!status && is_day(clause->effective_from))
        status = check_number("effective_from", clause->effective_from, JF_DAY_FIRST, JF_DAY_LAST,
                              JF_E_RANGE, err);
    if (!status && is_day(clause->effective_until))
        status = check_number("effective_until", clause->effective_until,
                              is_day(clause->effective_from) ? clause->effective_from
                                                             : JF_DAY_FIRST,
                              JF_DAY_LAST, JF_E_RANGE, err);
    return status;
}

jf_status jf__clause_check(jf_clause *clause, jf_error *err)
{
    jf_status status = check_enums(clause, err);

    if (!status)
        status = check_masks(clause, err);
    if (!status)
        status = check_limit(clause, err);
    if (!status)
        status = check_days(clause, err);
    return status;
}

bool jf__clause_in_force(const jf_clause *clause, jf_day day)
{
    return (!is_day(clause->effective_from) || (is_day(day) && day >= clause->effective_from)) &&
           (!is_day(clause->effective_until) || (is_day(day) && day <= clause->effective_until));
}

static bool has_dates(const jf_clause *clause)
{
    return is_day(clause->effective_from) || is_day(clause->effective_until);
}

static bool is_in_months(const jf_clause *clause, const jf__facts *facts)
{
    jf_civil civil;

    (void)jf_day_civil((jf_day)facts->values[JF_INPUT_DAY], &civil, NULL);
    return (clause->months >> civil.month & 1) != 0;
}

/* Whether the clause is in force for the draft; missing_out: JF_INPUT_DAY when that takes a day
 * that is not said. */
static bool is_in_force(const jf_clause *clause, const jf__facts *facts, int32_t *missing_out)
{
    if (!jf__facts_know(facts, JF_INPUT_DAY)) {
        if (has_dates(clause) || clause->months != 0)
            *missing_out = JF_INPUT_DAY;
        return true;
    }
    return jf__clause_in_force(clause, (jf_day)facts->values[JF_INPUT_DAY]) &&
           (clause->months == 0 || is_in_months(clause, facts));
}

/* Whether the draft is one of those that the clause is about; missing_out, when it is none yet: the
 * first input that would have to be known to tell. */
static bool is_about(const jf_clause *clause, const jf__facts *facts, int32_t *missing_out)
{
    int32_t flags = (int32_t)facts->values[JF_INPUT_FLAGS];
    int32_t wanted = clause->flags | jf__checks[clause->check].flags;

    if ((flags & wanted) != wanted || (flags & clause->flags_off) != 0)
        return false;
    for (size_t i = 0; i < MASK_COUNT; i++) {
        int32_t mask = (masks[i].drafts >> clause->draft & 1) ? mask_of(clause, &masks[i]) : 0;

        if (mask == 0)
            continue;
        if (jf__facts_know(facts, masks[i].input)) {
            if ((mask >> facts->values[masks[i].input] & 1) == 0)
                return false;
        } else if (*missing_out == JF_INPUT_NONE) {
            *missing_out = masks[i].input;
        }
    }
    return true;
}

static int32_t missing_input(const jf_clause *clause, const jf__facts *facts)
{
    const jf__check *check = &jf__checks[clause->check];

    for (size_t i = 0; i < JF__CHECK_INPUTS && check->inputs[i] != JF_INPUT_NONE; i++)
        if (!jf__facts_know(facts, check->inputs[i]))
            return check->inputs[i];
    if (clause->limit == JF_CLAUSE_LIMIT_GIVEN && !jf__facts_know(facts, JF_INPUT_CAP))
        return JF_INPUT_CAP;
    return JF_INPUT_NONE;
}

int32_t jf__clause_exemption(const jf_clause *clause, int32_t claims)
{
    int32_t exempt = clause->exempt;

    if (clause->severity == JF_SEVERITY_EXPLAIN)
        exempt |= JF_EXEMPTION_EXPLAINED | JF_EXEMPTION_APPROVED;
    /* An approval by somebody too low is what this check is about. */
    if (clause->severity == JF_SEVERITY_APPROVE && clause->check != JF_CHECK_APPROVER)
        exempt |= JF_EXEMPTION_APPROVED;
    exempt &= claims;
    return exempt & -exempt;
}

static void skip(jf__ruling *ruling, int32_t missing)
{
    ruling->severity = JF_SEVERITY_SKIPPED;
    ruling->answer = (jf__answer){.missing = missing, .first = JF_DAY_NONE, .last = JF_DAY_NONE};
}

void jf__clause_rule(const jf_clause *clause, const jf__facts *facts, const jf_calendar *calendar,
                     int32_t week_definition, jf__ruling *ruling_out)
{
    const jf__check *check = &jf__checks[clause->check];
    jf__question asked = {facts, clause, calendar, clause->limit, check->inputs[0],
                          week_definition};
    int32_t missing = JF_INPUT_NONE;

    *ruling_out = (jf__ruling){.answer = {.first = JF_DAY_NONE, .last = JF_DAY_NONE}};
    if (clause->draft != facts->draft || !check->answer || !is_in_force(clause, facts, &missing))
        return;
    if (!is_about(clause, facts, &missing)) {
        if (jf__check_forbids(clause->check) && missing != JF_INPUT_DAY)
            ruling_out->severity = JF_SEVERITY_PASSED;
        return;
    }
    if (missing == JF_INPUT_NONE)
        missing = missing_input(clause, facts);
    if (missing != JF_INPUT_NONE) {
        skip(ruling_out, missing);
        return;
    }
    if (clause->limit == JF_CLAUSE_LIMIT_GIVEN)
        asked.limit = facts->values[JF_INPUT_CAP];
    check->answer(&asked, &ruling_out->answer);
    ruling_out->severity = clause->severity;
    if (ruling_out->answer.missing != JF_INPUT_NONE) {
        skip(ruling_out, ruling_out->answer.missing);
    } else if (ruling_out->answer.holds) {
        ruling_out->severity = JF_SEVERITY_PASSED;
    } else {
        ruling_out->exemption = jf__clause_exemption(clause, facts->claims);
        if (ruling_out->exemption != JF_EXEMPTION_NONE)
            ruling_out->severity = JF_SEVERITY_EXEMPT;
    }
}
