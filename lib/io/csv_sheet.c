/* SPDX-License-Identifier: Apache-2.0 */
/* Sheets by their columns (docs/FORMATS.md). */
#include "io/csv_sheet.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "io/csv.h"
#include "jianfu/register_text.h"

/* What a cell may hold; an empty one is always fine but where it is needed. */
typedef enum form {
    TEXT,   /* anything, lists too */
    NUMBER, /* 0 or more */
    ID,     /* 1 or more */
    CAP,    /* 0 or more, or unlimited */
    DAY,    /* YYYY-MM-DD */
    DATE,   /* any shape of jf_doc_date_parse */
    FLAG,   /* 0 or 1 */
    WORD    /* one of the words */
} form;

typedef enum need { OPTIONAL, COLUMN, CELL } need;

/* Columns of other spreadsheets, which have two names and no further form. */
#define ELSEWHERE 0

typedef struct field {
    int32_t sheet;
    const char *header; /* name, or name/Chinese name */
    form form;
    need need;
    const char *words; /* of WORD, each with a ';' behind it */
} field;

#define DAY_KINDS "holiday;makeup;"
#define CLASSES "0;1;2;3;公开;秘密;机密;绝密;"
#define DIRECTIONS "down;level;up;"
#define STATUSES "issued;withdrawn;repealed;void;"
#define MODES "on_site;video;hybrid;"
#define OVERSIGHT_KINDS "supervision;inspection;assessment;"
#define OVERSIGHT_MODES "on_site;written;online;"
#define ANSWERS "approved;refused;recorded;"

