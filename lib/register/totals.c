/* SPDX-License-Identifier: Apache-2.0 */
/* Totals: which documents are selected, and what of each belongs to a unit.
 *
 * A joint document whose issuers are known has one part for each issuer: the part of the issuer
 * above the sponsor belongs to who holds the sponsor's quota, any other to the issuer itself. */
#include <inttypes.h>

#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"
#include "register/fraction.h"
#include "register/policy.h"
#include "register/state.h"

#define ANY (-1)

typedef struct selection {
    int32_t verdict;
    int32_t direction;    /* ANY = all */
    int32_t letter_basis; /* ANY = letters or not */
    int64_t unit;         /* 0 = all */
    int64_t kind;         /* 0 = all */
    jf_day first;
    jf_day last;
    jf_day as_of;    /* units are those that stand on this day; JF_DAY_NONE = as they were */
    bool by_issuer;  /* joint documents in parts */
} selection;

static selection counted(int64_t unit, int64_t kind, jf_day first, jf_day last)
{
    selection wanted = {JF_VERDICT_COUNTED, ANY,  ANY,         unit, kind,
                        first,              last, JF_DAY_NONE, true};

    return wanted;
}

static jf_status check_selection(const jf_register *self, const selection *wanted, jf_error *err)
{
    jf_status status = JF_OK;

    if (wanted->unit != 0)
        status = jf__register_check_node(self->units, wanted->unit, "unit", err);
    if (!status && wanted->kind != 0)
        status = jf__register_check_node(self->kinds, wanted->kind, "kind", err);
    if (!status)
        status = jf__register_check_day(wanted->first, "first", err);
    /* last = first - 1 is the empty range, also before the first day of all. */
    if (!status && wanted->last != wanted->first - 1)
        status = jf__register_check_day(wanted->last, "last", err);
    if (!status && wanted->last < wanted->first - 1)
        status = jf__fail_about(err, JF_E_RANGE, 0, wanted->first, wanted->last,
                                "last %" PRId32 " is before first %" PRId32, wanted->last,
                                wanted->first);
    if (!status && wanted->as_of != JF_DAY_NONE)
        status = jf__register_check_day(wanted->as_of, "as_of", err);
    return status;
}

/* What stands in the way of a direction or of letters is put aside where they are asked for. */
static bool is_selected(jf_register *self, const selection *wanted, const jf__document *document,
                        jf_counting_policy *policy)
{
    jf_day day = jf__policy_day(policy, &document->record);
    jf__facts facts = {document->doc_kind, document->series_class, false, false};

    if (day != JF_DAY_NONE && (day < wanted->first || day > wanted->last))
        return false;
    if (wanted->direction != ANY)
        policy->directions = 7;
    if (wanted->letter_basis != ANY)
        policy->letters = 0;
    if ((int32_t)jf__register_verdict(policy, self, document) != wanted->verdict)
        return false;
    if (wanted->direction != ANY && document->record.direction != wanted->direction)
        return false;
    if (wanted->letter_basis != ANY && !jf__policy_is_letter(wanted->letter_basis, &facts))
        return false;
    return wanted->kind == 0 || jf_tree_contains(self->kinds, wanted->kind, document->record.kind);
}

static bool is_within(jf_register *self, const selection *wanted, int64_t unit)
{
    int64_t now = unit;

    if (wanted->unit == 0)
        return true;
    if (wanted->as_of != JF_DAY_NONE &&
        jf_tree_current(self->units, unit, wanted->as_of, &now, NULL))
        now = unit;
    return jf_tree_contains(self->units, wanted->unit, now);
}

/* Parts of a document that belong to the unit, of *whole_out. */
static int64_t parts_of(jf_register *self, const selection *wanted, const jf__document *document,
                        const jf_counting_policy *policy, int64_t *whole_out)
{
    int64_t owner = jf__register_owner(self, document, policy);
    const int64_t *issuers = self->issuers.items + document->issuer_first;
    int64_t parts = 0;

    *whole_out = 1;
    if (!wanted->by_issuer || document->issuer_count == 0 || policy->joint == JF_JOINT_LEAD)
        return is_within(self, wanted, owner);
    if (policy->joint == JF_JOINT_SHARE)
        *whole_out = document->issuer_count;
    for (uint32_t i = 0; i < document->issuer_count; i++) {
        bool is_own = jf_tree_contains(self->units, issuers[i], document->record.sponsor);

        parts += is_within(self, wanted, is_own ? owner : issuers[i]);
    }
    return parts;
}

