/* SPDX-License-Identifier: Apache-2.0 */
/* The table of checks, and those that only compare numbers. All arithmetic is exact: numbers of
 * drafts are at most 10^15, per mille limits at most 10^6, so no product leaves 64 bits. */
#include "rules/check.h"

static int64_t value_of(const jf__question *asked, int32_t input)
{
    return asked->facts->values[input];
}

static void at_most(const jf__question *asked, jf__answer *answer)
{
    answer->actual = value_of(asked, asked->input);
    answer->allowed = asked->limit;
    answer->holds = answer->actual <= answer->allowed;
}

static void at_least(const jf__question *asked, jf__answer *answer)
{
    answer->actual = value_of(asked, asked->input);
    answer->allowed = asked->limit;
    answer->holds = answer->actual >= answer->allowed;
}

static void in_bits(const jf__question *asked, jf__answer *answer)
{
    answer->actual = value_of(asked, asked->input);
    answer->allowed = asked->limit;
    answer->holds = (asked->limit >> answer->actual & 1) != 0;
}

/* None such may be: what the clause is about decides. */
static void never(const jf__question *asked, jf__answer *answer)
{
    (void)asked;
    answer->actual = 1;
}

static void planned(const jf__question *asked, jf__answer *answer)
{
    answer->actual = value_of(asked, JF_INPUT_PLAN);
    answer->allowed = JF_PLAN_STATUS_PLANNED;
    answer->holds = answer->actual == answer->allowed;
}

/* An approval by nobody in particular cannot be judged; no approval at all is a breach. */
static void approver(const jf__question *asked, jf__answer *answer)
{
    answer->allowed = asked->limit;
    if ((asked->facts->claims & JF_EXEMPTION_APPROVED) == 0)
        return;
    if (!jf__facts_know(asked->facts, JF_INPUT_APPROVER)) {
        answer->missing = JF_INPUT_APPROVER;
        return;
    }
    answer->actual = value_of(asked, JF_INPUT_APPROVER);
    answer->holds = answer->actual <= answer->allowed;
}

static void reduction(const jf__question *asked, jf__answer *answer)
{
    answer->actual = value_of(asked, JF_INPUT_NUMBER_IN_YEAR);
    answer->allowed = value_of(asked, JF_INPUT_LAST_YEAR) * (1000 - asked->limit) / 1000;
    answer->holds = answer->actual <= answer->allowed;
}

static void staff(const jf__question *asked, jf__answer *answer)
{
    answer->actual = value_of(asked, JF_INPUT_STAFF);
    answer->allowed = value_of(asked, JF_INPUT_HEADS) * asked->limit / 1000;
    answer->holds = answer->actual <= answer->allowed;
}

/* Rounded up, so that a fen too much for anybody shows. */
static void cost(const jf__question *asked, jf__answer *answer)
{
    int64_t units = (value_of(asked, JF_INPUT_HEADS) + value_of(asked, JF_INPUT_STAFF)) *
                    value_of(asked, JF_INPUT_DAYS);

    answer->actual = (value_of(asked, JF_INPUT_COST) - 1) / units + 1;
    answer->allowed = asked->limit;
    answer->holds = answer->actual <= answer->allowed;
}

/* The least number of videos that makes the share. */
static void video_share(const jf__question *asked, jf__answer *answer)
{
    int64_t per = asked->clause->per;
    int64_t whole = value_of(asked, JF_INPUT_MEETINGS_IN_YEAR);

    answer->actual = value_of(asked, JF_INPUT_VIDEOS_IN_YEAR);
    answer->allowed = (whole * asked->limit + per - 1) / per;
    answer->holds = answer->actual >= answer->allowed;
}

enum {
    DOCUMENT = 1 << JF_DRAFT_DOCUMENT,
    MEETING = 1 << JF_DRAFT_MEETING,
    INSPECTION = 1 << JF_DRAFT_INSPECTION,
    ANY = DOCUMENT | MEETING | INSPECTION,
    PER_MILLE = 1000
};