static const field columns[] = {
    {JF_SHEET_ORG, "id", ID, CELL, ""},
    {JF_SHEET_ORG, "name/名称", TEXT, CELL, ""},
    {JF_SHEET_ORG, "alias/别名", TEXT, OPTIONAL, ""},
    {JF_SHEET_ORG, "kind/类型", TEXT, OPTIONAL, ""},
    {JF_SHEET_ORG, "parent_id/上级", ID, OPTIONAL, ""},
    {JF_SHEET_ORG, "valid_from/启用", DAY, OPTIONAL, ""},
    {JF_SHEET_ORG, "valid_to/停用", DAY, OPTIONAL, ""},
    {JF_SHEET_ORG, "successor_id/承继", ID, OPTIONAL, ""},
    {JF_SHEET_CALENDAR, "date", DAY, CELL, ""},
    {JF_SHEET_CALENDAR, "kind", WORD, CELL, DAY_KINDS},
    {JF_SHEET_CALENDAR, "name", TEXT, OPTIONAL, ""},
    {JF_SHEET_CALENDAR, "source", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "doc_number/发文字号", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "title/标题", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "doc_kind/文种", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "sponsor/主办科室", TEXT, CELL, ""},
    {JF_SHEET_DOCUMENTS, "date_signed/成文日期", DATE, COLUMN, ""},
    {JF_SHEET_DOCUMENTS, "date_dispatched/印发日期", DATE, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "date_published/发布日期", DATE, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "classification/密级", WORD, OPTIONAL, CLASSES},
    {JF_SHEET_DOCUMENTS, "recipients/主送", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "direction/行文方向", WORD, OPTIONAL, DIRECTIONS},
    {JF_SHEET_DOCUMENTS, "joint_issuers/联合发文", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "forwarded/转发", FLAG, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "formal/正式", FLAG, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "chars/字数", NUMBER, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "status/状态", WORD, OPTIONAL, STATUSES},
    {JF_SHEET_DOCUMENTS, "resource/事项", TEXT, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "count/件数", ID, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "annexes/附件数", NUMBER, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "corrects/更正", FLAG, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "topics/议题数", NUMBER, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "video/视频", FLAG, OPTIONAL, ""},
    {JF_SHEET_DOCUMENTS, "relayed/传达", FLAG, OPTIONAL, ""},
    {JF_SHEET_QUOTA, "year/年度", ID, CELL, ""},
    {JF_SHEET_QUOTA, "unit_id/单位", TEXT, CELL, ""},
    {JF_SHEET_QUOTA, "resource/事项", TEXT, CELL, ""},
    {JF_SHEET_QUOTA, "cap/限额", CAP, COLUMN, ""},
    {JF_SHEET_QUOTA, "basis/依据", TEXT, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "id", ID, CELL, ""},
    {JF_SHEET_MEETINGS, "title/会议名称", TEXT, CELL, ""},
    {JF_SHEET_MEETINGS, "sponsor/承办科室", TEXT, CELL, ""},
    {JF_SHEET_MEETINGS, "meeting_class/会议类别", NUMBER, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "month/拟开月份", NUMBER, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "duration_min/时长(分钟)", ID, CELL, ""},
    {JF_SHEET_MEETINGS, "opening_min/开场(分钟)", NUMBER, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "mode/形式", WORD, OPTIONAL, MODES},
    {JF_SHEET_MEETINGS, "earliest/最早", DAY, CELL, ""},
    {JF_SHEET_MEETINGS, "latest/最晚", DAY, CELL, ""},
    {JF_SHEET_MEETINGS, "target/拟开日期", DAY, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "topic_tags/议题", TEXT, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "secrecy/密级", WORD, OPTIONAL, CLASSES},
    {JF_SHEET_MEETINGS, "statutory/法定", FLAG, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "host_event_id/随会", ID, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "required_by/依据", TEXT, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "filed_on/报备日期", DAY, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "room/会议室", TEXT, OPTIONAL, ""},
    {JF_SHEET_MEETINGS, "start/开始", NUMBER, OPTIONAL, ""},
    {JF_SHEET_ATTENDEES, "meeting_id/会议", ID, CELL, ""},
    {JF_SHEET_ATTENDEES, "unit_id/参会单位", TEXT, CELL, ""},
    {JF_SHEET_ATTENDEES, "role/参会职务", TEXT, COLUMN, ""},
    {JF_SHEET_ATTENDEES, "count/人数", NUMBER, OPTIONAL, ""},
    {JF_SHEET_ATTENDEES, "required/必须", FLAG, OPTIONAL, ""},
    {JF_SHEET_ATTENDEES, "segment/议程", TEXT, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "id", ID, CELL, ""},
    {JF_SHEET_OVERSIGHT, "year/年度", ID, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "title/名称", TEXT, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "kind/类别", WORD, CELL, OVERSIGHT_KINDS},
    {JF_SHEET_OVERSIGHT, "sponsor/主办科室", TEXT, CELL, ""},
    {JF_SHEET_OVERSIGHT, "targets/对象", TEXT, CELL, ""},
    {JF_SHEET_OVERSIGHT, "basis_doc/依据", TEXT, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "first/开始", DAY, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "last/结束", DAY, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "mode/方式", WORD, OPTIONAL, OVERSIGHT_MODES},
    {JF_SHEET_OVERSIGHT, "planned/计划内", FLAG, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "approval/批准", WORD, OPTIONAL, ANSWERS},
    {JF_SHEET_OVERSIGHT, "emergency/应急", FLAG, OPTIONAL, ""},
    {JF_SHEET_OVERSIGHT, "result_valid_until/结果有效期", DAY, OPTIONAL, ""},
    {JF_SHEET_APPROVALS, "id", ID, CELL, ""},
    {JF_SHEET_APPROVALS, "subject_kind/类别", TEXT, CELL, ""},
    {JF_SHEET_APPROVALS, "subject_id/事项", ID, CELL, ""},
    {JF_SHEET_APPROVALS, "asked_on/申请日期", DAY, OPTIONAL, ""},
    {JF_SHEET_APPROVALS, "decided_on/答复日期", DAY, OPTIONAL, ""},
    {JF_SHEET_APPROVALS, "decision/结果", WORD, CELL, ANSWERS},
    {JF_SHEET_APPROVALS, "approver/批准人", TEXT, OPTIONAL, ""},
    {JF_SHEET_APPROVALS, "reason/事由", TEXT, OPTIONAL, ""},
    {ELSEWHERE, "site/地点", TEXT, OPTIONAL, ""},
    {ELSEWHERE, "capacity/容量", TEXT, OPTIONAL, ""},
};

#define COLUMN_COUNT (sizeof columns / sizeof columns[0])

/* Whether the header begins with this name; *chinese_out is "" where it has one name only. */
static bool is_named(const field *self, const char *name, const char **chinese_out)
{
    size_t size = strcspn(self->header, "/");

    *chinese_out = self->header[size] ? self->header + size + 1 : "";
    return strlen(name) == size && memcmp(self->header, name, size) == 0;
}

bool jf__table_column(const jf_csv *table, const char *name, size_t *at)
{
    const char *chinese;

    if (!jf_csv_column(table, name, at, NULL))
        return true;
    for (size_t i = 0; i < COLUMN_COUNT; i++)
        if (is_named(&columns[i], name, &chinese) && *chinese &&
            !jf_csv_column(table, chinese, at, NULL))
            return true;
    return false;
}

const char *jf_sheet_file(int32_t sheet)
{
    static const char *const files[] = {"org.csv",       "calendar.csv", "documents.csv",
                                        "quota.csv",     "meetings.csv", "attendees.csv",
                                        "oversight.csv", "approvals.csv"};

    return sheet >= JF_SHEET_ORG && sheet <= JF_SHEET_APPROVALS ? files[sheet - 1] : NULL;
}

/* First column of a sheet; COLUMN_COUNT when there is no such sheet. */
static size_t first_column(int32_t sheet)
{
    size_t first = 0;

    while (first < COLUMN_COUNT && (sheet == ELSEWHERE || columns[first].sheet != sheet))
        first++;
    return first;
}

