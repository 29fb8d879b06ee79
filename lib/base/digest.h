/* SPDX-License-Identifier: Apache-2.0 */
/* SHA-256 (FIPS 180-4), fed piece by piece. Copy the struct to learn the digest so far. */
#ifndef JIANFU_LIB_DIGEST_H
#define JIANFU_LIB_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define JF__SHA256_SIZE 32

typedef struct jf__sha256 {
    uint32_t state[8];
    uint64_t size;      /* bytes fed so far */
    uint8_t block[64];  /* its last size % 64 bytes */
} jf__sha256;

void jf__sha256_init(jf__sha256 *digest);
void jf__sha256_add(jf__sha256 *digest, const void *bytes, size_t size);

/* Ends the message; `digest` must be initialised before it is used again. */
void jf__sha256_finish(jf__sha256 *digest, uint8_t out[JF__SHA256_SIZE]);

#endif