const jf__check jf__checks[JF__CHECK_COUNT] = {
    [JF_CHECK_CHARACTERS] = {"characters", DOCUMENT, 0, {JF_INPUT_CHARACTERS}, at_most,
                             JF__NUMBER_MAX},
    [JF_CHECK_PAGES] = {"pages", DOCUMENT, 0, {JF_INPUT_PAGES}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_KIND] = {"kind", DOCUMENT, 0, {JF_INPUT_DOC_KIND}, in_bits, INT32_MAX},
    [JF_CHECK_DIRECTION] = {"direction", DOCUMENT, 0, {JF_INPUT_DIRECTION}, in_bits, INT32_MAX},
    [JF_CHECK_LEVELS] = {"levels", DOCUMENT | MEETING, 0, {JF_INPUT_LEVELS}, at_most,
                         JF__NUMBER_MAX},
    [JF_CHECK_DIRECTIVE] = {"directive", DOCUMENT, JF_FLAG_DIRECTIVE, {0}, never, 0},
    [JF_CHECK_ISSUER] = {"issuer", DOCUMENT, 0, {JF_INPUT_BODY}, never, 0},
    [JF_CHECK_PURPOSE] = {"purpose", DOCUMENT, 0, {JF_INPUT_PURPOSE}, never, 0},
    [JF_CHECK_FORWARDING] = {"forwarding", DOCUMENT, JF_FLAG_FORWARDED, {0}, never, 0},
    [JF_CHECK_INFORMAL] = {"informal", DOCUMENT, JF_FLAG_INFORMAL, {0}, never, 0},
    [JF_CHECK_PLANNED] = {"planned", ANY, 0, {JF_INPUT_PLAN}, planned, 0},
    [JF_CHECK_APPROVER] = {"approver", ANY, 0, {0}, approver, JF_RANK_STAFF},
    [JF_CHECK_COUNT] = {"count", ANY, 0, {JF_INPUT_NUMBER_IN_YEAR}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_REDUCTION] = {"reduction", ANY, 0, {JF_INPUT_NUMBER_IN_YEAR, JF_INPUT_LAST_YEAR},
                            reduction, PER_MILLE},
    [JF_CHECK_MINUTES] = {"minutes", MEETING, 0, {JF_INPUT_MINUTES}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_HEADS] = {"heads", MEETING, 0, {JF_INPUT_HEADS}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_STAFF] = {"staff", MEETING, 0, {JF_INPUT_STAFF, JF_INPUT_HEADS}, staff,
                        PER_MILLE * PER_MILLE},
    [JF_CHECK_COST] = {"cost", MEETING, 0, {JF_INPUT_COST, JF_INPUT_HEADS, JF_INPUT_DAYS}, cost,
                       JF__NUMBER_MAX},
    [JF_CHECK_RANK] = {"rank", MEETING, 0, {JF_INPUT_ATTENDEE_RANK}, at_least, JF_RANK_STAFF},
    [JF_CHECK_SPEAKERS] = {"speakers", MEETING, 0, {JF_INPUT_SPEAKERS}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_MAIN_SPEECH] = {"main-speech", MEETING, 0, {JF_INPUT_MAIN_MINUTES}, at_most,
                              JF__NUMBER_MAX},
    [JF_CHECK_DEPUTY_SPEECH] = {"deputy-speech", MEETING, 0, {JF_INPUT_DEPUTY_MINUTES}, at_most,
                                JF__NUMBER_MAX},
    [JF_CHECK_SPEECH] = {"speech", MEETING, 0, {JF_INPUT_SPEECH_MINUTES}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_REPORT] = {"report", MEETING, 0, {JF_INPUT_REPORT_MINUTES}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_REMARK] = {"remark", MEETING, 0, {JF_INPUT_REMARK_MINUTES}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_CHAIR] = {"chair", MEETING, 0, {JF_INPUT_CHAIR_MINUTES}, at_most, JF__NUMBER_MAX},
    [JF_CHECK_BOTH_SPEAK] = {"both-speak", MEETING, JF_FLAG_BOTH_SPEAK, {0}, never, 0},
    [JF_CHECK_QUIET_DAY] = {"quiet-day", MEETING, 0, {JF_INPUT_DAY}, jf__check_quiet_day, 7},
    [JF_CHECK_QUIET_WEEK] = {"quiet-week", MEETING, 0, {JF_INPUT_DAY}, jf__check_quiet_week, 6},
    [JF_CHECK_QUIET_WEEKS] = {"quiet-weeks", MEETING, 0, {JF_INPUT_QUIET_WEEKS}, at_least,
                              JF__NUMBER_MAX},
    [JF_CHECK_OFF_DAY] = {"off-day", MEETING, 0, {JF_INPUT_DAY}, jf__check_off_day, 0},
    [JF_CHECK_FILING_WORKDAYS] = {"filing-workdays", MEETING, 0, {JF_INPUT_DAY, JF_INPUT_FILED},
                                  jf__check_filing_workdays, JF__DAYS_MAX},
    [JF_CHECK_FILING_DAYS] = {"filing-days", MEETING, 0, {JF_INPUT_DAY, JF_INPUT_FILED},
                              jf__check_filing_days, JF__DAYS_MAX},
    [JF_CHECK_PLAN_FILED] = {"plan-filed", MEETING | INSPECTION, 0,
                             {JF_INPUT_DAY, JF_INPUT_PLAN_FILED}, jf__check_plan_filed, 1231},
    [JF_CHECK_VIDEO_SHARE] = {"video-share", MEETING, 0,
                              {JF_INPUT_MEETINGS_IN_YEAR, JF_INPUT_VIDEOS_IN_YEAR}, video_share,
                              PER_MILLE},
    [JF_CHECK_BASIS] = {"basis", INSPECTION, 0, {JF_INPUT_BASIS}, in_bits, INT32_MAX},
    [JF_CHECK_VISITS] = {"visits", INSPECTION, 0, {JF_INPUT_NUMBER_AT_TARGET}, at_most,
                         JF__NUMBER_MAX},
    [JF_CHECK_MONTHLY] = {"monthly", INSPECTION, 0, {JF_INPUT_NUMBER_AT_TARGET, JF_INPUT_DAY},
                          jf__check_monthly, JF__NUMBER_MAX},
    [JF_CHECK_INTERVAL] = {"interval", INSPECTION, 0, {JF_INPUT_DAY, JF_INPUT_LAST_VISIT},
                           jf__check_interval, 100},
    [JF_CHECK_REVIEW_WORKDAYS] = {"review-workdays", INSPECTION, 0,
                                  {JF_INPUT_NOTIFIED, JF_INPUT_REVIEWED},
                                  jf__check_review_workdays, JF__DAYS_MAX},
    [JF_CHECK_SPLIT] = {"split", INSPECTION, 0, {0}, NULL, JF__DAYS_MAX},
    [JF_CHECK_BUNDLED] = {"bundled", DOCUMENT, 0, {0}, NULL, PER_MILLE * PER_MILLE},
    [JF_CHECK_UNRELATED] = {"unrelated", MEETING, 0, {0}, NULL, PER_MILLE},
};

bool jf__check_forbids(int32_t check)
{
    return jf__checks[check].answer == never;
}
