/* SPDX-License-Identifier: Apache-2.0 */
/* A series that collapses while another of the same unit begins with a like volume.
 *
 * The past of a pair is the relabel_years years before the year that precedes the judged one: a
 * series that is re-classed in the middle of a year shows in both years, and that one would hide
 * the change from the next. Whether two series are of one unit is for the caller to know. */
#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/signs.h"

#define NOT_KNOWN (-1)

/* One series around the judged year. */
typedef struct side {
    int64_t past; /* sum of the known past years */
    int64_t years;
    int64_t now; /* or NOT_KNOWN */
} side;

static side side_of(const jf_sign_rules *rules, const int64_t *totals, size_t count)
{
    size_t end = count > 2 ? count - 2 : 0;
    size_t years = (size_t)rules->relabel_years;
    side made = {0, 0, totals[count - 1]};

    for (size_t i = end > years ? end - years : 0; i < end; i++)
        if (totals[i] != NOT_KNOWN) {
            made.past += totals[i];
            made.years++;
        }
    return made;
}

static bool is_known(const side *series)
{
    return series->years > 0 && series->now != NOT_KNOWN;
}

static bool collapses(const jf_sign_rules *rules, const side *fall)
{
    int64_t now = fall->now * fall->years;

    return now < fall->past && now * 1000 <= fall->past * rules->relabel_left_permille;
}

static bool begins(const jf_sign_rules *rules, const side *rise)
{
    int64_t now = rise->now * rise->years;

    return rise->past < now && rise->past * 1000 <= now * rules->relabel_new_permille;
}

static void judge(const jf_sign_rules *rules, const side *fall, const side *rise,
                  jf_relabel *relabel)
{
    /* Both over the product of the years, so that they compare as whole numbers. */
    int64_t loss = (fall->past - fall->now * fall->years) * rise->years;
    int64_t gain = (rise->now * rise->years - rise->past) * fall->years;
    int64_t less = loss < gain ? loss : gain;
    int64_t more = loss < gain ? gain : loss;

    if (less <= 0)
        return;
    relabel->match_permille = (int32_t)jf__divide(less * 1000, more);
    if (!collapses(rules, fall) || !begins(rules, rise) ||
        less * 1000 < more * rules->relabel_match_permille)
        return;
    relabel->sign = less < rules->relabel_least * fall->years * rise->years
                        ? JF_SIGN_SMALL_COUNT
                        : JF_SIGN_RELABELLED;
    if (relabel->sign == JF_SIGN_RELABELLED)
        relabel->level = JF_ALERT_YELLOW;
}

static jf_relabel assess(const jf_sign_rules *rules, const side *fall, const side *rise)
{
    jf_relabel relabel = {.size = sizeof relabel};

    relabel.fall_now = fall->now;
    relabel.rise_now = rise->now;
    if (fall->years > 0)
        relabel.fall_past_milli = jf__divide(fall->past * 1000, fall->years);
    if (rise->years > 0)
        relabel.rise_past_milli = jf__divide(rise->past * 1000, rise->years);
    if (is_known(fall) && is_known(rise))
        judge(rules, fall, rise, &relabel);
    else
        relabel.sign = JF_SIGN_NO_BASE;
    return relabel;
}

jf_status jf_relabel_assess(const jf_sign_rules *rules, const int64_t *falls, size_t fall_count,
                            const int64_t *rises, size_t rise_count, jf_relabel *relabel_out,
                            jf_error *err)
{
    const jf__row fall = {"falls", falls, fall_count};
    const jf__row rise = {"rises", rises, rise_count};
    jf_sign_rules known = {.size = 0};
    jf_status status = jf__sign_rules_read(&known, rules, err);
    jf_relabel relabel;
    side one;
    side two;

    if (!status)
        status = jf__row_pair_shape(&fall, &rise, 1, err);
    if (!status)
        status = jf__record_writable(relabel_out, "relabel_out", err);
    if (!status)
        status = jf__row_range(&fall, fall_count, NOT_KNOWN, JF_SIGN_COUNT_MAX, err);
    if (!status)
        status = jf__row_range(&rise, rise_count, NOT_KNOWN, JF_SIGN_COUNT_MAX, err);
    if (status)
        return status;
    one = side_of(&known, falls, fall_count);
    two = side_of(&known, rises, rise_count);
    relabel = assess(&known, &one, &two);
    jf__record_write(relabel_out, &relabel, sizeof relabel);
    return JF_OK;
}

/* Number of series; 0: the shapes do not fit. */
static size_t count_series(size_t total_count, int32_t years, size_t pair_count)
{
    size_t series;

    if (years < 1 || years > JF_SIGN_WINDOW_MAX || total_count % (size_t)years != 0)
        return 0;
    series = total_count / (size_t)years;
    return series <= JF_SIGN_SERIES_MAX && series * series == pair_count ? series : 0;
}

static void find_heirs(const jf_sign_rules *rules, const int64_t *totals, size_t years,
                       const side *fall, int64_t *pairs_out, size_t series)
{
    for (size_t i = 0; i < series; i++) {
        side rise = side_of(rules, totals + i * years, years);
        jf_relabel relabel = assess(rules, fall, &rise);

        pairs_out[i] = relabel.sign == JF_SIGN_RELABELLED ? relabel.match_permille : 0;
    }
}

jf_status jf_relabel_find(const jf_sign_rules *rules, const int64_t *totals, size_t total_count,
                          int32_t years, int64_t *pairs_out, size_t pair_count, jf_error *err)
{
    const jf__row all = {"totals", totals, total_count};
    size_t series = count_series(total_count, years, pair_count);
    jf_sign_rules known = {.size = 0};
    jf_status status = jf__sign_rules_read(&known, rules, err);

    if (!status && (!totals || !pairs_out))
        status = jf__fail_null(err, totals ? "pairs_out" : "totals");
    if (!status && series == 0)
        status = jf__fail(err, JF_E_ARGUMENT,
                          "%zu totals of %" PRId32 " years do not give %zu pairs", total_count,
                          years, pair_count);
    if (!status)
        status = jf__row_range(&all, total_count, NOT_KNOWN, JF_SIGN_COUNT_MAX, err);
    if (status)
        return status;
    for (size_t i = 0; i < series; i++) {
        side fall = side_of(&known, totals + i * (size_t)years, (size_t)years);

        find_heirs(&known, totals, (size_t)years, &fall, pairs_out + i * series, series);
    }
    return JF_OK;
}
