/* SPDX-License-Identifier: Apache-2.0 */
/* Bulk counts against a list of records that is summed anew for every value: its own trees, periods
 * and sums. */
#include "ledger_counts.h"

/* --- dates by a table of months from 2019 on */

typedef struct date {
    int64_t month; /* since 2019-01 */
    int64_t day;   /* from 0 */
} date;

static int64_t length_of(int64_t month)
{
    static const int64_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    return lengths[month % 12] + (month == 13 || month == 61); /* 2020, 2024 */
}

static date date_of(jf_day day)
{
    date found = {0, day - 17897};

    for (; found.day >= length_of(found.month); found.month++)
        found.day -= length_of(found.month);
    return found;
}

static int64_t number_of(jf_day day, const jf_count_query *query)
{
    static const int64_t months[] = {[JF_PERIOD_YEAR] = 12, [JF_PERIOD_HALF] = 6,
                                     [JF_PERIOD_QUARTER] = 3, [JF_PERIOD_MONTH] = 1};
    int64_t fiscal = query->fiscal_month && query->period_kind != JF_PERIOD_MONTH
                         ? query->fiscal_month - 1
                         : 0;

    if (query->period_kind == 0)
        return 0;
    if (query->period_kind == JF_PERIOD_WEEK)
        return (day + 3) / 7;
    return (date_of(day).month + 12 - fiscal) / months[query->period_kind];
}

static int64_t periods_a_year(int32_t kind)
{
    return kind == JF_PERIOD_YEAR      ? 1
           : kind == JF_PERIOD_HALF    ? 2
           : kind == JF_PERIOD_QUARTER ? 4
           : kind == JF_PERIOD_MONTH   ? 12
                                       : 52;
}

/* Whether a day is the same day of the year before `until`, or earlier. */
static bool ends_before(jf_day day, const jf_count_query *query)
{
    date d = date_of(day);
    date until;

    if (query->until == 0)
        return true;
    if (query->period_kind == JF_PERIOD_WEEK)
        return day <= query->until - 364;
    until = date_of(query->until);
    return d.month < until.month - 12 || (d.month == until.month - 12 && d.day <= until.day);
}

/* --- sums */

static bool is_at_or_below(const int64_t *parents, int64_t node, int64_t above)
{
    for (; node != 0; node = parents[node])
        if (node == above)
            return true;
    return false;
}

static int64_t lead_of(const record *r)
{
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].side == JF_SIDE_ISSUER && r->lines[i].count > 0)
            return r->lines[i].unit;
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].side == JF_SIDE_ISSUER)
            return r->lines[i].unit;
    return 0;
}

static int64_t landings_at(const model *m, const record *r, int64_t recipient)
{
    int64_t sum = 0;

    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].side == JF_SIDE_RECIPIENT &&
            (recipient == 0 || is_at_or_below(m->unit_parent, r->lines[i].unit, recipient)))
            sum += r->lines[i].count;
    return sum;
}

static int64_t line_adds(const jf_line *line, int32_t measure)
{
    return measure == JF_MEASURE_COUNT   ? line->count
           : measure == JF_MEASURE_ITEMS ? line->count > 0
                                         : line->amounts[measure - JF_MEASURE_AMOUNT_1];
}

static int64_t adds(const model *m, const record *r, const jf_count_query *query, int64_t unit)
{
    int32_t side = query->side ? query->side : JF_SIDE_ISSUER;
    int32_t measure = query->measure                ? query->measure
                      : side == JF_SIDE_ISSUER ? JF_MEASURE_COUNT
                                               : JF_MEASURE_ITEMS;
    int64_t sum = 0;

    if (measure == JF_MEASURE_LANDINGS)
        return is_at_or_below(m->unit_parent, lead_of(r), unit) ? landings_at(m, r, 0) : 0;
    for (size_t i = 0; i < r->line_count; i++)
        if (r->lines[i].side == side && is_at_or_below(m->unit_parent, r->lines[i].unit, unit))
            sum += line_adds(&r->lines[i], measure);
    return measure == JF_MEASURE_ITEMS ? sum > 0 : sum;
}

static int64_t flows_in(const model *m, const record *r, const jf_flow *flow)
{
    int64_t lead = lead_of(r);
    bool counts =
        flow->issuer == 0 ? lead == 0 : is_at_or_below(m->unit_parent, lead, flow->issuer);

    return counts ? landings_at(m, r, flow->recipient) : 0;
}

static bool is_asked(const model *m, const record *r, const jf_count_query *query, int64_t kind)
{
    bool counts = r->phase == USED ? query->what != JF_USE_HELD
                                  : r->phase == HELD && query->what != JF_USE_USED;

    return counts && (r->plan_class == 0) == (query->plan_class == 0) &&
           is_at_or_below(m->kind_parent, r->kind, kind);
}

