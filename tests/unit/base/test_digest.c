/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/digest.h"

#include <stdio.h>

/* Vectors: NIST, "SHA-256 example" and the CAVP short and long messages. */
static void assert_digest(jf__sha256 *digest, const char *hex)
{
    uint8_t out[JF__SHA256_SIZE];
    char text[2 * JF__SHA256_SIZE + 1];

    jf__sha256_finish(digest, out);
    for (size_t i = 0; i < sizeof out; i++)
        (void)snprintf(text + 2 * i, 3, "%02x", out[i]);
    assert_string_equal(text, hex);
}

static void assert_text_digest(const char *text, const char *hex)
{
    jf__sha256 digest;

    jf__sha256_init(&digest);
    jf__sha256_add(&digest, text, strlen(text));
    assert_digest(&digest, hex);
}

static void empty_message_has_its_digest(void **state)
{
    (void)state;
    assert_text_digest("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void abc_has_its_digest(void **state)
{
    (void)state;
    assert_text_digest("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void two_blocks_have_their_digest(void **state)
{
    (void)state;
    assert_text_digest("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    assert_text_digest("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
                       "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
                       "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
}

static void million_times_a_has_its_digest(void **state)
{
    jf__sha256 digest;
    char part[1000];

    (void)state;
    memset(part, 'a', sizeof part);
    jf__sha256_init(&digest);
    for (int i = 0; i < 1000; i++)
        jf__sha256_add(&digest, part, sizeof part);
    assert_digest(&digest, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void pieces_do_not_matter(void **state)
{
    char text[300];
    uint8_t whole[JF__SHA256_SIZE];
    jf__sha256 digest;

    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)(i * 7);
    jf__sha256_init(&digest);
    jf__sha256_add(&digest, text, sizeof text);
    jf__sha256_finish(&digest, whole);
    for (size_t piece = 1; piece < sizeof text; piece++) {
        uint8_t out[JF__SHA256_SIZE];

        jf__sha256_init(&digest);
        for (size_t at = 0; at < sizeof text; at += piece)
            jf__sha256_add(&digest, text + at,
                           sizeof text - at < piece ? sizeof text - at : piece);
        jf__sha256_finish(&digest, out);
        assert_memory_equal(out, whole, sizeof out);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_message_has_its_digest),
        cmocka_unit_test(abc_has_its_digest),
        cmocka_unit_test(two_blocks_have_their_digest),
        cmocka_unit_test(million_times_a_has_its_digest),
        cmocka_unit_test(pieces_do_not_matter),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.digest", tests, NULL, NULL);
}
