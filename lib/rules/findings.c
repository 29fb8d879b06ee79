/* SPDX-License-Identifier: Apache-2.0 */
/* What a check found, and reading it. Findings stand in the order of the clauses, groups of one
 * clause in the order of their first events. */
#include "rules/rules.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "base/records.h"

jf_findings *jf__findings_new(jf_rules *rules, jf_error *err)
{
    const jf_allocator *allocator = &rules->allocator;
    jf_findings *self;

    if (!rules->sealed) {
        (void)jf__fail(err, JF_E_NOT_SEALED, "rules are not sealed yet");
        return NULL;
    }
    self = jf__allocate(allocator, 1, sizeof *self);
    if (self)
        self->severities = jf__allocate(allocator, rules->rules.count + 1, 1);
    if (!self || !self->severities) {
        jf__release(allocator, self);
        (void)jf__fail_memory(err);
        return NULL;
    }
    self->allocator = *allocator;
    self->rules = jf_rules_retain(rules);
    return self;
}

void jf_findings_free(jf_findings *self)
{
    jf_allocator allocator;

    if (!self)
        return;
    allocator = self->allocator;
    jf__release(&allocator, self->severities);
    jf__array_release(&self->found, &allocator);
    jf__array_release(&self->members, &allocator);
    jf_rules_free(self->rules);
    jf__release(&allocator, self);
}

static jf_rule_finding finding_of(const jf_findings *self, size_t clause, const jf__ruling *ruling)
{
    const jf_clause *own = &self->rules->rules.items[clause].clause;
    jf_rule_finding finding = {.size = sizeof finding,
                          .check = own->check,
                          .severity = ruling->severity,
                          .clause = (int32_t)clause,
                          .exemption = ruling->exemption,
                          .missing = ruling->answer.missing,
                          .year = own->year,
                          .actual = ruling->answer.actual,
                          .allowed = ruling->answer.allowed,
                          .first = ruling->answer.first,
                          .last = ruling->answer.last};

    return finding;
}

jf_status jf__findings_add(jf_findings *self, size_t clause, const jf__ruling *ruling,
                           jf_error *err)
{
    if (ruling->severity >= JF_SEVERITY_EXEMPT) {
        if (!jf__array_reserve(&self->found, 1, &self->allocator))
            return jf__fail_memory(err);
        self->found.items[self->found.count++] =
            (jf__found){.finding = finding_of(self, clause, ruling)};
    }
    self->severities[clause] = (uint8_t)ruling->severity;
    return JF_OK;
}

jf_status jf__findings_add_group(jf_findings *self, size_t clause, const jf__answer *answer,
                                 const int64_t *members, size_t member_count, jf_error *err)
{
    jf__ruling ruling = {.severity = self->rules->rules.items[clause].clause.severity,
                         .answer = *answer};
    jf_status status;
    jf__found *added;

    if (!jf__array_reserve(&self->members, member_count, &self->allocator))
        return jf__fail_memory(err);
    status = jf__findings_add(self, clause, &ruling, err);
    if (status)
        return status;
    added = &self->found.items[self->found.count - 1];
    added->member_first = self->members.count;
    added->member_count = member_count;
    memcpy(self->members.items + self->members.count, members, member_count * sizeof *members);
    self->members.count += member_count;
    return JF_OK;
}

size_t jf_findings_count(const jf_findings *self)
{
    return self ? self->found.count : 0;
}

static jf_status check_index(const jf_findings *self, size_t index, jf_error *err)
{
    if (index < self->found.count)
        return JF_OK;
    return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->found.count, (int64_t)index,
                          "no finding %zu of %zu", index, self->found.count);
}

jf_status jf_findings_at(const jf_findings *self, size_t index, jf_rule_finding *finding_out,
                         jf_error *err)
{
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(finding_out, "finding_out", err);
    if (!status)
        status = check_index(self, index, err);
    if (!status)
        jf__record_write(finding_out, &self->found.items[index].finding, sizeof(jf_rule_finding));
    return status;
}

const char *jf_findings_text_at(const jf_findings *self, size_t index)
{
    if (index >= jf_findings_count(self))
        return NULL;
    return jf_rules_text_at(self->rules, (size_t)self->found.items[index].finding.clause);
}

