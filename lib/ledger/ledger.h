/* SPDX-License-Identifier: Apache-2.0 */
/* What the files of a ledger offer each other. */
#ifndef JIANFU_LIB_LEDGER_H
#define JIANFU_LIB_LEDGER_H

#include "ledger/state.h"

/* ledger.c */
jf_ledger *jf__ledger_open(jf_calendar *calendar, const jf_ledger_options *opts, jf_error *err);

/* node.c */
static inline uint32_t jf__node_find(const jf__nodes *nodes, int64_t id)
{
    return jf__idmap_find(&nodes->index, id);
}
bool jf__node_within(const jf__nodes *nodes, uint32_t above, uint32_t below);
/* Whether a node may be added: a new id, a known parent, not too deep. */
bool jf__node_fits(const jf__nodes *nodes, int64_t id, uint32_t parent);
/* Adds a node that fits to the units or kinds, and its entry; JF_E_NO_MEMORY. */
jf_status jf__node_add(jf_ledger *self, jf__entry_type type, int64_t id, uint32_t parent,
                       const char *name, jf_error *err);
void jf__nodes_release(jf__nodes *nodes, const jf_allocator *allocator);

/* lineage.c: the units above a unit, day by day */
/* What is valid on a day, by the head of a node's epochs; `before` them: the last argument. */
uint32_t jf__epoch_value(const jf__nodes *nodes, uint32_t head, jf_day day, uint32_t before);
uint32_t jf__unit_parent(const jf__nodes *units, uint32_t unit, jf_day day);
/* Who stands for a unit on a day: itself, or who goes on for it. */
uint32_t jf__unit_current(const jf__nodes *units, uint32_t unit, jf_day day);
/* Fills units->lineage and gives its length; days_out: a range of days with the same lineage. */
size_t jf__lineage_of(const jf__nodes *units, uint32_t unit, jf_day day, jf__range *days_out);
/* Whether a record of a unit and day counts at `above` in scopes whose last day this is. */
bool jf__unit_within(const jf__nodes *units, uint32_t above, uint32_t unit, jf_day day,
                     jf_day last);
/* Whether `unit` is `above` or below it on any of the days. */
bool jf__unit_ever_within(const jf__nodes *units, uint32_t above, uint32_t unit,
                          const jf__range *days);

/* unit.c */
const char *jf__unit_name(const jf_ledger *self, uint32_t unit, jf_day day);

/* note.c: texts that are named by id */
/* The number of a text's id; JF_E_NOT_FOUND, with the name of the field. */
jf_status jf__note_find(const jf_ledger *self, int64_t id, const char *field, uint32_t *note_out,
                        jf_error *err);

/* scope.c */
/* Reads what a cell is about; without a period the scope covers all days. */
jf_status jf__scope_read(const jf_ledger *self, const jf_limit *cell, bool with_period,
                         jf__scope *scope_out, jf_error *err);
/* Shows the fields that name a cell. */
void jf__scope_show(const jf_ledger *self, const jf__scope *scope, jf_limit *limit_out);
/* Whether a side has a measure. */
jf_status jf__measure_check(int32_t side, int32_t measure, jf_error *err);
bool jf__scope_equal(const jf__scope *a, const jf__scope *b);
/* Reads a cell as a record of the caller's. */
jf_status jf__cell_read(const jf_ledger *self, const jf_limit *cell, const char *what,
                        bool with_period, jf__scope *scope_out, jf_error *err);

/* limit.c */
uint32_t jf__limit_find(const jf_ledger *self, const jf__scope *scope);
/* The limit of a cell of the caller's. JF_E_NOT_FOUND, with the name of the argument. */
jf_status jf__limit_of_cell(const jf_ledger *self, const jf_limit *cell, const char *what,
                            uint32_t *limit_out, jf_error *err);
