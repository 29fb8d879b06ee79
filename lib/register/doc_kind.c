/* SPDX-License-Identifier: Apache-2.0 */
/* Document kinds by the word that a title ends with, and classes of series by the characters that
 * a code ends with. */
#include <string.h>

#include "jianfu/register_text.h"

static const char *const kind_names[] = {
    "其他", "决议", "决定", "命令（令）", "公报", "公告", "通告", "意见",
    "通知", "通报", "报告", "请示",       "批复", "议案", "函",   "纪要",
};

#define KIND_COUNT ((int32_t)(sizeof kind_names / sizeof kind_names[0]))

static bool ends_with(const char *text, size_t size, const char *end)
{
    size_t length = strlen(end);

    return size >= length && memcmp(text + size - length, end, length) == 0;
}

/* Size without what stands in one pair of brackets at the end; the whole size without such. */
static size_t before_brackets(const char *text, size_t size)
{
    size_t at = size;

    if (!ends_with(text, size, "）") && !ends_with(text, size, ")"))
        return size;
    while (at > 0) {
        at--;
        if (text[at] == '(' || (size - at >= 3 && memcmp(text + at, "（", 3) == 0))
            return at > 0 ? at : size;
    }
    return size;
}

int32_t jf_doc_kind_of(const char *text)
{
    size_t size = text ? strlen(text) : 0;

    while (size > 0 && (text[size - 1] == ' ' || text[size - 1] == '\t'))
        size--;
    size = before_brackets(text, size);
    for (int32_t kind = 1; kind < KIND_COUNT; kind++)
        if (kind != JF_DOC_KIND_ORDER && ends_with(text, size, kind_names[kind]))
            return kind;
    return ends_with(text, size, "令") ? JF_DOC_KIND_ORDER : JF_DOC_KIND_OTHER;
}

const char *jf_doc_kind_name(int32_t doc_kind)
{
    return kind_names[doc_kind > 0 && doc_kind < KIND_COUNT ? doc_kind : JF_DOC_KIND_OTHER];
}

int32_t jf_series_class_of(const char *series)
{
    static const struct {
        const char *end;
        int32_t series_class;
    } ends[] = {
        {"函", JF_SERIES_LETTER},      {"函字", JF_SERIES_LETTER},   {"令", JF_SERIES_DECREE},
        {"电", JF_SERIES_TELEGRAM},    {"电发", JF_SERIES_TELEGRAM}, {"电字", JF_SERIES_TELEGRAM},
    };
    size_t size = series ? strlen(series) : 0;

    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++)
        if (ends_with(series, size, ends[i].end))
            return ends[i].series_class;
    return JF_SERIES_DOCUMENT;
}

bool jf_series_fits(const char *series, int32_t doc_kind)
{
    int32_t series_class = jf_series_class_of(series);

    if (doc_kind == JF_DOC_KIND_OTHER || series_class == JF_SERIES_TELEGRAM)
        return true;
    if (series_class == JF_SERIES_LETTER)
        return doc_kind == JF_DOC_KIND_LETTER || doc_kind == JF_DOC_KIND_REPLY;
    if (series_class == JF_SERIES_DECREE)
        return doc_kind == JF_DOC_KIND_ORDER;
    return doc_kind != JF_DOC_KIND_LETTER;
}
