/* SPDX-License-Identifier: Apache-2.0 */
/* What the register of documents.csv counts, and quota.csv, into a ledger. */
#include <string.h>

#include "base/array.h"
#include "io/folder.h"

typedef JF__ARRAY(jf_line) line_array;

static jf_status add_line(const jf__row *row, line_array *lines, int32_t side, int64_t unit,
                          int64_t count)
{
    jf_line *line;

    if (!jf__array_reserve(lines, 1, &row->folder->allocator))
        return jf__fail_memory(row->err);
    line = &lines->items[lines->count++];
    memset(line, 0, sizeof *line);
    line->side = side;
    line->unit = unit;
    line->count = count;
    return JF_OK;
}

static jf_status add_lines(const jf__row *row, const jf_document *document, line_array *lines)
{
    const char *rest = jf__row_text(row, "recipients");
    char name[JF__PIECE_SIZE];
    int64_t count = document->count ? document->count : 1;
    jf_status status;

    lines->count = 0;
    status = add_line(row, lines, JF_SIDE_ISSUER, document->sponsor, count);
    while (!status && jf__list_next(&rest, name)) {
        int64_t unit;

        status = jf__row_node_of(row, "recipients", row->folder->units, name, &unit);
        if (!status)
            status = add_line(row, lines, JF_SIDE_RECIPIENT, unit, count);
    }
    return status;
}

static jf_status issue_document(const jf__row *row, const jf_register *documents, jf_day as_of,
                                jf_ledger *ledger, line_array *lines)
{
    jf_document document = {0};
    jf_record record = {0};
    int32_t verdict;
    jf_day day;
    jf_status status = jf_register_verdict_at(documents, row->row, &verdict, row->err);

    document.size = sizeof document;
    if (!status)
        status = jf_register_day_at(documents, row->row, &day, row->err);
    if (!status)
        status = jf_register_at(documents, row->row, &document, row->err);
    if (status || verdict != JF_VERDICT_COUNTED || day > as_of)
        return status;
    status = add_lines(row, &document, lines);
    if (status)
        return status;
    record.size = sizeof record;
    record.key = (int64_t)row->row + 1;
    record.kind = document.kind;
    record.day = day;
    return jf_ledger_issue(ledger, &record, lines->items, lines->count, NULL, row->err);
}

static jf_status issue_documents(const jf_folder *self, const jf_register *documents, jf_day as_of,
                                 jf_ledger *ledger, jf_error *err)
{
    jf__row row = jf__row_first(self, JF__FILE_DOCUMENTS, err);
    line_array lines = {0};
    jf_status status = JF_OK;

    for (; row.table && !status && row.row < jf_csv_row_count(row.table); row.row++)
        status = issue_document(&row, documents, as_of, ledger, &lines);
    jf__array_release(&lines, &self->allocator);
    return status;
}

static jf_status read_limit(const jf__row *row, jf_limit *limit)
{
    const char *cap = jf__row_text(row, "cap");
    int64_t year;
    jf_status status = jf__row_integer(row, "year", 0, 1, 9999, &year);

    memset(limit, 0, sizeof *limit);
    limit->size = sizeof *limit;
    limit->side = JF_SIDE_ISSUER;
    limit->period_kind = JF_PERIOD_YEAR;
    if (!status)
        status = jf__row_needs_node(row, "unit_id", row->folder->units, &limit->unit);
    if (!status)
        status = jf__row_needs_node(row, "resource", row->folder->kinds, &limit->kind);
    if (status)
        return status;
    if (jf_day_from_civil((int32_t)year, 1, 1, &limit->day, NULL))
        return jf__row_fail(row, "year", JF_E_TEXT, "a year is needed");
    if (strcmp(cap, "unlimited") == 0)
        limit->state = JF_LIMIT_UNLIMITED;
    else if (*cap == '\0')
        limit->state = JF_LIMIT_NOT_PLANNED;
    else
        status = jf__row_integer(row, "cap", 0, 0, INT64_MAX, &limit->amount);
    return status;
}

static jf_status add_limits(const jf_folder *self, jf_ledger *ledger, jf_error *err)
{
    jf__row row = jf__row_first(self, JF__FILE_QUOTA, err);
    jf_status status = JF_OK;

    if (!row.table)
        return JF_OK;
    status = jf__table_requires(self, JF__FILE_QUOTA, "year;unit_id;resource;cap", err);
    for (; !status && row.row < jf_csv_row_count(row.table); row.row++) {
        jf_limit limit;
        jf_error inner = {0};

        status = read_limit(&row, &limit);
        if (status)
            return status;
        status = jf_ledger_set_limit(ledger, &limit, &inner);
        if (status)
            return jf__row_fail(&row, "cap", status, inner.message);
    }
    return status;
}

jf_ledger *jf_folder_ledger(const jf_folder *self, const jf_register *documents, jf_day as_of,
                            jf_error *err)
{
    jf_ledger_options options = {0};
    const jf_csv *table;
    jf_ledger *ledger;

    if (!self || !documents) {
        (void)jf__fail_null(err, self ? "documents" : "self");
        return NULL;
    }
    table = self->tables[JF__FILE_DOCUMENTS];
    if (jf_register_count(documents) != (table ? jf_csv_row_count(table) : 0)) {
        (void)jf__fail(err, JF_E_ARGUMENT, "documents is not the register of this folder");
        return NULL;
    }
    options.size = sizeof options;
    options.allocator = self->allocator;
    ledger = jf_ledger_new(self->calendar, self->units, self->kinds, &options, err);
    if (!ledger)
        return NULL;
    if (issue_documents(self, documents, as_of, ledger, err) || add_limits(self, ledger, err)) {
        jf_ledger_free(ledger);
        return NULL;
    }
    return ledger;
}
