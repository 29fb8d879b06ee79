/* SPDX-License-Identifier: Apache-2.0 */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

typedef enum shape { NUMBER, DAY, NAME, BITS, MASK } shape;

typedef struct field {
    const char *name;
    size_t offset;
    size_t width;
    size_t flag; /* offset of its has_ field, or 0 */
    shape shape;
    const char *const *names; /* of the values from 0 on; of bits from 1 on */
} field;

static const char *const bodies[] = {"-", "party", "government", "both", "office", "department",
                                     "section", NULL};
static const char *const scopes[] = {"-", "general", "specific", "other", NULL};
static const char *const ranks[] = {"-", "head", "deputy", "section", "staff", NULL};
static const char *const plans[] = {"-", "planned", "off-plan", NULL};
static const char *const purposes[] = {"-", "ordinary", "temporary", "supporting", "division",
                                       NULL};
static const char *const modes[] = {"-", "on-site", "video", "hybrid", "written", NULL};
static const char *const oversight[] = {"-", "supervision", "check", "assessment", NULL};
static const char *const sectors[] = {"-", "coal", "mine", "hazardous", "other", "service", "radio",
                                      NULL};
static const char *const directions[] = {"down", "level", "up", NULL};
static const char *const flags[] = {"directive", "forwarded", "published", "informal", "internal",
                                    "copied", "grouped", "both-speak", "briefing", "grassroots",
                                    NULL};
static const char *const claims[] = {"explained", "approved", "emergency", "statutory", "upper",
                                     NULL};
static const char *const weeks[] = {"default", "containing", "first-monday", "seven-days", NULL};
static const char *const drafts[] = {"-", "document", "meeting", "inspection", NULL};

