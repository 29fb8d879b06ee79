/* SPDX-License-Identifier: Apache-2.0 */
/* Formal papers that turn into informal ones: two rows of windows, the last one judged.
 *
 * Two signs, because the numbers tell two stories apart. SUBSTITUTION: formal falls and informal
 * rises; papers moved. SHARE: formal falls far and informal does not fall with it, so that its
 * share rises; papers may have moved, or only formal ones were cut. The raw shift finds as much as
 * the probability does (measured on Chinese issuance with papers moved on purpose), so the shift
 * decides, and the probability only raises the level. */
#include "base/error.h"
#include "base/records.h"
#include "watch/signs.h"

/* Beyond this many papers the spread between windows outweighs that of counting. */
#define TAIL_PAPERS_MAX 10000

typedef struct sums {
    int64_t windows;       /* of the past */
    int64_t formal_past;   /* all past windows together */
    int64_t informal_past;
    int64_t formal;        /* now */
    int64_t informal;
} sums;

/* A beta-binomial over 0..papers, up to its scale: weight(k + 1) / weight(k) is rational, so it
 * takes neither logarithms nor gamma functions, and gives the same bits everywhere. */
typedef struct urn {
    double a;
    double b;
    int64_t papers;
} urn;

static double step_up(const urn *all, int64_t k)
{
    return (double)(all->papers - k) * (all->a + (double)k) /
           ((double)(k + 1) * (all->b + (double)(all->papers - k - 1)));
}

/* P(informal >= now) with the past share. From the mean outwards, so that nothing overflows. */
static double tail_of(const sums *counts, int32_t rho_permille)
{
    int64_t past = counts->formal_past + counts->informal_past;
    int64_t now = counts->formal + counts->informal;
    double share = ((double)counts->informal_past + 0.5) / ((double)past + 1);
    double strength = (double)(1000 - rho_permille) / (double)rho_permille;
    urn all = {share * strength, (1 - share) * strength,
               now < TAIL_PAPERS_MAX ? now : TAIL_PAPERS_MAX};
    int64_t least = now < TAIL_PAPERS_MAX ? counts->informal
                                          : jf__divide(counts->informal * TAIL_PAPERS_MAX, now);
    int64_t middle = (int64_t)(share * (double)all.papers);
    double tail = middle >= least ? 1 : 0;
    double sum = 1;
    double weight = 1;

    for (int64_t k = middle; k < all.papers; k++) {
        weight *= step_up(&all, k);
        sum += weight;
        tail += k + 1 >= least ? weight : 0;
    }
    weight = 1;
    for (int64_t k = middle; k > 0; k--) {
        weight /= step_up(&all, k - 1);
        sum += weight;
        tail += k - 1 >= least ? weight : 0;
    }
    return tail / sum;
}

/* Informal share now - past >= permille, as products. */
static bool share_rises(const sums *counts, int32_t permille)
{
    int64_t past = counts->formal_past + counts->informal_past;
    int64_t now = counts->formal + counts->informal;

    return (counts->informal * past - counts->informal_past * now) * 1000 >= permille * past * now;
}

static bool formal_falls(const sums *counts, int32_t permille)
{
    return counts->formal_past > 0 && counts->formal * counts->windows * 1000 <=
                                          counts->formal_past * (1000 - (int64_t)permille);
}

static bool informal_rises(const sums *counts, int32_t permille)
{
    int64_t now = counts->informal * counts->windows;

    return now > counts->informal_past &&
           now * 1000 >= counts->informal_past * (1000 + (int64_t)permille);
}

static void judge(const jf_sign_rules *rules, const sums *counts, jf_shadow *shadow)
{
    int64_t change = rules->small_change * counts->windows;
    bool moves = formal_falls(counts, rules->shadow_fall_permille) &&
                 informal_rises(counts, rules->shadow_rise_permille) &&
                 share_rises(counts, rules->shadow_shift_permille);
    bool shifts = formal_falls(counts, rules->share_fall_permille) &&
                  share_rises(counts, rules->share_shift_permille);
    bool is_small = counts->informal < rules->small_use ||
                    counts->formal_past - counts->formal * counts->windows < change;
    bool gains = counts->informal * counts->windows - counts->informal_past >= change;

    if (moves && gains && !is_small) {
        shadow->sign = JF_SIGN_SUBSTITUTION;
        shadow->level = JF_ALERT_YELLOW;
    } else if (shifts && !is_small) {
        shadow->sign = JF_SIGN_SHARE;
        shadow->level = JF_ALERT_WATCH;
    } else if (moves || shifts) {
        shadow->sign = JF_SIGN_SMALL_COUNT;
    }
    if (shadow->level > JF_ALERT_GREEN && shadow->tail_ppm <= rules->shadow_tail_ppm)
        shadow->level++;
}

static void assess(const jf_sign_rules *rules, const sums *counts, jf_shadow *shadow)
{
    int64_t past = counts->formal_past + counts->informal_past;
    int64_t now = counts->formal + counts->informal;

    shadow->formal_now = counts->formal;
    shadow->informal_now = counts->informal;
    shadow->formal_past_milli = jf__divide(counts->formal_past * 1000, counts->windows);
    shadow->informal_past_milli = jf__divide(counts->informal_past * 1000, counts->windows);
    shadow->formal_permille = jf__change(counts->formal_past, counts->formal * counts->windows);
    shadow->informal_permille =
        jf__change(counts->informal_past, counts->informal * counts->windows);
    if (past == 0 || now == 0) {
        shadow->sign = JF_SIGN_NO_BASE;
        shadow->tail_ppm = shadow->share_now_permille = shadow->share_past_permille = -1;
        return;
    }
    shadow->share_now_permille = (int32_t)jf__divide(counts->informal * 1000, now);
    shadow->share_past_permille = (int32_t)jf__divide(counts->informal_past * 1000, past);
    shadow->shift_permille = (int32_t)jf__divide(
        (counts->informal * past - counts->informal_past * now) * 1000, past * now);
    shadow->tail_ppm = jf__ppm(tail_of(counts, rules->shadow_rho_permille));
    judge(rules, counts, shadow);
}

jf_status jf_shadow_assess(const jf_sign_rules *rules, const int64_t *formals,
                           size_t formal_count, const int64_t *informals, size_t informal_count,
                           jf_shadow *shadow_out, jf_error *err)
{
    const jf__row formal = {"formals", formals, formal_count};
    const jf__row informal = {"informals", informals, informal_count};
    jf_sign_rules known = {.size = 0};
    jf_shadow shadow = {.size = sizeof shadow};
    jf_status status = jf__sign_rules_read(&known, rules, err);
    sums counts;
    size_t past;

    if (!status)
        status = jf__row_pair_shape(&formal, &informal, 2, err);
    if (!status)
        status = jf__record_writable(shadow_out, "shadow_out", err);
    if (!status)
        status = jf__row_range(&formal, formal_count, 0, JF_SIGN_COUNT_MAX, err);
    if (!status)
        status = jf__row_range(&informal, informal_count, 0, JF_SIGN_COUNT_MAX, err);
    if (status)
        return status;
    past = formal_count - 1;
    counts = (sums){.windows = (int64_t)past,
                    .formal_past = jf__row_sum(formals, past),
                    .informal_past = jf__row_sum(informals, past),
                    .formal = formals[past],
                    .informal = informals[past]};
    assess(&known, &counts, &shadow);
    jf__record_write(shadow_out, &shadow, sizeof shadow);
    return JF_OK;
}
