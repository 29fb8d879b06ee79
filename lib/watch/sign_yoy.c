/* SPDX-License-Identifier: Apache-2.0 */
/* More than in the same part of last year. The year to date holds January and February together
 * from the end of February on, so that Spring Festival, which moves between them, is in both years;
 * before that nothing is compared. */
#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/signs.h"

enum { MONTHS = 12, FEBRUARY = 2 };

static jf_status read_input(jf_yoy_input *input_out, const jf_yoy_input *input, jf_error *err)
{
    jf_status status = jf__record_read(input_out, sizeof *input_out, input, "input", err);

    if (status)
        return status;
    if (input_out->month < 1 || input_out->month > MONTHS)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, MONTHS, input_out->month,
                              "month %" PRId32 " is not 1 to 12", input_out->month);
    if (input_out->is_part < 0 || input_out->is_part > 1)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 1, input_out->is_part,
                              "is_part is %" PRId32, input_out->is_part);
    return JF_OK;
}

/* Growth above a step, compared as products. */
static int32_t level_of(const jf_sign_rules *rules, const jf_yoy *yoy)
{
    int64_t growth = (yoy->now - yoy->base) * 1000;

    return growth > yoy->base * rules->yoy_red_permille      ? JF_ALERT_RED
           : growth > yoy->base * rules->yoy_yellow_permille ? JF_ALERT_YELLOW
                                                             : JF_ALERT_GREEN;
}

static void judge(const jf_sign_rules *rules, const jf_yoy_input *input, jf_yoy *yoy)
{
    int32_t level = level_of(rules, yoy);

    if (input->month < FEBRUARY || (input->month == FEBRUARY && input->is_part)) {
        yoy->sign = JF_SIGN_NOT_YET;
    } else if (yoy->base == 0) {
        yoy->sign = JF_SIGN_NO_BASE;
    } else if (level == JF_ALERT_GREEN) {
        yoy->sign = JF_SIGN_NONE;
    } else if (yoy->now < rules->small_use || yoy->now - yoy->base < rules->small_change) {
        yoy->sign = JF_SIGN_SMALL_COUNT;
    } else {
        yoy->sign = JF_SIGN_RISE;
        yoy->level = level;
    }
}

jf_status jf_yoy_assess(const jf_sign_rules *rules, const jf_yoy_input *input,
                        const int64_t *bases, size_t base_count, const int64_t *nows,
                        size_t now_count, jf_yoy *yoy_out, jf_error *err)
{
    const jf__row base = {"bases", bases, base_count};
    const jf__row now = {"nows", nows, now_count};
    jf_sign_rules known = {.size = 0};
    jf_yoy_input asked = {.size = 0};
    jf_yoy yoy = {.size = sizeof yoy};
    jf_status status = jf__sign_rules_read(&known, rules, err);
    size_t month;
    size_t first;

    if (!status)
        status = read_input(&asked, input, err);
    if (!status)
        status = jf__row_shape(&base, MONTHS, MONTHS, err);
    if (!status)
        status = jf__row_shape(&now, MONTHS, MONTHS, err);
    if (!status)
        status = jf__record_writable(yoy_out, "yoy_out", err);
    if (status)
        return status;
    month = (size_t)asked.month;
    status = jf__row_range(&base, month, 0, JF_SIGN_COUNT_MAX, err);
    if (!status)
        status = jf__row_range(&now, month, 0, JF_SIGN_COUNT_MAX, err);
    if (status)
        return status;
    first = month > FEBRUARY ? month - 1 : 0;
    yoy.month = asked.month;
    yoy.base = jf__row_sum(bases, month);
    yoy.now = jf__row_sum(nows, month);
    yoy.permille = jf__change(yoy.base, yoy.now);
    if (month >= FEBRUARY) {
        yoy.month_base = jf__row_sum(bases + first, month - first);
        yoy.month_now = jf__row_sum(nows + first, month - first);
        yoy.month_permille = jf__change(yoy.month_base, yoy.month_now);
    }
    judge(&known, &asked, &yoy);
    jf__record_write(yoy_out, &yoy, sizeof yoy);
    return JF_OK;
}
