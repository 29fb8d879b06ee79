/* SPDX-License-Identifier: Apache-2.0 */
/* A week against the recent past: the mid-p of its count under a negative binomial.
 *
 * The last four weeks teach nothing: a burst that goes on for weeks would make itself usual. What
 * was a burst in the past is capped at the mean and 2.58 deviations, the weight threshold of
 * Noufaily et al., "An improved algorithm for outbreak detection in multiple surveillance systems",
 * Statistics in Medicine 32, 2013, taken from the weeks that a first such cap leaves: several
 * bursts would lift the cap above themselves. Where weeks vary more than chance alone the cap takes
 * some of that for bursts: at a nominal 1 % simulated steady weeks (52, negative binomial) came out
 * at .8 % where the variance is the mean; where it is four times that, at 1.3 to 2.2 % from a mean
 * of 5 on, but 3.1 % at 2, 4.2 % at 1 and 5.5 % at .5. Silence below five counts in four weeks is
 * theirs too; it takes a third of the last. */
#include <math.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/count.h"
#include "watch/signs.h"

/* Weeks that are too recent to learn from, the judged one among them. */
#define RECENT 4

#define CAP_DEVIATIONS 2.58

/* Weeks to learn from. Those above `most` are left out, or taken as `most` where capped. */
typedef struct lesson {
    const int64_t *weeks;
    size_t week_count;
    double most;
    bool is_capped;
} lesson;

static double week_of(const lesson *taken, size_t index)
{
    return fmin((double)taken->weeks[index], taken->most);
}

static bool is_out(const lesson *taken, size_t index)
{
    return !taken->is_capped && (double)taken->weeks[index] > taken->most;
}

/* The variance of a mean of n weeks is 1 / n of theirs, and a forecast carries both. */
static jf__count_law learn(const lesson *taken)
{
    double count = 0;
    double sum = 0.5;
    double squares = 0;
    jf__count_law law;

    for (size_t i = 0; i < taken->week_count; i++)
        if (!is_out(taken, i)) {
            count++;
            sum += week_of(taken, i);
        }
    law.mean = sum / count;
    for (size_t i = 0; i < taken->week_count; i++)
        if (!is_out(taken, i)) {
            double over = week_of(taken, i) - law.mean;

            squares += over * over;
        }
    law.variance = fmax(squares / fmax(count - 1, 1), law.mean) * (1 + 1 / count);
    return law;
}

static double cap_of(const jf__count_law *law)
{
    return law->mean + CAP_DEVIATIONS * sqrt(law->variance);
}

static jf__count_law learn_capped(const int64_t *weeks, size_t week_count, int32_t *capped_out)
{
    lesson taken = {weeks, week_count, JF_SIGN_COUNT_MAX, false};
    jf__count_law law = learn(&taken);

    taken.most = cap_of(&law);
    law = learn(&taken);
    taken.most = cap_of(&law);
    taken.is_capped = true;
    *capped_out = 0;
    for (size_t i = 0; i < week_count; i++)
        *capped_out += (double)weeks[i] > taken.most ? 1 : 0;
    return learn(&taken);
}

static void judge(const jf_sign_rules *rules, jf_burst *burst)
{
    int32_t level = burst->midp_ppm <= rules->burst_red_ppm      ? JF_ALERT_RED
                    : burst->midp_ppm <= rules->burst_yellow_ppm ? JF_ALERT_YELLOW
                                                                 : JF_ALERT_GREEN;

    if (level == JF_ALERT_GREEN)
        return;
    burst->sign = burst->recent < rules->small_use ? JF_SIGN_SMALL_COUNT : JF_SIGN_BURST;
    if (burst->sign == JF_SIGN_BURST)
        burst->level = level;
}

static void assess(const jf_sign_rules *rules, const int64_t *weeks, size_t week_count,
                   jf_burst *burst)
{
    size_t recent = week_count < RECENT ? week_count : RECENT;
    size_t past = week_count - recent;
    size_t learned = past < (size_t)rules->burst_weeks ? past : (size_t)rules->burst_weeks;
    jf__count_law law;

    burst->count = weeks[week_count - 1];
    burst->recent = jf__row_sum(weeks + past, recent);
    burst->weeks = (int32_t)learned;
    if (past < (size_t)rules->burst_least) {
        burst->sign = JF_SIGN_NO_BASE;
        burst->midp_ppm = -1;
        return;
    }
    law = learn_capped(weeks + past - learned, learned, &burst->capped);
    burst->mean_milli = (int64_t)(law.mean * 1000 + 0.5);
    burst->variance_milli = (int64_t)(law.variance * 1000 + 0.5);
    burst->midp_ppm = jf__ppm(jf__count_above(&law, burst->count) +
                              jf__count_mass(&law, burst->count) / 2);
    judge(rules, burst);
}

jf_status jf_burst_assess(const jf_sign_rules *rules, const int64_t *weeks, size_t week_count,
                          jf_burst *burst_out, jf_error *err)
{
    const jf__row row = {"weeks", weeks, week_count};
    jf_sign_rules known = {.size = 0};
    jf_burst burst = {.size = sizeof burst};
    jf_status status = jf__sign_rules_read(&known, rules, err);

    if (!status)
        status = jf__row_shape(&row, 1, SIZE_MAX, err);
    if (!status)
        status = jf__record_writable(burst_out, "burst_out", err);
    if (!status)
        status = jf__row_range(&row, week_count, 0, JF_SIGN_COUNT_MAX, err);
    if (status)
        return status;
    assess(&known, weeks, week_count, &burst);
    jf__record_write(burst_out, &burst, sizeof burst);
    return JF_OK;
}
