/* SPDX-License-Identifier: Apache-2.0 */
/* Findings about a document by itself. */
#include "register/check.h"
#include "register/policy.h"

/* A finding with two numbers; false when memory is refused. */
static bool add(jf__checking *checking, size_t index, int32_t kind, int64_t expected,
                int64_t actual)
{
    jf_finding *added = jf__checking_add(checking, index, kind);

    if (!added)
        return false;
    added->expected = expected;
    added->actual = actual;
    return true;
}

static bool add_number(jf__checking *checking, size_t index, int32_t kind, int64_t actual,
                       int32_t at)
{
    if (!add(checking, index, kind, 0, actual))
        return false;
    checking->findings.items[checking->findings.count - 1].at = at;
    return true;
}

static bool check_number_form(jf__checking *checking, size_t index, const jf_doc_number *number)
{
    const struct {
        int32_t finding;
        int32_t at;
    } places[] = {
        {JF_NUMBER_LABEL, number->label_at},
        {JF_NUMBER_SPACE, number->space_at},
        {JF_NUMBER_BRACKET, number->bracket_at},
        {JF_NUMBER_FULL_WIDTH, number->full_width_at},
        {JF_NUMBER_ZERO, number->zero_at},
        {JF_NUMBER_ORDINAL, number->ordinal_at},
        {JF_NUMBER_NUMERAL, number->numeral_at},
    };

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
        if ((number->findings & places[i].finding) &&
            !add_number(checking, index, JF_FINDING_NUMBER_FORM, places[i].finding, places[i].at))
            return false;
    return true;
}

static bool check_number(jf__checking *checking, size_t index, const jf__document *document)
{
    const char *text = jf__texts_at(&checking->self->texts, document->number);
    jf_doc_number number = {.size = sizeof number};
    jf_error error = {0};

    if (*text == '\0')
        return true;
    if (jf_doc_number_parse(text, &number, &error))
        return add_number(checking, index, JF_FINDING_NUMBER_WRONG, error.status,
                          (int32_t)error.actual);
    return check_number_form(checking, index, &number);
}

/* A corrected copy carries the number of what it corrects. */
static bool check_duplicate(jf__checking *checking, size_t index, const jf__document *document)
{
    if (document->first == index || document->record.corrects)
        return true;
    if (!add(checking, index, JF_FINDING_DUPLICATE, 0, 0))
        return false;
    checking->findings.items[checking->findings.count - 1].other = document->first;
    return true;
}

static bool check_year(jf__checking *checking, size_t index, const jf__document *document)
{
    jf_civil civil;

    if (document->year == 0 || jf_day_civil(document->record.date_signed, &civil, NULL) ||
        civil.year == document->year)
        return true;
    return add(checking, index, JF_FINDING_YEAR, document->year, civil.year);
}

static bool check_series_of(jf__checking *checking, size_t index, const jf__document *document)
{
    const char *series = jf__texts_at(&checking->self->texts, document->series);

    if (document->series == 0)
        return true;
    if (!jf_series_fits(series, document->doc_kind) &&
        !add(checking, index, JF_FINDING_SERIES_KIND, 0, document->doc_kind))
        return false;
    return !checking->self->needs_series || jf__register_body(checking->self, document->series) ||
           add(checking, index, JF_FINDING_SERIES_UNKNOWN, 0, 0);
}

static bool check_unit(jf__checking *checking, size_t index, const jf__document *document,
                       jf_day day)
{
    int64_t sponsor = document->record.sponsor;
    int64_t now = 0;

    if (day == JF_DAY_NONE)
        return add(checking, index, JF_FINDING_UNDATED, 0, 0);
    if (jf_tree_current(checking->self->units, sponsor, day, &now, NULL))
        now = 0;
    return now == sponsor || add(checking, index, JF_FINDING_UNIT_ENDED, now, sponsor);
}

static bool check_record(jf__checking *checking, size_t index, const jf_document *record,
                         const jf_counting_policy *policy)
{
    const jf_register *self = checking->self;
    bool is_bundled = record->characters > self->characters_most ||
                      record->annexes > self->annexes_most;

    if (is_bundled &&
        !add(checking, index, JF_FINDING_BUNDLED, record->annexes, record->characters))
        return false;
    if (policy->date_basis == 2 && !add(checking, index, JF_FINDING_PUBLISHED, 0, 0))
        return false;
    return record->status == JF_DOCUMENT_ISSUED ||
           add(checking, index, JF_FINDING_STATUS, JF_DOCUMENT_ISSUED, record->status);
}

bool jf__check_documents(jf__checking *checking)
{
    const jf_register *self = checking->self;

    for (size_t i = 0; i < self->documents.count; i++) {
        const jf__document *document = &self->documents.items[i];
        const jf_counting_policy *policy = jf__register_policy(self, document);
        jf_day day = jf__policy_day(policy, &document->record);

        if (!check_number(checking, i, document) || !check_duplicate(checking, i, document) ||
            !check_year(checking, i, document) || !check_series_of(checking, i, document) ||
            !check_unit(checking, i, document, day) ||
            !check_record(checking, i, &document->record, policy))
            return false;
    }
    return true;
}
