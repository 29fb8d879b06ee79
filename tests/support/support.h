/* SPDX-License-Identifier: Apache-2.0 */
/* What every test program shares. Include this first: it brings cmocka with what that needs.
 *
 * A program defines its own main:
 *
 *     int main(int argc, char **argv)
 *     {
 *         const struct CMUnitTest tests[] = { cmocka_unit_test(monday_is_one), ... };
 *
 *         jf_test_main_filter(argc, argv);
 *         return cmocka_run_group_tests_name("calendar.day", tests, NULL, NULL);
 *     }
 *
 * and may be called with the name of one test (wildcards * and ? work) to run only that.
 */
#ifndef JIANFU_TESTS_SUPPORT_H
#define JIANFU_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "jianfu/base.h"

/* Runs only the tests whose name fits argv[1], when there is one. */
void jf_test_main_filter(int argc, char **argv);

/* The call has to return JF_OK; otherwise the test fails with status and message of the error.
 * The macros declare the error themselves: write `err` for it in the call.
 *     assert_ok(jf_day_parse("2025-03-01", &day, err));
 */
#define assert_ok(call)                                                            \
    do {                                                                           \
        jf_error jf_test_error = {0};                                              \
        jf_error *err = &jf_test_error;                                            \
        jf_status jf_test_status = (call);                                         \
        (void)err;                                                                 \
        jf_test_check(jf_test_status, JF_OK, &jf_test_error, #call, __FILE__, __LINE__); \
    } while (0)

/* The call has to return this status, and to have written it to `err` if the call uses that. */
#define assert_fails(wanted, call)                                                 \
    do {                                                                           \
        jf_error jf_test_error = {0};                                              \
        jf_error *err = &jf_test_error;                                            \
        jf_status jf_test_status = (call);                                         \
        (void)err;                                                                 \
        jf_test_check(jf_test_status, (wanted), &jf_test_error, #call, __FILE__, __LINE__); \
    } while (0)

/* What the macros above call. */
void jf_test_check(jf_status status, jf_status wanted, const jf_error *error, const char *call,
                   const char *file, int line);

/* The pointer has to be set; otherwise the test fails with the message of the error.
 *     ledger = assert_made(jf_ledger_new(calendar, units, kinds, NULL, &err), &err);
 */
#define assert_made(call, error) jf_test_made((call), (error), #call, __FILE__, __LINE__)
void *jf_test_made(void *handle, const jf_error *error, const char *call, const char *file,
                   int line);

/* An allocator that counts, and that can refuse. */
typedef struct jf_test_memory {
    jf_allocator allocator; /* pass its address to the library */
    int64_t live;           /* blocks not yet released */
    int64_t calls;          /* allocations and reallocations asked for so far */
    int64_t fail_at;        /* refuse the call with this number, from 1; 0 = never */
    bool fail_on;           /* refuse every later call too */
    int64_t refused;        /* calls refused so far */
} jf_test_memory;

/* Zeroes everything, so that nothing is refused. */
void jf_test_memory_init(jf_test_memory *memory);

/* From now on, count calls from 1 and refuse number `fail_at` (0 = none), then all if `fail_on`. */
void jf_test_memory_fail(jf_test_memory *memory, int64_t fail_at, bool fail_on);

/* Every block was released. */
#define assert_no_leak(memory) assert_int_equal((memory)->live, 0)

/* The story of a fault test: JF_OK when it got through, JF_E_NO_MEMORY when memory was refused.
 * It checks by itself that what it made is unchanged or fully changed after a refusal. */
typedef jf_status (*jf_test_story)(const jf_allocator *allocator, void *user);

/* Runs the story with its n-th allocation refused, for n = 1, 2, ... until nothing is refused:
 * once with only that one refused, once with all from there on. After each run no block may be
 * left; a story that met a refusal has to say JF_E_NO_MEMORY. Returns the number of allocations. */
int64_t jf_test_every_failure(jf_test_story story, void *user);

/* Folder of further real data (JIANFU_DATA), or NULL after saying that the test is skipped. */
const char *jf_test_data(void);

/* A folder the test may write to. */
const char *jf_test_scratch(void);

/* True when long runs were asked for (JIANFU_LONG). */
bool jf_test_long(void);

/* Every so many of a long series of like cases is tried: all of them, but under the sanitizers,
 * which make each ten times as dear, only every seventh, unless long runs were asked for. */
size_t jf_test_stride(void);

/* Whole file as text, NUL-terminated; the test fails if it cannot be read. Release with free. */
char *jf_test_read_file(const char *path, size_t *size_out);

#endif