#define FIELD(record, name, shape, names)                                                          \
    {#name, offsetof(record, name), sizeof(((record *)0)->name), 0, shape, names}
#define FLAGGED(record, name, flag)                                                                \
    {#name,  offsetof(record, name), sizeof(((record *)0)->name), offsetof(record, flag), NUMBER,  \
     NULL}

static const field document_fields[] = {
    FIELD(jf_document_draft, day, DAY, NULL),
    FIELD(jf_document_draft, doc_kind, NUMBER, NULL),
    FIELD(jf_document_draft, direction, NAME, directions),
    FIELD(jf_document_draft, issuer, NAME, bodies),
    FIELD(jf_document_draft, recipient, NAME, bodies),
    FIELD(jf_document_draft, levels, NUMBER, NULL),
    FIELD(jf_document_draft, scope, NAME, scopes),
    FIELD(jf_document_draft, purpose, NAME, purposes),
    FIELD(jf_document_draft, characters, NUMBER, NULL),
    FIELD(jf_document_draft, pages, NUMBER, NULL),
    FIELD(jf_document_draft, flags, BITS, flags),
    FIELD(jf_document_draft, claims, BITS, claims),
    FIELD(jf_document_draft, plan, NAME, plans),
    FIELD(jf_document_draft, approver, NAME, ranks),
    FLAGGED(jf_document_draft, cap, has_cap),
    FIELD(jf_document_draft, number_in_year, NUMBER, NULL),
    FLAGGED(jf_document_draft, last_year, has_last_year),
    {NULL, 0, 0, 0, NUMBER, NULL}};

static const field meeting_fields[] = {
    FIELD(jf_meeting_draft, day, DAY, NULL),
    FIELD(jf_meeting_draft, filed, DAY, NULL),
    FIELD(jf_meeting_draft, plan_filed, DAY, NULL),
    FIELD(jf_meeting_draft, convener, NAME, bodies),
    FIELD(jf_meeting_draft, convener_rank, NAME, ranks),
    FIELD(jf_meeting_draft, attendee_rank, NAME, ranks),
    FIELD(jf_meeting_draft, levels, NUMBER, NULL),
    FIELD(jf_meeting_draft, meeting_class, NUMBER, NULL),
    FIELD(jf_meeting_draft, scope, NAME, scopes),
    FIELD(jf_meeting_draft, mode, NAME, modes),
    FIELD(jf_meeting_draft, minutes, NUMBER, NULL),
    FIELD(jf_meeting_draft, days, NUMBER, NULL),
    FIELD(jf_meeting_draft, heads, NUMBER, NULL),
    FLAGGED(jf_meeting_draft, staff, has_staff),
    FLAGGED(jf_meeting_draft, speakers, has_speeches),
    FLAGGED(jf_meeting_draft, main_minutes, has_speeches),
    FLAGGED(jf_meeting_draft, deputy_minutes, has_speeches),
    FLAGGED(jf_meeting_draft, speech_minutes, has_speeches),
    FLAGGED(jf_meeting_draft, report_minutes, has_speeches),
    FLAGGED(jf_meeting_draft, remark_minutes, has_speeches),
    FLAGGED(jf_meeting_draft, chair_minutes, has_chair),
    FIELD(jf_meeting_draft, flags, BITS, flags),
    FIELD(jf_meeting_draft, claims, BITS, claims),
    FIELD(jf_meeting_draft, plan, NAME, plans),
    FIELD(jf_meeting_draft, approver, NAME, ranks),
    FLAGGED(jf_meeting_draft, quiet_weeks, has_quiet_weeks),
    FLAGGED(jf_meeting_draft, cap, has_cap),
    FIELD(jf_meeting_draft, cost, NUMBER, NULL),
    FIELD(jf_meeting_draft, number_in_year, NUMBER, NULL),
    FLAGGED(jf_meeting_draft, last_year, has_last_year),
    FIELD(jf_meeting_draft, meetings_in_year, NUMBER, NULL),
    FIELD(jf_meeting_draft, videos_in_year, NUMBER, NULL),
    {NULL, 0, 0, 0, NUMBER, NULL}};

static const field inspection_fields[] = {
    FIELD(jf_inspection_draft, day, DAY, NULL),
    FIELD(jf_inspection_draft, plan_filed, DAY, NULL),
    FIELD(jf_inspection_draft, reviewed, DAY, NULL),
    FIELD(jf_inspection_draft, notified, DAY, NULL),
    FIELD(jf_inspection_draft, last_visit, DAY, NULL),
    FIELD(jf_inspection_draft, sponsor, NAME, bodies),
    FIELD(jf_inspection_draft, basis, NAME, bodies),
    FIELD(jf_inspection_draft, oversight_kind, NAME, oversight),
    FIELD(jf_inspection_draft, scope, NAME, scopes),
    FIELD(jf_inspection_draft, mode, NAME, modes),
    FIELD(jf_inspection_draft, sector, NAME, sectors),
    FIELD(jf_inspection_draft, grade, NUMBER, NULL),
    FIELD(jf_inspection_draft, flags, BITS, flags),
    FIELD(jf_inspection_draft, claims, BITS, claims),
    FIELD(jf_inspection_draft, plan, NAME, plans),
    FIELD(jf_inspection_draft, approver, NAME, ranks),
    FLAGGED(jf_inspection_draft, cap, has_cap),
    FIELD(jf_inspection_draft, number_in_year, NUMBER, NULL),
    FIELD(jf_inspection_draft, number_at_target, NUMBER, NULL),
    FLAGGED(jf_inspection_draft, last_year, has_last_year),
    {NULL, 0, 0, 0, NUMBER, NULL}};

static const field clause_fields[] = {
    FIELD(jf_clause, draft, NAME, drafts),
    FIELD(jf_clause, exempt, BITS, claims),
    FIELD(jf_clause, year, NUMBER, NULL),
    FIELD(jf_clause, effective_from, DAY, NULL),
    FIELD(jf_clause, effective_until, DAY, NULL),
    FIELD(jf_clause, limit, NUMBER, NULL),
    FIELD(jf_clause, per, NAME, weeks),
    FIELD(jf_clause, bodies, MASK, bodies),
    FIELD(jf_clause, scopes, MASK, scopes),
    FIELD(jf_clause, purposes, MASK, purposes),
    FIELD(jf_clause, modes, MASK, modes),
    FIELD(jf_clause, sectors, MASK, sectors),
    FIELD(jf_clause, grades, NUMBER, NULL),
    FIELD(jf_clause, plans, MASK, plans),
    FIELD(jf_clause, flags, BITS, flags),
    {NULL, 0, 0, 0, NUMBER, NULL}};

static const field event_fields[] = {FIELD(jf_event, id, NUMBER, NULL),
                                     FIELD(jf_event, sponsor, NUMBER, NULL),
                                     FIELD(jf_event, basis, NUMBER, NULL),
                                     FIELD(jf_event, gathering, NUMBER, NULL),
                                     FIELD(jf_event, day, DAY, NULL),
                                     FIELD(jf_event, characters, NUMBER, NULL),
                                     FIELD(jf_event, annexes, NUMBER, NULL),
                                     FIELD(jf_event, claims, BITS, claims),
                                     {NULL, 0, 0, 0, NUMBER, NULL}};

static const field *const tables[] = {document_fields, meeting_fields, inspection_fields,
                                      clause_fields, event_fields};

static bool read_name(const char *text, const char *const *names, int64_t *value_out)
{
    for (*value_out = 0; names[*value_out]; (*value_out)++)
        if (strcmp(names[*value_out], text) == 0)
            return true;
    return false;
}

static bool read_number(const char *text, int64_t *value_out)
{
    char *end;

    *value_out = strtoll(text, &end, 10);
    return end != text && *end == '\0';
}

/* Names with `+` between them. */
static bool read_bits(char *text, const char *const *names, int64_t *value_out)
{
    int64_t bits = 0;
    char *next = text;

    while (next) {
        char *plus = strchr(next, '+');
        int64_t bit;

        if (plus)
            *plus = '\0';
        if (!read_name(next, names, &bit))
            return false;
        bits |= INT64_C(1) << bit;
        next = plus ? plus + 1 : NULL;
    }
    *value_out = bits;
    return true;
}

static bool read_value(const field *wanted, char *text, int64_t *value_out)
{
    jf_day day = 0;
    bool fine = false;

    switch (wanted->shape) {
    case NUMBER: return read_number(text, value_out);
    case NAME: return read_name(text, wanted->names, value_out) || read_number(text, value_out);
    case BITS:
    case MASK: return read_bits(text, wanted->names, value_out);
    case DAY:
        fine = jf_day_parse(text, &day, NULL) == JF_OK;
        *value_out = day;
        break;
    }
    return fine;
}

static void write_number(void *record, size_t offset, size_t width, int64_t value)
{
    int32_t narrow = (int32_t)value;

    if (width == sizeof value)
        memcpy((char *)record + offset, &value, sizeof value);
    else
        memcpy((char *)record + offset, &narrow, sizeof narrow);
}

const char *set_field(record_kind kind, void *record, char *word)
{
    char *equals = strchr(word, '=');
    int64_t value;

    if (!equals)
        return "a field has no value";
    *equals = '\0';
    for (const field *row = tables[kind]; row->name; row++) {
        if (strcmp(row->name, word) != 0)
            continue;
        if (!read_value(row, equals + 1, &value))
            return "a field has no such value";
        write_number(record, row->offset, row->width, value);
        if (row->flag != 0)
            write_number(record, row->flag, sizeof(int32_t), 1);
        return NULL;
    }
    return "there is no such field";
}
