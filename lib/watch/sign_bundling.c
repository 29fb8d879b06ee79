/* SPDX-License-Identifier: Apache-2.0 */
/* Fewer documents with as much in them: two rows of windows, the last one judged. The amount is
 * whatever grows with what a document holds; the sign does not say which document it was. */
#include "base/records.h"
#include "watch/signs.h"

typedef struct sums {
    int64_t windows;        /* of the past */
    int64_t documents_past; /* all past windows together */
    int64_t amount_past;
    int64_t documents; /* now */
    int64_t amount;
} sums;

/* A whole number of at most JF_SIGN_AMOUNT_MAX x 100 times 1,000 stays in 64 bits. */
static int64_t average_milli(int64_t amount, int64_t documents)
{
    return documents > 0 ? jf__divide(amount * 1000, documents) : -1;
}

static int32_t sign_of(const jf_sign_rules *rules, const sums *counts)
{
    int64_t documents = counts->documents * counts->windows;
    int64_t amount = counts->amount * counts->windows;

    if (counts->documents_past == 0 || counts->amount_past == 0)
        return JF_SIGN_NO_BASE;
    if (documents * 1000 > counts->documents_past * (1000 - rules->bundling_fall_permille) ||
        amount * 1000 < counts->amount_past * (1000 - rules->bundling_hold_permille))
        return JF_SIGN_NONE;
    return counts->documents < rules->small_use || counts->documents_past - documents <
                                                       rules->small_change * counts->windows
               ? JF_SIGN_SMALL_COUNT
               : JF_SIGN_BUNDLED;
}

static void assess(const jf_sign_rules *rules, const sums *counts, jf_bundling *bundling)
{
    bundling->sign = sign_of(rules, counts);
    bundling->level = bundling->sign == JF_SIGN_BUNDLED ? JF_ALERT_YELLOW : JF_ALERT_GREEN;
    bundling->documents_now = counts->documents;
    bundling->documents_past_milli = jf__divide(counts->documents_past * 1000, counts->windows);
    bundling->documents_permille =
        jf__change(counts->documents_past, counts->documents * counts->windows);
    bundling->amount_now = counts->amount;
    bundling->amount_past_milli = jf__divide(counts->amount_past * 1000, counts->windows);
    bundling->amount_permille = jf__change(counts->amount_past, counts->amount * counts->windows);
    bundling->average_now_milli = average_milli(counts->amount, counts->documents);
    bundling->average_past_milli = average_milli(counts->amount_past, counts->documents_past);
}

jf_status jf_bundling_assess(const jf_sign_rules *rules, const int64_t *documents,
                             size_t document_count, const int64_t *amounts, size_t amount_count,
                             jf_bundling *bundling_out, jf_error *err)
{
    const jf__row document = {"documents", documents, document_count};
    const jf__row amount = {"amounts", amounts, amount_count};
    jf_sign_rules known = {.size = 0};
    jf_bundling bundling = {.size = sizeof bundling};
    jf_status status = jf__sign_rules_read(&known, rules, err);
    sums counts;
    size_t past;

    if (!status)
        status = jf__row_pair_shape(&document, &amount, 2, err);
    if (!status)
        status = jf__record_writable(bundling_out, "bundling_out", err);
    if (!status)
        status = jf__row_range(&document, document_count, 0, JF_SIGN_COUNT_MAX, err);
    if (!status)
        status = jf__row_range(&amount, amount_count, 0, JF_SIGN_AMOUNT_MAX, err);
    if (status)
        return status;
    past = document_count - 1;
    counts = (sums){(int64_t)past, jf__row_sum(documents, past), jf__row_sum(amounts, past),
                    documents[past], amounts[past]};
    assess(&known, &counts, &bundling);
    jf__record_write(bundling_out, &bundling, sizeof bundling);
    return JF_OK;
}
