/* SPDX-License-Identifier: Apache-2.0 */
/* documents.csv into a register: row i of the table is document i of the register. */
#include <string.h>

#include "io/folder.h"
#include "jianfu/register_check.h"
#include "jianfu/register_text.h"

/* Joint issuers that one row may name. */
#define ISSUERS_MAX 64

/* Columns of dates, in the order of jf_finding.date. */
static const char *const date_columns[] = {"date_signed", "date_dispatched", "date_published"};

#define DATE_COUNT 3

/* What was found in the three dates of a row. */
typedef struct row_dates {
    jf_doc_date dates[DATE_COUNT];
    jf_status statuses[DATE_COUNT];
    int32_t wrong_at[DATE_COUNT];
} row_dates;

/* The kind of a document: its `resource`, else the setting for formal or informal papers. */
static jf_status read_kind(const jf__row *row, bool informal, int64_t *kind)
{
    const char *key = informal ? "informal_kind" : "formal_kind";
    const char *text;
    jf_status status = jf__row_node(row, "resource", row->folder->kinds, kind);

    if (status || *kind)
        return status;
    text = jf_folder_setting(row->folder, key);
    if (!text)
        return jf__row_fail(row, "resource", JF_E_TEXT,
                            informal ? "empty, and settings.csv sets no informal_kind"
                                     : "empty, and settings.csv sets no formal_kind");
    return jf__row_node_of(row, "resource", row->folder->kinds, text, kind);
}

/* By its name or its number. */
static jf_status read_classification(const jf__row *row, int32_t *classification)
{
    static const char *const names[] = {"公开", "秘密", "机密", "绝密", NULL};
    static const char *const numbers[] = {"0", "1", "2", "3", NULL};
    const char *text = jf__row_text(row, "classification");

    return jf__row_choice(row, "classification", *text >= '0' && *text <= '9' ? numbers : names,
                          classification);
}

static jf_status read_codes(const jf__row *row, jf_document *document)
{
    static const char *const directions[] = {"down", "level", "up", NULL};
    static const char *const statuses[] = {"issued", "withdrawn", "repealed", "void", NULL};
    const struct {
        const char *column;
        int32_t most;
        int32_t *out;
    } numbers[] = {
        {"forwarded", 1, &document->forwarded},   {"chars", INT32_MAX, &document->characters},
        {"annexes", INT32_MAX, &document->annexes}, {"corrects", 1, &document->corrects},
        {"topics", INT32_MAX, &document->topics}, {"video", 1, &document->video},
        {"relayed", 1, &document->relayed},
    };
    int32_t formal = 1;
    jf_status status = jf__row_choice(row, "direction", directions, &document->direction);

    if (!status)
        status = jf__row_choice(row, "status", statuses, &document->status);
    if (!status)
        status = read_classification(row, &document->classification);
    for (size_t i = 0; !status && i < sizeof numbers / sizeof numbers[0]; i++)
        status = jf__row_int32(row, numbers[i].column, 0, 0, numbers[i].most, numbers[i].out);
    if (!status)
        status = jf__row_int32(row, "formal", 1, 0, 1, &formal);
    document->informal = !formal;
    document->doc_kind = jf_doc_kind_of(jf__row_text(row, "doc_kind"));
    document->minutes = document->doc_kind == JF_DOC_KIND_MINUTES;
    return status;
}

/* A date that is missing is JF_DAY_NONE, and so is one that cannot be read, where it is kept. */
static jf_status read_date(const jf__row *row, int which, row_dates *found, jf_day *day)
{
    const char *text = jf__row_text(row, date_columns[which]);
    jf_doc_date *date = &found->dates[which];
    jf_error inner = {0};

    memset(date, 0, sizeof *date);
    date->size = sizeof *date;
    *day = JF_DAY_NONE;
    found->statuses[which] = JF_OK;
    if (*text == '\0')
        return JF_OK;
    found->statuses[which] = jf_doc_date_parse(text, date, &inner);
    found->wrong_at[which] = (int32_t)inner.actual;
    if (!found->statuses[which])
        *day = date->day;
    else if (!row->folder->keeps_wrong_dates)
        return jf__row_fail(row, date_columns[which], found->statuses[which], inner.message);
    return JF_OK;
}

static jf_status read_document(const jf__row *row, jf_document *document, row_dates *dates)
{
    jf_day *const days[DATE_COUNT] = {&document->date_signed, &document->date_dispatched,
                                      &document->date_published};
    jf_status status;

    memset(document, 0, sizeof *document);
    document->size = sizeof *document;
    document->row = jf_csv_row_line(row->table, row->row);
    status = jf__row_needs_node(row, "sponsor", row->folder->units, &document->sponsor);
    for (int which = 0; !status && which < DATE_COUNT; which++)
        status = read_date(row, which, dates, days[which]);
    if (!status)
        status = jf__row_integer(row, "count", 1, 1, INT32_MAX, &document->count);
    if (!status)
        status = read_codes(row, document);
    return status ? status : read_kind(row, document->informal, &document->kind);
}