static jf_status sum_selected(jf_register *self, const selection *wanted, jf_share *sum_out,
                              jf_error *err)
{
    jf_share sum = {sizeof sum, 0, 1};
    jf_status status = check_selection(self, wanted, err);

    if (status)
        return status;
    for (size_t i = 0; i < self->documents.count; i++) {
        const jf__document *document = &self->documents.items[i];
        jf_counting_policy policy = *jf__register_policy(self, document);
        selection now = *wanted;
        int64_t count;
        int64_t whole;

        if (!is_selected(self, wanted, document, &policy))
            continue;
        if (policy.predecessors)
            now.as_of = JF_DAY_NONE;
        if (!jf__policy_count(&policy, &document->record, &count) ||
            !jf__multiply(count, parts_of(self, &now, document, &policy, &whole), &count) ||
            !jf__share_add(&sum, count, whole))
            return jf__fail(err, JF_E_OVERFLOW, "the counts of the documents leave 64 bits");
    }
    *sum_out = sum;
    return JF_OK;
}

static jf_status sum_whole(jf_register *self, const selection *wanted, int64_t *total_out,
                           jf_error *err)
{
    jf_share sum;
    jf_status status;

    if (!self || !total_out)
        return jf__fail_null(err, self ? "total_out" : "self");
    status = sum_selected(self, wanted, &sum, err);
    if (status)
        return status;
    if (sum.denominator != 1)
        return jf__fail_about(err, JF_E_STATE, 0, 1, sum.denominator,
                              "the shares add up to %" PRId64 "/%" PRId64 ", no whole number",
                              sum.numerator, sum.denominator);
    *total_out = sum.numerator;
    return JF_OK;
}

jf_status jf_register_total(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                            jf_day last, int64_t *total_out, jf_error *err)
{
    selection wanted = counted(unit, kind, first, last);

    return sum_whole(self, &wanted, total_out, err);
}

jf_status jf_register_share(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                            jf_day last, jf_share *share_out, jf_error *err)
{
    selection wanted = counted(unit, kind, first, last);
    jf_share sum;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    status = jf__record_writable(share_out, "share_out", err);
    if (!status)
        status = sum_selected(self, &wanted, &sum, err);
    if (!status)
        jf__record_write(share_out, &sum, sizeof sum);
    return status;
}

jf_status jf_register_baseline(jf_register *self, int64_t unit, int64_t kind, jf_day first,
                               jf_day last, jf_day as_of, int64_t *total_out, jf_error *err)
{
    selection wanted = counted(unit, kind, first, last);

    wanted.as_of = as_of;
    if (as_of == JF_DAY_NONE)
        return jf__register_check_day(as_of, "as_of", err);
    return sum_whole(self, &wanted, total_out, err);
}

jf_status jf_register_direction_total(jf_register *self, int32_t direction, int64_t unit,
                                      jf_day first, jf_day last, int64_t *total_out, jf_error *err)
{
    selection wanted = counted(unit, 0, first, last);

    if (direction < JF_DIRECTION_DOWN || direction > JF_DIRECTION_UP)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_DIRECTION_UP, direction,
                              "no direction %" PRId32, direction);
    wanted.direction = direction;
    wanted.by_issuer = false;
    return sum_whole(self, &wanted, total_out, err);
}

jf_status jf_register_letter_total(jf_register *self, int32_t letter_basis, int64_t unit,
                                   jf_day first, jf_day last, int64_t *total_out, jf_error *err)
{
    selection wanted = counted(unit, 0, first, last);

    if (letter_basis < 0 || letter_basis > 1)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, 1, letter_basis,
                              "letter_basis %" PRId32 " is neither 0 nor 1", letter_basis);
    wanted.letter_basis = letter_basis;
    wanted.by_issuer = false;
    return sum_whole(self, &wanted, total_out, err);
}

jf_status jf_register_verdict_total(jf_register *self, int32_t verdict, int64_t unit, jf_day first,
                                    jf_day last, int64_t *total_out, jf_error *err)
{
    selection wanted = counted(unit, 0, first, last);

    if (!self || !total_out)
        return jf__fail_null(err, self ? "total_out" : "self");
    if (verdict < JF_VERDICT_COUNTED || verdict > JF_VERDICT_CLASSIFIED)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF_VERDICT_CLASSIFIED, verdict,
                              "no verdict %" PRId32, verdict);
    wanted.verdict = verdict;
    wanted.by_issuer = false;
    return sum_whole(self, &wanted, total_out, err);
}
