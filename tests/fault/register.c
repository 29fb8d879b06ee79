/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of a register refused in turn: the status, and that nothing has changed. */
#include "support/support.h"
#include "support/trees.h"

#include <stdio.h>

#include "jianfu/register_check.h"

#define DOCUMENT_COUNT 30

/* Documents 0..count - 1 are there with their texts, and count. */
static void check_documents(jf_register *documents, size_t count)
{
    char text[32];
    int64_t total = -1;

    assert_int_equal(jf_register_count(documents), count);
    for (size_t i = 0; i < count; i++) {
        (void)snprintf(text, sizeof text, "国发[2023]%zu号", i + 1 + i / 9);
        assert_string_equal(jf_register_number_at(documents, i), text);
        (void)snprintf(text, sizeof text, "title %zu", i % 7);
        assert_string_equal(jf_register_title_at(documents, i), text);
    }
    assert_null(jf_register_number_at(documents, count));
    assert_ok(jf_register_total(documents, 1, 0, 0, DOCUMENT_COUNT, &total, err));
    assert_int_equal(total, count);
}

/* Adds document `index`; a refused call is tried once more. */
static jf_status add(jf_register *documents, size_t index, bool *refused)
{
    jf_document document = {.size = sizeof document,
                            .sponsor = 111,
                            .kind = 11,
                            .date_signed = (jf_day)index,
                            .date_dispatched = JF_DAY_NONE};
    jf_error error = {0};
    char number[32];
    char title[32];

    (void)snprintf(number, sizeof number, "国发[2023]%zu号", index + 1 + index / 9);
    (void)snprintf(title, sizeof title, "title %zu", index % 7);
    if (jf_register_add(documents, &document, number, title, &error) == JF_OK)
        return JF_OK;
    assert_int_equal(error.status, JF_E_NO_MEMORY);
    check_documents(documents, index);
    *refused = true;
    return jf_register_add(documents, &document, number, title, NULL);
}

/* Calls once more what was refused. */
#define TRY(call)                                                                                  \
    do {                                                                                           \
        jf_status first = (call);                                                                  \
        if (first == JF_E_NO_MEMORY) {                                                             \
            *refused = true;                                                                       \
            first = (call);                                                                        \
        }                                                                                          \
        if (first != JF_OK)                                                                        \
            return first;                                                                          \
    } while (0)

/* Issuers, a policy, a remark, and two checks; a refused check leaves the findings of the last. */
/* A refused call of many adds none of them, and their numbers are as new. */
static jf_status add_many(jf_register *documents, bool *refused)
{
    const char texts[] = "国办发〔2023〕1号\0one\0国办发〔2023〕2号\0two\0国办发〔2023〕1号\0three";
    const uint8_t *bytes = (const uint8_t *)texts;
    jf_document document = {.size = sizeof document, .sponsor = 111, .kind = 11,
                            .date_signed = JF_DAY_NONE, .date_dispatched = JF_DAY_NONE};
    const jf_document three[] = {document, document, document};
    size_t before = jf_register_count(documents);

    if (jf_register_add_all(documents, three, 3, bytes, sizeof texts, NULL)) {
        *refused = true;
        assert_int_equal(jf_register_count(documents), before);
        if (jf_register_add_all(documents, three, 3, bytes, sizeof texts, NULL))
            return JF_E_NO_MEMORY;
    }
    if (jf_register_check(documents, NULL)) {
        *refused = true;
        return JF_OK;
    }
    assert_int_equal(jf_register_finding_total(documents, JF_FINDING_DUPLICATE), 1);
    return JF_OK;
}

static jf_status complete(jf_register *documents, bool *refused)
{
    const int64_t issuers[] = {11, 2};
    jf_counting_policy policy = {.size = sizeof policy, .informal = 1};
    jf_finding remark = {.size = sizeof remark, .kind = JF_FINDING_DATE_FORM, .actual = 1};
    size_t found;

    TRY(jf_register_set_issuers(documents, 3, issuers, 2, NULL));
    TRY(jf_register_add_policy(documents, &policy, 1000, 2000, NULL));
    TRY(jf_register_remark(documents, &remark, NULL));
    TRY(jf_register_check(documents, NULL));
    found = jf_register_finding_count(documents);
    assert_int_equal(jf_register_finding_total(documents, JF_FINDING_GAP), 3);
    if (jf_register_check(documents, NULL)) {
        *refused = true;
        assert_int_equal(jf_register_finding_count(documents), found);
        assert_int_equal(jf_register_meter_count(documents), 1);
    }
    return JF_OK;
}

static jf_status story(const jf_allocator *allocator, void *user)
{
    jf_register_options opts = {.size = sizeof opts, .allocator = *allocator};
    jf_tree *tree = user;
    jf_error error = {0};
    jf_register *documents = jf_register_new(tree, tree, NULL, &opts, &error);
    jf_status status = JF_OK;
    bool refused = false;

    if (!documents)
        return (jf_status)error.status;
    for (size_t i = 0; status == JF_OK && i < DOCUMENT_COUNT; i++)
        status = add(documents, i, &refused);
    if (status == JF_OK)
        check_documents(documents, DOCUMENT_COUNT);
    if (status == JF_OK)
        status = complete(documents, &refused);
    if (status == JF_OK)
        status = add_many(documents, &refused);
    jf_register_free(documents);
    return refused ? JF_E_NO_MEMORY : status;
}

static void refused_memory_changes_nothing(void **state)
{
    jf_tree *tree = jf_test_tree_small();

    (void)state;
    assert_true(jf_test_every_failure(story, tree) > 5);
    jf_tree_free(tree);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(refused_memory_changes_nothing)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("fault.register", tests, NULL, NULL);
}
