/* SPDX-License-Identifier: Apache-2.0 */
/* The list of clauses. Every stored clause has passed jf__clause_check, so a check never fails on
 * one; a preset is added whole or not at all. */
#include "rules/rules.h"

#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"
#include "rules/preset.h"

/* A calendar that is not sealed would fail only in the checks that need workdays. */
static jf_status check_calendar(const jf_calendar *calendar, jf_error *err)
{
    int64_t none;
    jf_error inner;

    if (!calendar ||
        jf_calendar_workday_count(calendar, 0, -1, &none, &inner) != JF_E_NOT_SEALED)
        return JF_OK;
    return jf__fail(err, JF_E_NOT_SEALED, "%s", inner.message);
}

jf_rules *jf_rules_new(jf_calendar *calendar, const jf_rules_options *opts, jf_error *err)
{
    jf_rules_options known;
    jf_allocator allocator;
    jf_rules *self;

    if (jf__options_read(&known, sizeof known, opts, "opts", err))
        return NULL;
    if (known.week_definition < JF_WEEK_DEFAULT || known.week_definition > JF_WEEK_SEVEN_DAYS) {
        (void)jf__fail_about(err, JF_E_ARGUMENT, 0, JF_WEEK_SEVEN_DAYS, known.week_definition,
                             "no week definition %" PRId32, known.week_definition);
        return NULL;
    }
    if (jf__allocator_init(&allocator, &known.allocator, err) || check_calendar(calendar, err))
        return NULL;
    self = jf__allocate(&allocator, 1, sizeof *self);
    if (!self) {
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = allocator;
    self->week_definition = known.week_definition;
    self->calendar = jf_calendar_retain(calendar);
    return self;
}

jf_rules *jf_rules_retain(jf_rules *self)
{
    if (self)
        jf__reference_take(&self->reference);
    return self;
}

void jf_rules_free(jf_rules *self)
{
    jf_allocator allocator;

    if (!self || !jf__reference_drop(&self->reference))
        return;
    allocator = self->allocator;
    jf__array_release(&self->rules, &allocator);
    jf__texts_release(&self->texts, &allocator);
    jf_calendar_free(self->calendar);
    jf__release(&allocator, self);
}

static jf_status check_open(const jf_rules *self, jf_error *err)
{
    return self->sealed ? jf__fail(err, JF_E_SEALED, "rules are sealed") : JF_OK;
}

static bool intern(jf_rules *self, jf__rule *rule, const char *const texts[4])
{
    return jf__texts_intern(&self->texts, texts[0], &rule->text, &self->allocator) &&
           jf__texts_intern(&self->texts, texts[1], &rule->place, &self->allocator) &&
           jf__texts_intern(&self->texts, texts[2], &rule->source, &self->allocator) &&
           jf__texts_intern(&self->texts, texts[3], &rule->preset, &self->allocator);
}

/* The clause of a preset, in force as the preset is. */
static jf_clause clause_of(const jf__preset *preset, const jf__preset_clause *row)
{
    jf_clause clause = row->clause;

    clause.size = sizeof clause;
    clause.year = preset->year;
    clause.effective_from = jf__preset_day(preset->from);
    clause.effective_until = jf__preset_day(preset->until);
    return clause;
}

jf_status jf_rules_add_preset(jf_rules *self, const char *name, jf_error *err)
{
    const jf__preset *preset;
    jf_status status;

    if (!self || !name)
        return jf__fail_null(err, self ? "name" : "self");
    status = check_open(self, err);
    if (status)
        return status;
    preset = jf__preset_find(name);
    if (!preset)
        return jf__fail(err, JF_E_NOT_FOUND, "no preset %.60s", name);
    for (size_t i = 0; i < self->rules.count; i++)
        if (self->rules.items[i].preset == jf__texts_find(&self->texts, preset->name))
            return jf__fail(err, JF_E_EXISTS, "preset %s was added already", preset->name);
    if (!jf__array_reserve(&self->rules, preset->count, &self->allocator))
        return jf__fail_memory(err);
    for (size_t i = 0; i < preset->count; i++) {
        const char *const texts[4] = {preset->clauses[i].text, preset->place, preset->source,
                                      preset->name};
        jf__rule *rule = &self->rules.items[self->rules.count + i];

        rule->clause = clause_of(preset, &preset->clauses[i]);
        status = jf__clause_check(&rule->clause, err);
        if (status)
            return status;
        if (!intern(self, rule, texts))
            return jf__fail_memory(err);
    }
    self->rules.count += preset->count;
    return JF_OK;
}

jf_status jf_rules_add_clause(jf_rules *self, const jf_clause *clause, const char *place,
                              const char *source, const char *text, jf_error *err)
{
    const char *const texts[4] = {text, place, source, ""};
    jf__rule added = {.text = 0};
    jf_status status;

    if (!self || !place || !source || !text)
        return jf__fail_null(err, !self ? "self" : !place ? "place" : !source ? "source" : "text");
    status = check_open(self, err);
    if (!status)
        status = jf__record_read(&added.clause, sizeof added.clause, clause, "clause", err);
    if (!status)
        status = jf__clause_check(&added.clause, err);
    if (!status)
        status = jf__text_check(place, "place", err);
    if (!status)
        status = jf__text_check(source, "source", err);
    if (!status)
        status = jf__text_check(text, "text", err);
    if (status)
        return status;
    if (!jf__array_reserve(&self->rules, 1, &self->allocator) || !intern(self, &added, texts))
        return jf__fail_memory(err);
    self->rules.items[self->rules.count++] = added;
    return JF_OK;
}

jf_status jf_rules_seal(jf_rules *self, jf_error *err)
{
    if (!self)
        return jf__fail_null(err, "self");
    self->sealed = true;
    return JF_OK;
}

size_t jf_rules_count(const jf_rules *self)
{
    return self ? self->rules.count : 0;
}

jf_status jf_rules_at(const jf_rules *self, size_t index, jf_clause *clause_out, jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(clause_out, "clause_out", err);
    if (status)
        return status;
    if (index >= self->rules.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->rules.count, (int64_t)index,
                              "no clause %zu of %zu", index, self->rules.count);
    jf__record_write(clause_out, &self->rules.items[index].clause, sizeof(jf_clause));
    return JF_OK;
}

const char *jf_rules_text_at(const jf_rules *self, size_t index)
{
    if (index >= jf_rules_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->rules.items[index].text);
}

const char *jf_rules_place_at(const jf_rules *self, size_t index)
{
    if (index >= jf_rules_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->rules.items[index].place);
}

const char *jf_rules_source_at(const jf_rules *self, size_t index)
{
    if (index >= jf_rules_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->rules.items[index].source);
}

const char *jf_rules_preset_at(const jf_rules *self, size_t index)
{
    if (index >= jf_rules_count(self))
        return NULL;
    return jf__texts_at(&self->texts, self->rules.items[index].preset);
}
