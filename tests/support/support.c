/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>
#include <stdlib.h>

void jf_test_main_filter(int argc, char **argv)
{
    if (argc > 1)
        cmocka_set_test_filter(argv[1]);
}

void jf_test_check(jf_status status, jf_status wanted, const jf_error *error, const char *call,
                   const char *file, int line)
{
    if (status != wanted) {
        print_error("%s\n    is %s, not %s: %s\n", call, jf_status_name((int32_t)status),
                    jf_status_name((int32_t)wanted), error->message);
        _fail(file, line);
    }
    if (error->status != JF_OK && error->status != (int32_t)status) {
        print_error("%s\n    is %s, but its error says %s: %s\n", call,
                    jf_status_name((int32_t)status), jf_status_name(error->status),
                    error->message);
        _fail(file, line);
    }
}

void *jf_test_made(void *handle, const jf_error *error, const char *call, const char *file,
                   int line)
{
    if (!handle) {
        print_error("%s\n    is NULL, %s: %s\n", call,
                    error ? jf_status_name(error->status) : "no error given",
                    error ? error->message : "");
        _fail(file, line);
    }
    return handle;
}

static bool memory_refuses(jf_test_memory *memory)
{
    bool refuse;

    memory->calls++;
    refuse = memory->fail_at > 0 && (memory->calls == memory->fail_at
                                     || (memory->fail_on && memory->calls > memory->fail_at));
    if (refuse)
        memory->refused++;
    return refuse;
}

static void *memory_allocate(size_t size, void *user)
{
    jf_test_memory *memory = user;
    void *block = memory_refuses(memory) ? NULL : malloc(size);

    if (block)
        memory->live++;
    return block;
}

static void *memory_reallocate(void *block, size_t size, void *user)
{
    jf_test_memory *memory = user;
    void *moved = memory_refuses(memory) ? NULL : realloc(block, size);

    if (moved && !block)
        memory->live++;
    return moved;
}

static void memory_release(void *block, void *user)
{
    jf_test_memory *memory = user;

    memory->live--;
    free(block);
}

void jf_test_memory_init(jf_test_memory *memory)
{
    memset(memory, 0, sizeof *memory);
    memory->allocator.allocate = memory_allocate;
    memory->allocator.reallocate = memory_reallocate;
    memory->allocator.release = memory_release;
    memory->allocator.user = memory;
}

void jf_test_memory_fail(jf_test_memory *memory, int64_t fail_at, bool fail_on)
{
    memory->calls = 0;
    memory->refused = 0;
    memory->fail_at = fail_at;
    memory->fail_on = fail_on;
}

/* One run; returns whether anything was refused. */
static bool run_with_failure(jf_test_story story, void *user, int64_t fail_at, bool fail_on)
{
    jf_test_memory memory;
    jf_status status;

    jf_test_memory_init(&memory);
    jf_test_memory_fail(&memory, fail_at, fail_on);
    status = story(&memory.allocator, user);
    if (memory.live != 0) {
        fail_msg("allocation %lld refused%s: %lld blocks left", (long long)fail_at,
                 fail_on ? " and all after it" : "", (long long)memory.live);
    }
    if (status != (memory.refused ? JF_E_NO_MEMORY : JF_OK)) {
        fail_msg("allocation %lld refused%s: the story says %s", (long long)fail_at,
                 fail_on ? " and all after it" : "", jf_status_name((int32_t)status));
    }
    return memory.refused > 0;
}

int64_t jf_test_every_failure(jf_test_story story, void *user)
{
    int64_t fail_at = 1;

    while (run_with_failure(story, user, fail_at, false)) {
        run_with_failure(story, user, fail_at, true);
        fail_at++;
    }
    return fail_at - 1;
}

const char *jf_test_data(void)
{
    const char *folder = getenv("JIANFU_DATA");

    if (folder && folder[0])
        return folder;
    print_message("skipped: JIANFU_DATA is not set\n");
    return NULL;
}

const char *jf_test_scratch(void)
{
    const char *folder = getenv("JIANFU_TEST_SCRATCH");

    return folder && folder[0] ? folder : "/tmp";
}

bool jf_test_long(void)
{
    const char *asked = getenv("JIANFU_LONG");

    return asked && asked[0] && strcmp(asked, "0") != 0;
}

size_t jf_test_stride(void)
{
#if defined(__SANITIZE_ADDRESS__)
    return jf_test_long() ? 1 : 7;
#else
    return 1;
#endif
}

char *jf_test_read_file(const char *path, size_t *size_out)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;
    size_t size = 0;
    size_t room = 0;
    size_t got = 1;

    if (!file)
        fail_msg("%s cannot be opened", path);
    while (got > 0) {
        if (room - size < 4096) {
            room = 2 * room + 65536;
            text = realloc(text, room);
            assert_non_null(text);
        }
        got = fread(text + size, 1, room - size - 1, file);
        size += got;
    }
    fclose(file);
    text[size] = '\0';
    if (size_out)
        *size_out = size;
    return text;
}