uint32_t jf__pair_find(const jf_ledger *self, uint32_t unit, uint32_t kind);
/* One id for (unit, kind), at least 1. */
static inline int64_t jf__pair_id(uint32_t unit, uint32_t kind)
{
    return (int64_t)((uint64_t)unit << 31 | kind) + 1;
}
/* Changes the amount of a limit; no entry. */
void jf__limit_change(jf_ledger *self, uint32_t number, int64_t amount);
/* Writes its terms and margin anew: something that its margin depends on has changed. */
void jf__limit_settle(jf_ledger *self, uint32_t number);
/* Room for so many further limits. */
bool jf__limit_reserve(jf_ledger *self, size_t count);
/* Adds a limit without use, for which there is room; plans know it not yet. */
uint32_t jf__limit_add(jf_ledger *self, const jf__scope *scope);
/* Makes what follows from a limit due: it has changed (link.c). */
void jf__limit_stir(jf_ledger *self, uint32_t limit);
/* Counts a limit without terms from the records; day sums apart. */
void jf__limit_sum(jf_ledger *self, uint32_t number);
/* Takes the last limit away again. */
void jf__limit_drop(jf_ledger *self);
/* Changes all that a limit says; no entry. */
void jf__limit_set_terms(jf_ledger *self, uint32_t number, const jf__terms *terms);
/* Whether its unit has ended within its days: no quota is moved from or to it. */
static inline bool jf__limit_is_closed(const jf_ledger *self, const jf__limit *limit)
{
    return self->units.list.items[limit->scope.unit].end <= limit->scope.reach;
}
/* Sets a limit that has been read and its entry, for which there is room. */
jf_status jf__limit_put(jf_ledger *self, const jf__scope *scope, const jf__terms *terms,
                        jf_error *err);
void jf__terms_show(const jf__terms *terms, jf_limit *limit_out);
jf_status jf__terms_check(const jf_limit *limit, jf_error *err);
jf_status jf__terms_read(const jf_ledger *self, const jf_limit *limit, jf__terms *terms_out,
                         jf_error *err);

/* landings.c: what a record lands on its recipients, and who writes it off */
typedef struct jf__lead {
    int64_t landings;    /* saturated: a record of more is refused as an overflow */
    uint32_t line;       /* of the lead, counted from 0; JF__NONE: there is none */
    uint32_t unit;       /* of the lead */
    uint32_t line_count; /* lines seen so far */
    bool counts;         /* the lead's line has a count */
} jf__lead;
#define JF__LEAD_NONE ((jf__lead){.line = JF__NONE, .unit = JF__NONE})
/* Looks at the next line of a record. */
void jf__lead_add(jf__lead *lead, const jf__line *line);
/* Writes the landings of a record's lines to that of its lead, 0 to the others. */
void jf__landings_fill(jf__line *lines, size_t line_count);

/* cell.c */
/* What a cell begins with: its amount, 0 for one that is overdrawn. */
int64_t jf__terms_base(const jf__terms *terms);
static inline int64_t jf__limit_free(const jf_ledger *self, const jf__limit *limit)
{
    return *jf__free_of(&self->rows, limit->cell);
}
/* Amount less what is used and held; an overdraft of the amount counts. */
int64_t jf__limit_available(const jf_ledger *self, const jf__limit *limit);
/* Whether more than the amount of a cap over a period is used and held. */
bool jf__limit_is_above(const jf_ledger *self, const jf__limit *limit);
int64_t jf__limit_used(const jf_ledger *self, const jf__limit *limit);
static inline bool jf__line_has_amounts(const jf__line *line)
{
    return (line->amounts[0] | line->amounts[1] | line->amounts[2] | line->amounts[3]) != 0;
}
static inline int64_t jf__line_value(const jf__line *line, int32_t measure)
{
    if (measure == JF_MEASURE_COUNT)
        return line->count;
    if (measure == JF_MEASURE_ITEMS)
        return line->count > 0;
    if (measure == JF_MEASURE_LANDINGS)
        return line->landings;
    return line->amounts[measure - JF_MEASURE_AMOUNT_1];
}
/* What an attempt's lines add to a scope, by the units of its day, whatever its state. */
int64_t jf__attempt_value(const jf_ledger *self, uint32_t attempt, const jf__scope *scope);
static inline bool jf__state_is_used(uint8_t state)
{
    return state == JF__ATTEMPT_USED || state == JF__ATTEMPT_WITHDRAWN;
}
/* Whether it is a hold or record that counts somewhere. */
static inline bool jf__attempt_is_live(const jf__attempt *attempt)
{
    return (attempt->type == JF__ENTRY_ISSUE || attempt->type == JF__ENTRY_HOLD) &&
           (jf__state_is_used(attempt->state) || attempt->state == JF__ATTEMPT_HELD);
}
/* Whether an attempt is used or held on a day of the scope, for a kind and class of it. */
bool jf__attempt_counts(const jf_ledger *self, const jf__attempt *attempt, const jf__scope *scope);
/* Use of a scope, from the records. */
void jf__scope_sum(const jf_ledger *self, const jf__scope *scope, int64_t *used_out,
                   int64_t *held_out);