const char *jf_findings_place_at(const jf_findings *self, size_t index)
{
    if (index >= jf_findings_count(self))
        return NULL;
    return jf_rules_place_at(self->rules, (size_t)self->found.items[index].finding.clause);
}

static void write_finding(const jf_rule_finding *finding, char *text_out, size_t text_size)
{
    const char *severity = jf_severity_name(finding->severity);
    const char *check = jf_check_name(finding->check);
    char first[16];
    char last[16];
    int length;

    if (finding->severity == JF_SEVERITY_SKIPPED) {
        (void)snprintf(text_out, text_size, "%-7s  %s: %s is not said", severity, check,
                       jf_input_name(finding->missing));
        return;
    }
    length = snprintf(text_out, text_size, "%-7s  %s: %" PRId64 ", allowed %" PRId64, severity,
                      check, finding->actual, finding->allowed);
    if (!jf_day_format(finding->first, first, sizeof first, NULL) &&
        !jf_day_format(finding->last, last, sizeof last, NULL))
        (void)snprintf(text_out + length, text_size - (size_t)length, " (%s, %s)", first, last);
}

jf_status jf_findings_format(const jf_findings *self, size_t index, char *text_out,
                             size_t text_size, jf_error *err)
{
    jf_status status;

    if (!self || !text_out)
        return jf__fail_null(err, self ? "text_out" : "self");
    status = check_index(self, index, err);
    if (status)
        return status;
    if (text_size < JF_FINDING_TEXT_SIZE)
        return jf__fail_about(err, JF_E_RANGE, 0, JF_FINDING_TEXT_SIZE, (int64_t)text_size,
                              "a finding needs %d bytes", JF_FINDING_TEXT_SIZE);
    write_finding(&self->found.items[index].finding, text_out, text_size);
    return JF_OK;
}

size_t jf_findings_member_count(const jf_findings *self, size_t finding)
{
    return finding < jf_findings_count(self) ? self->found.items[finding].member_count : 0;
}

jf_status jf_findings_member_at(const jf_findings *self, size_t finding, size_t index,
                                int64_t *id_out, jf_error *err)
{
    const jf__found *found;
    jf_status status;

    if (!self || !id_out)
        return jf__fail_null(err, self ? "id_out" : "self");
    status = check_index(self, finding, err);
    if (status)
        return status;
    found = &self->found.items[finding];
    if (index >= found->member_count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)found->member_count, (int64_t)index,
                              "no member %zu of %zu", index, found->member_count);
    *id_out = self->members.items[found->member_first + index];
    return JF_OK;
}

jf_status jf_findings_severity_of(const jf_findings *self, size_t clause, int32_t *severity_out,
                                  jf_error *err)
{
    if (!self || !severity_out)
        return jf__fail_null(err, self ? "severity_out" : "self");
    if (clause >= self->rules->rules.count)
        return jf__fail_about(err, JF_E_RANGE, 0, (int64_t)self->rules->rules.count,
                              (int64_t)clause, "no clause %zu of %zu", clause,
                              self->rules->rules.count);
    *severity_out = self->severities[clause];
    return JF_OK;
}

jf_status jf_findings_summary(const jf_findings *self, jf_finding_summary *summary_out,
                              jf_error *err)
{
    jf_finding_summary summary = {.size = sizeof summary};
    int32_t counts[JF_SEVERITY_REFUSE + 1] = {0};
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(summary_out, "summary_out", err);
    if (status)
        return status;
    for (size_t i = 0; i < self->rules->rules.count; i++) {
        counts[self->severities[i]]++;
        if (self->severities[i] > summary.worst)
            summary.worst = self->severities[i];
    }
    summary.none = counts[JF_SEVERITY_NONE];
    summary.passed = counts[JF_SEVERITY_PASSED];
    summary.exempt = counts[JF_SEVERITY_EXEMPT];
    summary.skipped = counts[JF_SEVERITY_SKIPPED];
    summary.notices = counts[JF_SEVERITY_NOTICE];
    summary.explain = counts[JF_SEVERITY_EXPLAIN];
    summary.approve = counts[JF_SEVERITY_APPROVE];
    summary.refuse = counts[JF_SEVERITY_REFUSE];
    jf__record_write(summary_out, &summary, sizeof summary);
    return JF_OK;
}