size_t jf_sheet_column_count(int32_t sheet)
{
    size_t first = first_column(sheet);
    size_t count = 0;

    while (first + count < COLUMN_COUNT && columns[first + count].sheet == sheet)
        count++;
    return count;
}

const char *jf_sheet_column_name(int32_t sheet, size_t column)
{
    return column < jf_sheet_column_count(sheet) ? columns[first_column(sheet) + column].header
                                                 : NULL;
}

static bool is_word(const char *words, const char *text)
{
    size_t size = strlen(text);

    for (const char *at = words; *at; at += strcspn(at, ";") + 1)
        if (strcspn(at, ";") == size && memcmp(at, text, size) == 0)
            return true;
    return false;
}

/* Digits only, up to 64 bits. */
static jf_status check_number(const char *text, bool may_be_zero)
{
    int64_t value = 0;

    for (const char *at = text; *at; at++) {
        if (*at < '0' || *at > '9')
            return JF_E_TEXT;
        if (value > (INT64_MAX - (*at - '0')) / 10)
            return JF_E_RANGE;
        value = value * 10 + (*at - '0');
    }
    return value == 0 && !may_be_zero ? JF_E_RANGE : JF_OK;
}

static jf_status check_form(const field *self, const char *text)
{
    jf_doc_date date = {.size = sizeof date};
    jf_day day;

    switch (self->form) {
    case NUMBER:
        return check_number(text, true);
    case ID:
        return check_number(text, false);
    case CAP:
        return strcmp(text, "unlimited") == 0 ? JF_OK : check_number(text, true);
    case DAY:
        return jf_day_parse(text, &day, NULL);
    case DATE:
        return jf_doc_date_parse(text, &date, NULL);
    case FLAG:
        return is_word("0;1;", text) ? JF_OK : JF_E_TEXT;
    case WORD:
        return is_word(self->words, text) ? JF_OK : JF_E_TEXT;
    case TEXT:
        break;
    }
    return JF_OK;
}

/* What a cell of this column should have been. */
static const char *form_name(const field *self)
{
    static const char *const names[] = {"text", "0 or more", "1 or more", "0 or more, or unlimited",
                                        "a day YYYY-MM-DD", "a date", "0 or 1"};

    return self->form == WORD ? self->words : names[self->form];
}

static jf_status check_cell(const field *self, const char *text, const char *place, int32_t row,
                            jf_error *err)
{
    jf_status status = JF_OK;

    if (*text)
        status = check_form(self, text);
    else if (self->need == CELL)
        status = JF_E_TEXT;
    if (!status)
        return JF_OK;
    return jf__fail_at(err, status, row, "%s, %s: %.64s is not %s", place, self->header,
                       *text ? text : "an empty cell", form_name(self));
}

jf_status jf__sheet_check_cell(int32_t sheet, size_t column, const char *text, jf_error *err)
{
    if (column >= jf_sheet_column_count(sheet))
        return JF_OK;
    return check_cell(&columns[first_column(sheet) + column], text, jf_sheet_file(sheet), 0, err);
}

/* Position of a column in a table, by either of its names. */
static bool find_column(const jf_csv *table, const field *self, size_t *at)
{
    size_t size = strcspn(self->header, "/");
    char name[64];

    memcpy(name, self->header, size);
    name[size] = '\0';
    return !jf_csv_column(table, name, at, NULL) ||
           (self->header[size] && !jf_csv_column(table, self->header + size + 1, at, NULL));
}

jf_status jf__sheet_check_row(const jf_csv *table, int32_t sheet, size_t row, jf_error *err)
{
    size_t first = first_column(sheet);
    int32_t line = jf_csv_row_line(table, row);
    char place[96];
    jf_status status = JF_OK;

    (void)snprintf(place, sizeof place, "%.64s row %" PRId32, table->name, line);
    for (size_t i = first; !status && i < first + jf_sheet_column_count(sheet); i++) {
        size_t at;

        if (!find_column(table, &columns[i], &at)) {
            if (columns[i].need != OPTIONAL)
                status = jf_csv_column(table, columns[i].header, &at, err);
        } else if (line > 0) {
            status = check_cell(&columns[i], jf_csv_text(table, row, at), place, line, err);
        }
    }
    return status;
}

jf_status jf_csv_check(const jf_csv *self, int32_t sheet, jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!jf_sheet_file(sheet))
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 0, sheet, "no sheet %" PRId32, sheet);
    status = jf__sheet_check_row(self, sheet, SIZE_MAX, err);
    for (size_t row = 0; !status && row < jf_csv_row_count(self); row++)
        status = jf__sheet_check_row(self, sheet, row, err);
    return status;
}
