/* SPDX-License-Identifier: Apache-2.0 */
/* What every module shares: export macro, version, status codes, error detail, allocator.
 *
 * Rules that hold for the whole library:
 *  - A fallible function returns jf_status (0 is success) or a handle (NULL on failure), and takes
 *    a `jf_error *err` last, which may be NULL. `err` is written on failure only.
 *  - A failed call leaves every handle and every output as it was.
 *  - Statuses in a contract are listed in order of precedence. Every function that takes a pointer
 *    may return JF_E_ARGUMENT for NULL where NULL is not allowed, and JF_E_NO_MEMORY.
 *  - Records and options begin with `uint32_t size`, set by the caller to sizeof; a zero in any
 *    other field means the default. Structs without `size` are frozen for ever.
 *  - Ids are chosen by the caller, 1 or more; 0 means none. Day ranges are closed.
 *  - Text is NUL-terminated UTF-8, checked and copied. Returned text lives as long as its handle
 *    is neither changed nor freed.
 */
#ifndef JIANFU_BASE_H
#define JIANFU_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(SWIG) || defined(JIANFU_STATIC)
#define JF_API
#elif defined(_WIN32)
#ifdef JIANFU_BUILDING
#define JF_API __declspec(dllexport)
#else
#define JF_API __declspec(dllimport)
#endif
#else
#define JF_API __attribute__((visibility("default")))
#endif

#define JF_VERSION_MAJOR 0
#define JF_VERSION_MINOR 1
#define JF_VERSION_PATCH 0

#ifdef __cplusplus
extern "C" {
#endif

/** Outcome of a call. Numbers are never reused; new ones are appended. */
typedef enum jf_status {
    JF_OK = 0,
    JF_E_ARGUMENT = 1,    /**< a value the contract forbids (NULL, wrong size field, bad enum) */
    JF_E_NO_MEMORY = 2,   /**< the allocator refused */
    JF_E_NOT_FOUND = 3,   /**< no such id or name */
    JF_E_EXISTS = 4,      /**< the id or key is taken by something else */
    JF_E_AMBIGUOUS = 5,   /**< a name that several ids carry */
    JF_E_RANGE = 6,       /**< a number, day or index outside its range */
    JF_E_OVERFLOW = 7,    /**< exact arithmetic would leave 64 bits */
    JF_E_LIMIT = 8,       /**< a quota refuses */
    JF_E_STATE = 9,       /**< not in this state (hold already resolved, handle in use) */
    JF_E_SEALED = 10,     /**< the handle no longer changes */
    JF_E_NOT_SEALED = 11, /**< the handle must be sealed first */
    JF_E_UNKNOWN_DAY = 12, /**< the calendar holds no official schedule for this day */
    JF_E_TEXT = 13,       /**< text that does not have the required form */
    JF_E_ENCODING = 14,   /**< bytes that are not valid in their encoding */
    JF_E_STOPPED = 15,    /**< a callback asked to stop and there is no partial result */
    JF_E_CALLBACK = 16,   /**< a callback failed */
    JF_E_IO = 17,         /**< a file or store could not be read or written */
    JF_E_UNSUPPORTED = 18, /**< not available in this build */
    JF_E_CORRUPT = 19,    /**< stored content fails its own check */
    JF_E_INTERNAL = 20,   /**< a broken invariant: please report; the handle is unusable */
    JF_E_LINKED = 21      /**< another attempt of its group was refused */
} jf_status;

/** Detail of a failure, owned by the caller; frozen, 256 bytes. */
typedef struct jf_error {
    int32_t status;     /**< a jf_status */
    int32_t line;       /**< line, row or byte offset in the input; 0 = none */
    int64_t subject;    /**< the id the failure is about; 0 = none */
    int64_t expected;   /**< what was allowed or expected, where a number says it */
    int64_t actual;     /**< what was found */
    char message[224];  /**< one English line without trailing dot */
} jf_error;

/** Memory functions of a root handle. Zero every member for malloc and free of libc. */
typedef struct jf_allocator {
    void *(*allocate)(size_t size, void *user);                /**< size >= 1; NULL = refused */
    void *(*reallocate)(void *block, size_t size, void *user); /**< as realloc, size >= 1 */
    void (*release)(void *block, void *user);                  /**< block is never NULL */
    void *user;                                                /**< passed through */
} jf_allocator;

/** Version of the linked library, for example "0.1.0". */
JF_API const char *jf_version(void);

/** Stable token of a status, for example "not-found"; "unknown" for any other number. */
JF_API const char *jf_status_name(int32_t status);

#ifdef __cplusplus
}
#endif

#endif