/* query.c: how a limit stands; a window that is no plain period as it is on a day */
jf_balance jf__limit_balance(const jf_ledger *self, uint32_t number, jf_day day);

/* days.c: limits over windows */
bool jf__days_reserve(jf_ledger *self, const jf__limit *limit);
/* Adds to the sums of a day; room must have been reserved. */
void jf__days_add(jf_ledger *self, const jf__limit *limit, jf_day day, int64_t used, int64_t held);
void jf__days_put(jf__days *days, jf_day day, int64_t used, int64_t held);
/* The sums of a day; NULL when it has none. */
const jf__day_sum *jf__days_find(const jf_ledger *self, const jf__limit *limit, jf_day day);
/* Takes out the sums of a day that has some. */
void jf__days_drop(jf_ledger *self, const jf__limit *limit, jf_day day);
/* Sums of a closed range. */
jf__day_sum jf__days_sum(const jf_ledger *self, const jf__limit *limit, jf_day first, jf_day last);
/* Months begun in the limit's period by a day of it. */
int64_t jf__months_begun(const jf__scope *scope, jf_day day);
/* amount x count, at most INT64_MAX. */
int64_t jf__times(int64_t amount, int64_t count);
/* What the worst window that holds the attempt's day says; step NONE when none speaks. */
jf__report jf__days_judge(const jf_ledger *self, uint32_t number, const jf__touch *touch);

/* ladder.c */
/* The strictest step that a total passes. */
int32_t jf__ladder_step(const jf__terms *terms, int64_t amount, int64_t total);
/* Free level below which a step acts, or something else has to look. */
int64_t jf__ladder_margin(const jf__limit *limit);
/* Adds what the limit of a touched cell says to charge.answer; false when memory is refused. */
bool jf__ladder_judge(jf_ledger *self, const jf__request *request, const jf__touch *touch);

/* plan.c */
/* The span for (unit, kind, class, day), compiled when missing; NULL when memory is refused. */
const jf__span *jf__plan_find(jf_ledger *self, uint32_t unit, const jf__content *content,
                              int32_t plan_class);
/* Units and kinds are below 2^31, so two bits of 64 are left. */
static inline int64_t jf__plan_id(uint32_t unit, uint32_t kind, int32_t plan_class)
{
    return jf__pair_id(unit, kind) * 2 + (plan_class != JF_PLAN_CLASS_PLANNED);
}
/* The one of a list of spans that holds the day, or NULL. */
static inline const jf__span *jf__span_on(const jf__plans *plans, uint32_t head, jf_day day)
{
    for (uint32_t at = head; at != JF__NONE; at = plans->spans.items[at].next) {
        const jf__span *span = &plans->spans.items[at];

        if (day >= span->first && day <= span->last)
            return span;
    }
    return NULL;
}
/* The runs of a line's side. */
static inline const jf__run *jf__span_runs(const jf__plans *plans, const jf__span *span,
                                           int32_t side, size_t *count_out)
{
    const jf__run *runs = plans->runs.items + span->start;

    *count_out = side == JF_SIDE_ISSUER ? span->issuer_count : span->recipient_count;
    return side == JF_SIDE_ISSUER ? runs : runs + span->issuer_count;
}
/* Forgets all plans: a limit was added. */
void jf__plans_release(jf__plans *plans, const jf_allocator *allocator);