/* The period that a record lies in, counted from the first one; -1 when until cuts it off. */
static int64_t period_of(const record *r, const jf_count_query *query)
{
    if (query->until != 0 && r->day > query->until)
        return -1;
    return number_of(r->day, query) - number_of(query->day, query);
}

static int64_t base_of(const record *r, const jf_count_query *query)
{
    if (!ends_before(r->day, query))
        return -1;
    return number_of(r->day, query) - number_of(query->day, query) +
           periods_a_year(query->period_kind);
}

/* --- queries */

static void put(int64_t *row, int64_t index, size_t stride, size_t offset, int32_t period_count,
                int64_t value)
{
    if (index >= 0 && index < period_count)
        row[(size_t)index * stride + offset] += value;
}

static void compare_counts(const model *m, bool with_base)
{
    static int64_t got[CELLS * PERIODS * 2];
    static int64_t wanted[CELLS * PERIODS * 2];
    jf_count_query query = random_query(with_base);
    size_t stride = with_base ? 2 : 1;
    size_t width = (size_t)query.period_count * stride;
    jf_cell cells[CELLS];

    random_cells(cells);
    memset(wanted, 0, sizeof wanted);
    for (size_t i = 0; i < CELLS; i++)
        for (int64_t key = 1; key < m->next_key; key++) {
            const record *r = &m->records[key];

            if (!is_asked(m, r, &query, cells[i].kind))
                continue;
            put(wanted + i * width, period_of(r, &query), stride, stride - 1, query.period_count,
                adds(m, r, &query, cells[i].unit));
            if (with_base)
                put(wanted + i * width, base_of(r, &query), stride, 0, query.period_count,
                    adds(m, r, &query, cells[i].unit));
        }
    assert_ok((with_base ? jf_ledger_yoy : jf_ledger_counts)(m->ledger, &query, cells, CELLS, got,
                                                             CELLS * width, err));
    assert_memory_equal(got, wanted, CELLS * width * sizeof *got);
}

static void compare_flows(const model *m)
{
    int64_t got[CELLS * PERIODS];
    int64_t wanted[CELLS * PERIODS] = {0};
    jf_count_query query = random_query(false);
    size_t width = (size_t)query.period_count;
    jf_flow flows[CELLS];

    query.side = query.measure = 0;
    for (size_t i = 0; i < CELLS; i++) {
        flows[i] = (jf_flow){below(UNITS + 1), 1 + below(UNITS), 1 + below(KINDS)};
        for (int64_t key = 1; key < m->next_key; key++) {
            const record *r = &m->records[key];

            if (is_asked(m, r, &query, flows[i].kind))
                put(wanted + i * width, period_of(r, &query), 1, 0, query.period_count,
                    flows_in(m, r, &flows[i]));
        }
    }
    assert_ok(jf_ledger_flows(m->ledger, &query, flows, CELLS, got, CELLS * width, err));
    assert_memory_equal(got, wanted, CELLS * width * sizeof *got);
}

static void compare_trial(const model *m)
{
    jf_day until = FIRST + (jf_day)below(DAYS);
    int64_t kind = below(KINDS + 1);
    jf_trial got = {.size = sizeof got};
    jf_trial wanted = {.size = sizeof wanted, .is_balanced = 1};

    for (int64_t key = 1; key < m->next_key; key++) {
        const record *r = &m->records[key];
        int64_t landings = landings_at(m, r, 0);
        bool counts = r->phase != NONE && r->day <= until &&
                      (kind == 0 || is_at_or_below(m->kind_parent, r->kind, kind));

        if (counts && r->phase == USED) {
            wanted.records++;
            wanted.borne += landings;
            *(lead_of(r) ? &wanted.written_off : &wanted.outside) += landings;
        } else if (counts) {
            wanted.holds++;
            wanted.held_borne += landings;
            *(lead_of(r) ? &wanted.held_written_off : &wanted.held_outside) += landings;
        }
    }
    assert_ok(jf_ledger_trial(m->ledger, kind, until, &got, err));
    assert_memory_equal(&got, &wanted, sizeof got);
}

static void counts_are_sums_of_the_records(void **state)
{
    static model m;
    int64_t episodes = jf_test_long() ? EPISODES * 50 : EPISODES;

    (void)state;
    for (int64_t episode = 1; episode <= episodes; episode++) {
        source.state = (uint64_t)episode;
        begin(&m);
        for (int i = 0; i < QUERIES; i++) {
            compare_counts(&m, false);
            compare_counts(&m, true);
            compare_flows(&m);
            compare_trial(&m);
        }
        finish(&m);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_sums_of_the_records),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_counts", tests, NULL, NULL);
}
