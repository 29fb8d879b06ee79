/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

static uint32_t intern(jf__texts *texts, const char *text, const jf_allocator *allocator)
{
    uint32_t id = UINT32_MAX;

    assert_true(jf__texts_intern(texts, text, &id, allocator));
    return id;
}

static void valid_sequences_of_every_length_are_accepted(void **state)
{
    static const char *const texts[] = {
        "",
        "a",
        "\x7f",
        "\xc2\x80",
        "\xdf\xbf",
        "\xe0\xa0\x80",
        "\xed\x9f\xbf",
        "\xee\x80\x80",
        "\xef\xbf\xbf",
        "\xf0\x90\x80\x80",
        "\xf4\x8f\xbf\xbf",
        "国资发〔2023〕7号",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(jf__utf8_valid(texts[i], strlen(texts[i])), strlen(texts[i]));
}

/* Each after two good bytes, so that the offset is told too. */
static void invalid_sequences_are_found_where_they_begin(void **state)
{
    static const char *const texts[] = {
        "ab\x80",
        "ab\xbf",
        "ab\xc0\x80",
        "ab\xc1\xbf",
        "ab\xc2",
        "ab\xc2 ",
        "ab\xe0\x9f\xbf",
        "ab\xe4\xb8",
        "ab\xe4 \xad",
        "ab\xed\xa0\x80",
        "ab\xed\xbf\xbf",
        "ab\xf0\x8f\xbf\xbf",
        "ab\xf0\x90\x80",
        "ab\xf4\x90\x80\x80",
        "ab\xf5\x80\x80\x80",
        "ab\xff",
        "ab\xfe",
        "ab\xb9\xfa",
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_int_equal(jf__utf8_valid(texts[i], strlen(texts[i])), 2);
}

static void a_sequence_cut_by_the_size_is_invalid(void **state)
{
    (void)state;
    assert_int_equal(jf__utf8_valid("\xe5\x9b\xbd", 2), 0);
    assert_int_equal(jf__utf8_valid("x\0y", 3), 3);
}

static void check_tells_null_encoding_and_length_apart(void **state)
{
    char *text = malloc(JF__TEXT_MAX + 2);
    jf_error error;

    (void)state;
    assert_non_null(text);
    memset(text, 'x', JF__TEXT_MAX + 1);
    text[JF__TEXT_MAX + 1] = '\0';
    assert_int_equal(jf__text_check(text, "name", &error), JF_E_RANGE);
    assert_string_equal(error.message, "name is longer than 65535 bytes");
    assert_int_equal(error.actual, JF__TEXT_MAX + 1);
    text[JF__TEXT_MAX] = '\0';
    assert_ok(jf__text_check(text, "name", err));
    assert_ok(jf__text_check("", "name", err));
    assert_fails(JF_E_ARGUMENT, jf__text_check(NULL, "name", err));
    assert_int_equal(jf__text_check("ab\xff", "name", &error), JF_E_ENCODING);
    assert_string_equal(error.message, "name is not UTF-8 at byte 2");
    assert_int_equal(error.actual, 2);
    free(text);
}

static void equal_texts_get_equal_ids(void **state)
{
    jf_test_memory memory;
    jf__texts texts = {0};
    char copy[] = "办公室";
    uint32_t office;

    (void)state;
    jf_test_memory_init(&memory);
    office = intern(&texts, "办公室", &memory.allocator);
    assert_int_not_equal(office, 0);
    assert_int_equal(intern(&texts, copy, &memory.allocator), office);
    assert_int_not_equal(intern(&texts, "人事处", &memory.allocator), office);
    assert_string_equal(jf__texts_at(&texts, office), "办公室");
    jf__texts_release(&texts, &memory.allocator);
    assert_no_leak(&memory);
}

static void the_empty_text_is_zero(void **state)
{
    jf_test_memory memory;
    jf__texts texts = {0};

    (void)state;
    jf_test_memory_init(&memory);
    assert_int_equal(intern(&texts, "", &memory.allocator), 0);
    assert_int_equal(jf__texts_find(&texts, ""), 0);
    assert_string_equal(jf__texts_at(&texts, 0), "");
    assert_int_equal(memory.calls, 0);
}

static void find_knows_only_what_was_interned(void **state)
{
    jf_test_memory memory;
    jf__texts texts = {0};
    uint32_t office;

    (void)state;
    jf_test_memory_init(&memory);
    assert_int_equal(jf__texts_find(&texts, "办公室"), UINT32_MAX);
    office = intern(&texts, "办公室", &memory.allocator);
    assert_int_equal(jf__texts_find(&texts, "办公室"), office);
    assert_int_equal(jf__texts_find(&texts, "办公"), UINT32_MAX);
    jf__texts_release(&texts, &memory.allocator);
}

static void an_id_that_was_never_given_is_the_empty_text(void **state)
{
    jf__texts texts = {0};

    (void)state;
    assert_string_equal(jf__texts_at(&texts, 1), "");
    assert_string_equal(jf__texts_at(&texts, UINT32_MAX), "");
}

static void many_texts_keep_their_ids(void **state)
{
    jf_test_memory memory;
    jf__texts texts = {0};
    char text[16];

    (void)state;
    jf_test_memory_init(&memory);
    for (uint32_t i = 1; i <= 5000; i++) {
        (void)snprintf(text, sizeof text, "unit %u", (unsigned)i);
        assert_int_equal(intern(&texts, text, &memory.allocator), i);
    }
    for (uint32_t i = 1; i <= 5000; i++) {
        (void)snprintf(text, sizeof text, "unit %u", (unsigned)i);
        assert_string_equal(jf__texts_at(&texts, i), text);
        assert_int_equal(jf__texts_find(&texts, text), i);
    }
    jf__texts_release(&texts, &memory.allocator);
    assert_no_leak(&memory);
}

/* The store moves when it grows, and the text with it. */
static void a_part_of_an_interned_text_can_be_interned(void **state)
{
    jf_test_memory memory;
    jf__texts texts = {0};
    char wanted[201];
    uint32_t whole;

    (void)state;
    memset(wanted, 'x', 200);
    wanted[200] = '\0';
    jf_test_memory_init(&memory);
    whole = intern(&texts, wanted, &memory.allocator);
    for (size_t skip = 1; skip < 200; skip++) {
        uint32_t part = intern(&texts, jf__texts_at(&texts, whole) + skip, &memory.allocator);

        assert_string_equal(jf__texts_at(&texts, part), wanted + skip);
    }
    jf__texts_release(&texts, &memory.allocator);
    assert_no_leak(&memory);
}

/* Interns three texts; a refused one must not be findable, and the others must stay. */
static jf_status intern_three(const jf_allocator *allocator, void *user)
{
    static const char *const words[] = {"办公室", "人事处", "综合处"};
    jf__texts texts = {0};
    jf_status status = JF_OK;
    uint32_t id;

    (void)user;
    for (size_t i = 0; i < 3; i++)
        if (!jf__texts_intern(&texts, words[i], &id, allocator)) {
            status = JF_E_NO_MEMORY;
            assert_int_equal(jf__texts_find(&texts, words[i]), UINT32_MAX);
            if (!jf__texts_intern(&texts, words[i], &id, allocator))
                break;
            assert_int_equal(jf__texts_find(&texts, words[i]), i + 1);
        }
    jf__texts_release(&texts, allocator);
    return status;
}

static void a_refused_intern_changes_nothing(void **state)
{
    (void)state;
    assert_true(jf_test_every_failure(intern_three, NULL) >= 3);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_sequences_of_every_length_are_accepted),
        cmocka_unit_test(invalid_sequences_are_found_where_they_begin),
        cmocka_unit_test(a_sequence_cut_by_the_size_is_invalid),
        cmocka_unit_test(check_tells_null_encoding_and_length_apart),
        cmocka_unit_test(equal_texts_get_equal_ids),
        cmocka_unit_test(the_empty_text_is_zero),
        cmocka_unit_test(find_knows_only_what_was_interned),
        cmocka_unit_test(an_id_that_was_never_given_is_the_empty_text),
        cmocka_unit_test(many_texts_keep_their_ids),
        cmocka_unit_test(a_part_of_an_interned_text_can_be_interned),
        cmocka_unit_test(a_refused_intern_changes_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.text", tests, NULL, NULL);
}