static jf_status remark(const jf__row *row, jf_register *documents, int which, int32_t kind,
                        const int64_t actual_at[2])
{
    jf_finding finding = {0};

    finding.size = sizeof finding;
    finding.kind = kind;
    finding.document = (int64_t)row->row;
    finding.date = which;
    finding.actual = actual_at[0];
    finding.at = (int32_t)actual_at[1];
    return jf_register_remark(documents, &finding, row->err);
}

static jf_status remark_form(const jf__row *row, jf_register *documents, int which,
                             const jf_doc_date *date)
{
    const int64_t places[][2] = {
        {JF_DATE_SHAPE, date->shape_at},
        {JF_DATE_SPACE, date->space_at},
        {JF_DATE_FULL_WIDTH, date->full_width_at},
        {JF_DATE_NUMERAL, date->numeral_at},
        {JF_DATE_TIME, date->time_at},
    };
    jf_status status = JF_OK;

    for (size_t i = 0; !status && i < sizeof places / sizeof places[0]; i++)
        if (date->findings & places[i][0])
            status = remark(row, documents, which, JF_FINDING_DATE_FORM, places[i]);
    return status;
}

static jf_status remark_dates(const jf__row *row, jf_register *documents, const row_dates *dates)
{
    jf_status status = JF_OK;

    for (int which = 0; !status && which < DATE_COUNT; which++) {
        const int64_t wrong[2] = {dates->statuses[which], dates->wrong_at[which]};

        status = dates->statuses[which]
                     ? remark(row, documents, which, JF_FINDING_DATE_WRONG, wrong)
                     : remark_form(row, documents, which, &dates->dates[which]);
    }
    return status;
}

/* A joint document is led by the first unit of the list. */
static jf_status add_issuers(const jf__row *row, jf_register *documents)
{
    const char *rest = jf__row_text(row, "joint_issuers");
    int64_t issuers[ISSUERS_MAX];
    size_t count = 0;
    char name[JF__PIECE_SIZE];
    jf_error inner = {0};
    jf_status status = JF_OK;

    while (!status && jf__list_next(&rest, name)) {
        if (count == ISSUERS_MAX)
            return jf__row_fail(row, "joint_issuers", JF_E_RANGE, "more than 64 issuers");
        status = jf__row_node_of(row, "joint_issuers", row->folder->units, name, &issuers[count++]);
    }
    if (status || count == 0)
        return status;
    status = jf_register_set_issuers(documents, row->row, issuers, count, &inner);
    return status ? jf__row_fail(row, "joint_issuers", status, inner.message) : JF_OK;
}

static jf_status add_document(const jf__row *row, jf_register *documents)
{
    jf_document document;
    row_dates dates;
    jf_error inner = {0};
    jf_status status = read_document(row, &document, &dates);

    if (status)
        return status;
    status = jf_register_add(documents, &document, jf__row_text(row, "doc_number"),
                             jf__row_text(row, "title"), &inner);
    if (status)
        return jf__row_fail(row, "doc_number", status, inner.message);
    status = add_issuers(row, documents);
    return status ? status : remark_dates(row, documents, &dates);
}

static jf_status add_documents(const jf_folder *self, jf_register *documents, jf_error *err)
{
    jf__row row = jf__row_first(self, JF__FILE_DOCUMENTS, err);
    jf_status status = JF_OK;

    if (!row.table)
        return JF_OK;
    status = jf__table_requires(self, JF__FILE_DOCUMENTS, "sponsor;date_signed", err);
    for (; !status && row.row < jf_csv_row_count(row.table); row.row++)
        status = add_document(&row, documents);
    return status ? status : jf_register_check(documents, err);
}

jf_register *jf_folder_register(const jf_folder *self, const jf_counting_policy *policy,
                                jf_error *err)
{
    jf_register_options options = {0};
    jf_register *documents;
    int64_t needs_series;

    if (!self) {
        (void)jf__fail_null(err, "self");
        return NULL;
    }
    if (jf_folder_setting_integer(self, "needs_series", 0, &needs_series, err))
        return NULL;
    options.size = sizeof options;
    options.needs_series = needs_series != 0;
    options.allocator = self->allocator;
    documents = jf_register_new(self->units, self->kinds, policy, &options, err);
    if (documents && add_documents(self, documents, err)) {
        jf_register_free(documents);
        return NULL;
    }
    return documents;
}