/* charge.c */
/* Adds a line; false, and nothing of use in totals, when one would leave 64 bits. */
bool jf__totals_add(jf__totals *totals, const jf__line *line);
/* Finds what the request touches and which limits refuse it. JF_E_NO_MEMORY; JF_E_OVERFLOW. */
jf_status jf__charge_decide(jf_ledger *self, const jf__request *request, jf_error *err);
/* Whether a decided request is refused, itself or with its group. */
static inline bool jf__charge_refuses(const jf_ledger *self, const jf__request *request)
{
    return self->charge.answer.violations.count > 0 || request->linked;
}
/* Moves the cells; the request must have been decided and granted. */
void jf__charge_apply(jf_ledger *self, const jf__request *request);
/* Whether use that was divided, or amounts that follow from others, depend on what is charged. */
bool jf__charge_is_divided(const jf_ledger *self);
bool jf__charge_is_linked(const jf_ledger *self);
/* What follows from it for others, once the records are as they are to be. */
void jf__charge_settle(jf_ledger *self);
/* The lines of a hold or record, to charge.old; false when memory is refused. */
bool jf__charge_load(jf_ledger *self, uint32_t attempt);
/* Adds what a content touches to charge.touches; false when memory is refused. */
bool jf__charge_touch(jf_ledger *self, int32_t plan_class, const jf__content *content);

/* inherit.c: use that was divided among units */
/* What a scope has besides the records that count in it. */
int64_t jf__scope_inherited(const jf_ledger *self, const jf__scope *scope);
/* Takes it anew for a limit, as a record that is divided has changed; by how much it has grown. */
int64_t jf__limit_inherit(jf_ledger *self, uint32_t number);
/* Whether a unit, or one above it on a day, is divided later. */
bool jf__unit_is_divided(const jf__nodes *units, uint32_t unit, jf_day day);

/* plain.c */
/* Whether the issue in charge can be decided and applied on the rows alone; finds its spans. False
 * in the return when memory is refused. */
bool jf__plain_decide(jf_ledger *self, const jf__request *request, bool *is_plain_out);
void jf__plain_apply(jf_ledger *self);

/* attempt.c */
/* Decides a request with a new key and, unless `dry`, records it. */
jf_status jf__attempt_run(jf_ledger *self, const jf__request *request, bool dry,
                          jf_outcome *outcome_out, jf_error *err);
/* Records a request that was decided; JF_E_NO_MEMORY. */
jf_status jf__attempt_record(jf_ledger *self, const jf__request *request, int64_t *entry_out,
                             jf_error *err);
/* Answers a request whose key is known, or runs it. */
jf_status jf__attempt_answer(jf_ledger *self, jf__request *request, bool dry,
                             jf_outcome *outcome_out, jf_error *err);
jf_status jf__attempt_repeat(jf_ledger *self, uint32_t attempt, jf_outcome *outcome_out,
                             jf_error *err);
/* Answers one that has just been written and has no reports. */
jf_status jf__attempt_first(jf_ledger *self, uint32_t attempt, jf_outcome *outcome_out,
                            jf_error *err);
/* Room for an attempt beside its entry. */
bool jf__attempt_reserve(jf_ledger *self, int64_t key);
/* Remembers one whose entry comes next. */
jf__attempt *jf__attempt_add(jf_ledger *self, const jf__request *request);
/* Makes what charge.answer says the answer of the ledger, and gives it. */
jf_status jf__attempt_tell(jf_ledger *self, int64_t entry, bool repeated, jf_outcome *outcome_out,
                           jf_error *err);
jf_status jf__outcome_check(const jf_outcome *outcome_out, jf_error *err);

/* request.c: reading what the caller asks for */
jf_status jf__request_lines(jf_ledger *self, const jf_line *lines, size_t line_count,
                            jf_error *err);
jf_status jf__request_day(jf_day day, int64_t key, jf_error *err);
jf_status jf__request_keys(int64_t key, int64_t of, jf_error *err);
jf_status jf__request_change(jf_ledger *self, jf__entry_type type, const jf_change *change,
                             const jf_line *lines, size_t line_count, jf__request *request,
                             jf_error *err);
jf_status jf__request_record(jf_ledger *self, jf__entry_type type, bool dry,
                             const jf_record *record, const jf_line *lines, size_t line_count,
                             jf__request *request, jf_error *err);

/* hold.c */
/* Runs a change that has been read. */
jf_status jf__change_run(jf_ledger *self, jf__request *request, jf_outcome *outcome_out,
                         jf_error *err);
/* Finds what a change with a new key is about, which must be open to it. */
jf_status jf__change_find(const jf_ledger *self, jf__request *request, jf_error *err);

/* expire.c */
/* Says when a hold expires; room must have been reserved. */
void jf__expiry_set(jf_ledger *self, uint32_t attempt, jf_day last);
/* The last day of a hold that may expire. */
jf_day jf__expiry_of(const jf_ledger *self, uint32_t attempt);
/* A hold that may expire does so no more. */
void jf__expiry_forget(jf_ledger *self, uint32_t attempt);

/* batch.c */
/* Reads an item. A status of jf_ledger_batch. */
jf_status jf__item_read(jf_ledger *self, const jf_item *item, const jf_line *lines,
                        jf__request *request);
/* Does an item on its own. */
jf_status jf__item_run(jf_ledger *self, const jf_item *item, const jf_line *lines);

/* group.c */
/* Does the items of a group, all or none, and writes their statuses. */
void jf__group_run(jf_ledger *self, const jf_item *items, size_t item_count, const jf_line *lines,
                   int32_t *results_out);

/* undo.c */
/* From here on what attempts change is kept; false when memory is refused. */
bool jf__undo_begin(jf_ledger *self);
/* Keeps what a decided request is about to change; false when memory is refused. */
bool jf__undo_keep(jf_ledger *self, const jf__request *request);
/* Makes the ledger as it was at the beginning. */
void jf__undo_all(jf_ledger *self);
/* What has been kept is needed no more. */
void jf__undo_end(jf_ledger *self);
void jf__undo_release(jf__undo *undo, const jf_allocator *allocator);

/* key.c */
/* The key in an attempt's entry. */
int64_t jf__key_of(const jf_ledger *self, uint32_t attempt);
/* The attempt under a key, or JF__NONE. */
uint32_t jf__key_lookup(const jf_ledger *self, int64_t key);
/* *attempt_out: the attempt remembered under the request's key, or JF__NONE for a new key.
 * JF_E_EXISTS: the key has other content. */
jf_status jf__key_find(const jf_ledger *self, const jf__request *request, uint32_t *attempt_out,
                       jf_error *err);
/* Whether the last entry, at an offset, which is cut off then, is the one of a known attempt: of
 * the same type, and the same in its first `size` bytes. JF_E_EXISTS, with the field that field_at
 * names by the place of the first byte that differs. */
jf_status jf__key_same(jf_ledger *self, int64_t key, uint32_t attempt, size_t offset,
                       size_t size, const char *(*field_at)(size_t), jf_error *err);
/* JF_E_EXISTS, naming the field. */
jf_status jf__key_fail(jf_error *err, int64_t key, const char *field, int64_t first,
                       int64_t again);

/* grant.c */
/* Finds the grants of a request. JF_E_NOT_FOUND; JF_E_STATE. */
jf_status jf__grant_look_up(const jf_ledger *self, jf__request *request, jf_error *err);
static inline jf_status jf__grant_find(const jf_ledger *self, jf__request *request, jf_error *err)
{
    return request->grants_key == 0 ? JF_OK : jf__grant_look_up(self, request, err);
}
/* Fills charge.lifts with what they lift; false when memory is refused. */
bool jf__grant_load(jf_ledger *self, const jf__request *request);

/* violation.c */
jf_status jf__violation_fail(const jf_ledger *self, jf_error *err);

#endif
